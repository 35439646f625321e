package dev.keelson.work.hydrate;

import org.jspecify.annotations.Nullable;

/**
 * Arrays for the arguments of constructors: one of each small length lies ready, and is given back once its object is made.
 * What is made within takes another. Used by one thread.
 */
final class Arguments {

    private static final @Nullable Object[] NONE = {};
    private static final int LONGEST = 8;

    private final @Nullable Object[] @Nullable [] ready = new Object[LONGEST + 1][];

    /** An array of this length, with anything in it. */
    @Nullable
    Object[] take(int length) {
        if (length == 0) {
            return NONE;
        }
        @Nullable Object[] taken = length > LONGEST ? null : ready[length];
        if (taken == null) {
            return new Object[length];
        }
        ready[length] = null;
        return taken;
    }

    /** Nobody looks at this array any more. */
    void giveBack(@Nullable Object[] taken) {
        if (taken.length <= LONGEST) {
            ready[taken.length] = taken;
        }
    }
}

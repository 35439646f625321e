package dev.keelson.work.hydrate;

import dev.keelson.work.row.Row;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** The fields of an object that has many, some after others; and what is made of method handles, none of them before it is needed. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SameParts(Same[] parts) implements Same {

    /** Of handles that answer {@link Same#isSame}. */
    static final MethodType TYPE = MethodType.methodType(boolean.class, Unchanged.class, Object.class, Row.class);

    static final MethodHandle YES =
            MethodHandles.dropArguments(MethodHandles.constant(boolean.class, true), 0, TYPE.parameterList());
    static final MethodHandle NO = MethodHandles.empty(TYPE);

    @Override
    public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
        for (Same part : parts) {
            if (!part.isSame(rows, value, row)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int size() {
        return parts.length;
    }

    /** What answers for a comparison, of which it takes values of a class as they are. */
    static MethodHandle handle(Same comparison, Class<?> value) {
        try {
            return MethodHandles.lookup()
                    .findVirtual(comparison.getClass(), "isSame", TYPE.changeParameterType(1, value))
                    .bindTo(comparison);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static boolean ask(MethodHandle handle, Unchanged rows, @Nullable Object value, Row row) {
        try {
            return (boolean) handle.invokeExact(rows, value, row);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) { // no comparison declares one
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * A comparison that is compiled by itself, lest all of a large aggregate be compiled in one, which takes seconds. No record,
     * since what another class holds is no constant.
     */
    static final class Apart implements Same {

        private final MethodHandle handle;

        Apart(MethodHandle handle) {
            this.handle = handle;
        }

        static Same of(Same comparison) {
            return new Apart(handle(comparison, Object.class));
        }

        @Override
        public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
            return ask(handle, rows, value, row);
        }
    }
}

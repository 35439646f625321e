package dev.keelson.work.hydrate;

import dev.keelson.work.model.Accessor;
import dev.keelson.work.row.Row;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All fields of an object.
 *
 * @param accessors each field
 * @param comparisons what tells of each of them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SameFields(Accessor[] accessors, Same[] comparisons) implements Same {

    /** Longer ones are compiled in parts, each by itself. */
    private static final int LONGEST = 32;

    @Override
    public boolean isSame(Unchanged rows, @Nullable Object object, Row row) {
        for (int i = 0; i < accessors.length; i++) {
            if (object == null || !comparisons[i].isSame(rows, accessors[i].get(object), row)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int size() {
        int size = 0;
        for (Same comparison : comparisons) {
            size += comparison.size();
        }
        return size;
    }

    @Override
    public Same inlined() {
        Same[] inlined = new Same[comparisons.length];
        for (int i = 0; i < inlined.length; i++) {
            inlined[i] = comparisons[i].inlined();
        }
        SameFields fields = new SameFields(accessors, inlined);
        return fields.size() <= LONGEST ? new Handle(fields.all(0, inlined.length), fields.size()) : fields.parts();
    }

    /** Several handles of as many fields each as go together. */
    private Same parts() {
        List<Same> parts = new ArrayList<>();
        int from = 0;
        int size = 0;
        for (int i = 0; i < comparisons.length; i++) {
            int next = comparisons[i].size();
            if (size + next > LONGEST && i > from) {
                parts.add(new SameParts.Apart(all(from, i)));
                from = i;
                size = 0;
            }
            size += next;
        }
        parts.add(new SameParts.Apart(all(from, comparisons.length)));
        return new SameParts(parts.toArray(Same[]::new));
    }

    /** The fields of these places, one within the other no deeper than need be. */
    private MethodHandle all(int from, int to) {
        if (to - from < 2) {
            return from == to ? SameParts.YES : field(accessors[from], comparisons[from]);
        }
        int half = (from + to) / 2;
        return MethodHandles.guardWithTest(all(from, half), all(half, to), SameParts.NO);
    }

    private static MethodHandle field(Accessor accessor, Same comparison) {
        Class<?> read = switch (comparison) {
            case OfInt number -> int.class;
            case OfLong number -> long.class;
            case OfDouble number -> double.class;
            default -> Object.class;
        };
        MethodHandle getter = read == Object.class ? accessor.getter() : accessor.typed();
        return MethodHandles.filterArguments(SameParts.handle(comparison, read), 1, getter);
    }

    /** One method handle, compiled as if it had been written for the class. */
    record Handle(MethodHandle handle, int size) implements Same {

        @Override
        public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
            return SameParts.ask(handle, rows, value, row);
        }
    }
}

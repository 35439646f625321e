package dev.keelson.work.projection;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.row.Unreadable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one component of a record is made of. Immutable. */
sealed interface Part permits RecordPart, SeveralColumns, Part.OfColumn, Part.Counted {

    /**
     * Makes it.
     *
     * @param slots the values of the selected columns
     * @return null where it is absent
     */
    @Nullable
    Object of(@Nullable Object[] slots);

    /** What messages call it. */
    String label();

    /**
     * A value that lies in one column.
     *
     * @param column the column, or null where it is none of a table
     */
    record OfColumn(String label, @Nullable String column, int slot, UnaryOperator<Object> read) implements Part {

        @Override
        public @Nullable Object of(@Nullable Object[] slots) {
            Object value = slots[slot];
            if (value == null) {
                return null;
            }
            try {
                return read.apply(readable(value));
            } catch (RuntimeException failure) {
                throw unreadable(label, column, failure);
            }
        }
    }

    /** How many there are of something: it says nothing of whether what it is of is there. */
    record Counted(String label, int slot, UnaryOperator<Object> as) implements Part {

        @Override
        public @Nullable Object of(@Nullable Object[] slots) {
            Object number = slots[slot];
            return number == null ? null : as.apply(number);
        }
    }

    private static Object readable(Object value) {
        if (value instanceof Unreadable unreadable) {
            throw unreadable.refusal();
        }
        return value;
    }

    /** What is wrong with a value that its columns do not give. */
    static HydrationException unreadable(String label, @Nullable String column, RuntimeException failure) {
        int dot = label.indexOf('.');
        return new HydrationException(
                dot < 0 ? label : label.substring(0, dot),
                dot < 0 ? "" : label.substring(dot + 1),
                column,
                null,
                "its column value cannot be read",
                failure);
    }
}

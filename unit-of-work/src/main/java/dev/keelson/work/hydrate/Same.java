package dev.keelson.work.hydrate;

import dev.keelson.kernel.Ref;
import dev.keelson.work.row.Row;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tells that a value surely is as a row says; if not, it may be all the same. A tree of records for each mapping, since the virtual
 * machine takes what a record holds for constant where the record is constant: so it may be {@linkplain #inlined made one} with what it
 * compares. Immutable, thread-safe.
 */
sealed interface Same
        permits Same.Unknown,
                Same.OfProperty,
                Same.OfScalar,
                Same.OfInt,
                Same.OfLong,
                Same.OfDouble,
                Same.OfClass,
                Same.OfSubtype,
                Same.OfWrapper,
                Same.OfRef,
                SameFields,
                SameFields.Handle,
                SameParts,
                SameParts.Apart,
                SameElements {

    /**
     * Whether it is.
     *
     * @param rows the rows that are remembered of the aggregate
     * @param value what the field holds; null only for an {@link OfProperty}
     */
    boolean isSame(Unchanged rows, @Nullable Object value, Row row);

    /** The same, quicker, by method handles: worth making once it was asked often. */
    default Same inlined() {
        return this;
    }

    /** How much is compiled where it is. */
    default int size() {
        return 1;
    }

    /** Nothing is known of such values. */
    record Unknown() implements Same {

        static final Same INSTANCE = new Unknown();

        @Override
        public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
            return false;
        }
    }

    /**
     * What a field holds, which may be absent.
     *
     * @param absent the columns that are null where it is, or null where it must not be
     * @param wrapped whether the field holds an {@link Optional}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OfProperty(int @Nullable [] absent, boolean wrapped, Same value) implements Same {

        @Override
        public boolean isSame(Unchanged rows, @Nullable Object held, Row row) {
            Object found = wrapped && held instanceof Optional<?> optional ? optional.orElse(null) : held;
            return found == null ? absent != null && areNull(absent, row) : value.isSame(rows, found, row);
        }

        private static boolean areNull(int[] columns, Row row) {
            for (int column : columns) {
                if (row.get(column) != null) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int size() {
            return value.size();
        }

        @Override
        public Same inlined() {
            return new OfProperty(absent, wrapped, value.inlined());
        }
    }

    /**
     * A value in one column.
     *
     * @param function from the value to the column, or null where it lies there as it is
     */
    record OfScalar(int column, @Nullable Function<? super Object, ?> function) implements Same {

        @Override
        @SuppressWarnings("ReferenceEquality") // most values are the very ones that were read
        public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
            Object known = row.get(column);
            if (known == null || value == null) {
                return false;
            }
            Object now = function == null ? value : function.apply(value);
            return now == known
                    || (now instanceof String text ? text.equals(known) : now != null && isEqual(now, known));
        }

        private static boolean isEqual(Object now, Object known) {
            return now instanceof byte[] bytes
                    ? known instanceof byte[] others && Arrays.equals(bytes, others)
                    : now.equals(known);
        }
    }

    /** An {@code int} that lies in one column as it is. */
    record OfInt(int column) implements Same {

        @Override
        public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
            return value != null && value.equals(row.get(column));
        }

        boolean isSame(Unchanged rows, int value, Row row) {
            return row.get(column) instanceof Integer known && known == value;
        }
    }

    /** A {@code long} that lies in one column as it is. */
    record OfLong(int column) implements Same {

        @Override
        public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
            return value != null && value.equals(row.get(column));
        }

        boolean isSame(Unchanged rows, long value, Row row) {
            return row.get(column) instanceof Long known && known == value;
        }
    }

    /** A {@code double} that lies in one column as it is. */
    record OfDouble(int column) implements Same {

        @Override
        public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
            return value != null && value.equals(row.get(column));
        }

        boolean isSame(Unchanged rows, double value, Row row) {
            return row.get(column) instanceof Double known
                    && Double.doubleToLongBits(known) == Double.doubleToLongBits(value);
        }
    }

    /** An object of one class. */
    record OfClass(Class<?> type, Same fields) implements Same {

        @Override
        public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
            return value != null && value.getClass() == type && fields.isSame(rows, value, row);
        }

        @Override
        public int size() {
            return fields.size();
        }

        @Override
        public Same inlined() {
            return new OfClass(type, fields.inlined());
        }
    }

    /** An object of one class of a hierarchy, or of another. */
    record OfSubtype(int column, Object discriminator, Class<?> type, Same fields, Same others) implements Same {

        @Override
        public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
            return (value != null && value.getClass() == type)
                    ? discriminator.equals(row.get(column)) && fields.isSame(rows, value, row)
                    : others.isSame(rows, value, row);
        }

        @Override
        public int size() {
            return 1 + others.size();
        }

        @Override
        public Same inlined() {
            return new OfSubtype(column, discriminator, type, SameParts.Apart.of(fields.inlined()), others.inlined());
        }
    }

    /** A value that wraps another. */
    record OfWrapper(UnaryOperator<Object> unwrap, Same inner) implements Same {

        @Override
        public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
            return inner.isSame(rows, unwrap.apply(Objects.requireNonNull(value)), row);
        }

        @Override
        public int size() {
            return inner.size();
        }

        @Override
        public Same inlined() {
            return new OfWrapper(unwrap, inner.inlined());
        }
    }

    /** A reference by identifier. */
    record OfRef(Same identifier) implements Same {

        @Override
        public boolean isSame(Unchanged rows, @Nullable Object value, Row row) {
            return value instanceof Ref<?> ref && identifier.isSame(rows, ref.id(), row);
        }

        @Override
        public int size() {
            return identifier.size();
        }

        @Override
        public Same inlined() {
            return new OfRef(identifier.inlined());
        }
    }
}

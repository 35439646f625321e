package dev.keelson.work.row;

import dev.keelson.work.row.Column.Writer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row: its type and one value a column, in column space (what the column would give back). Immutable, thread-safe: the array
 * of values is handed over, so that whoever makes a row fills it and lets go of it, and no value is shared with an object of the
 * domain; what is an array itself is copied on its way from there and to there. Two rows are equal if their type is the same and
 * so are their values.
 */
public final class Row {

    private final RowType type;
    private final @Nullable Object[] values;

    public Row(RowType type, @Nullable Object[] values) {
        this.type = type;
        this.values = values;
    }

    public RowType type() {
        return type;
    }

    public @Nullable Object get(int position) {
        return values[position];
    }

    /** The same row with one value changed. */
    public Row with(int position, @Nullable Object value) {
        @Nullable Object[] copy = values.clone();
        copy[position] = value;
        return new Row(type, copy);
    }

    /** What it weighs in memory, in bytes, as estimated. */
    long weight() {
        long weight = 40 + 4L * values.length;
        for (Object value : values) {
            weight += ValueWeight.of(value);
        }
        return weight;
    }

    /** Whether these are its values, all of them. */
    public boolean holds(@Nullable Object[] others) {
        Row other = null;
        for (int column = 0; column < values.length; column++) {
            if (!same(values[column], others[column])) {
                other = other == null ? new Row(type, others) : other;
                if (!means(column, other)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a change from this row to the other is none in this column. */
    public boolean same(int position, Row other) {
        return same(values[position], other.values[position]) || means(position, other);
    }

    private boolean means(int position, Row other) {
        Column column = type.column(position);
        if (column.writer() == Writer.DATABASE && other.values[position] == null) {
            return true; // an object that was not given the database's value yet
        }
        Sameness sameness = column.sameness();
        return sameness != null
                && values[position] != null
                && other.values[position] != null
                && sameness.same(this, other);
    }

    /** The same row with the values of these columns from another one of its type. */
    public Row with(int[] positions, Row filled) {
        @Nullable Object[] copy = values.clone();
        for (int position : positions) {
            copy[position] = filled.values[position];
        }
        return new Row(type, copy);
    }

    /** The same row with what is encrypted in it opened, where it has such columns. */
    public Row opened(String tenant) {
        @Nullable Object @Nullable [] opened = null;
        for (int position : type.encrypted()) {
            if (values[position] instanceof byte[] stored) {
                Encryption encryption =
                        Objects.requireNonNull(type.column(position).encryption());
                opened = opened == null ? values.clone() : opened;
                opened[position] = Sealed.opened(stored, encryption, this, position, tenant);
            }
        }
        return opened == null ? this : new Row(type, opened);
    }

    /** The same row as it was read, with what is encrypted in it closed; null where a ciphertext is not known. */
    @Nullable
    Row closed() {
        @Nullable Object @Nullable [] closed = null;
        for (int position : type.encrypted()) {
            if (values[position] != null) {
                byte[] stored = values[position] instanceof Sealed sealed ? sealed.stored() : null;
                if (stored == null) {
                    return null;
                }
                closed = closed == null ? values.clone() : closed;
                closed[position] = stored;
            }
        }
        return closed == null ? this : new Row(type, closed);
    }

    public boolean sameKey(Row other) {
        for (int n = 0; n < type.keyWidth(); n++) {
            int column = type.keyColumn(n);
            if (!same(values[column], other.values[column])) {
                return false;
            }
        }
        return true;
    }

    /** Whether another row of the table has the same {@link #key()}. */
    boolean hasKeyOf(Row other) {
        for (int n = 0; n < type.keyWidth(); n++) {
            Object own = values[type.keyColumn(n)];
            Object others = other.values[type.keyColumn(n)];
            if (!same(own, others)
                    && !(own instanceof BigDecimal one
                            && others instanceof BigDecimal two
                            && one.compareTo(two) == 0)) {
                return false;
            }
        }
        return true;
    }

    /** The same for rows with the same key. */
    int keyHash() {
        int hash = 1;
        for (int n = 0; n < type.keyWidth(); n++) {
            Object own = values[type.keyColumn(n)];
            hash = 31 * hash
                    + switch (own) {
                        case null -> 0;
                        case byte[] bytes -> Arrays.hashCode(bytes);
                        case BigDecimal decimal -> decimal.stripTrailingZeros().hashCode();
                        default -> own.hashCode();
                    };
        }
        return hash;
    }

    /** The key as one value with equality: the only key column's value, or the list of them. */
    public Object key() {
        if (type.keyWidth() == 1) {
            return comparable(values[type.keyColumn(0)]);
        }
        @Nullable Object[] parts = new Object[type.keyWidth()];
        for (int n = 0; n < parts.length; n++) {
            parts[n] = values[type.keyColumn(n)];
        }
        return keyOf(parts);
    }

    /** The values of these columns, as {@link #key()} gives those of the key. */
    public Object keyOf(List<Integer> columns) {
        if (columns.size() == 1) {
            return comparable(values[columns.get(0)]);
        }
        @Nullable Object[] parts = new Object[columns.size()];
        for (int n = 0; n < parts.length; n++) {
            parts[n] = values[columns.get(n)];
        }
        return keyOf(parts);
    }

    /** Loose key values, as {@link #key()} gives those of a row. */
    public static Object keyOf(@Nullable Object[] parts) {
        if (parts.length == 1) {
            return comparable(parts[0]);
        }
        @Nullable Object[] comparable = new Object[parts.length];
        for (int n = 0; n < parts.length; n++) {
            comparable[n] = comparable(parts[n]);
        }
        return Arrays.asList(comparable);
    }

    /** The key for a message, column by column: "order_id 42, position 3". */
    public String keyText() {
        List<Integer> columns = new ArrayList<>(type.keyWidth());
        for (int n = 0; n < type.keyWidth(); n++) {
            columns.add(type.keyColumn(n));
        }
        return text(columns);
    }

    /** The values of these columns for a message, each behind the column's name. */
    public String text(List<Integer> columns) {
        StringBuilder text = new StringBuilder();
        for (int column : columns) {
            Object value = values[column];
            text.append(text.isEmpty() ? "" : ", ")
                    .append(type.column(column).name())
                    .append(' ')
                    .append(
                            value instanceof byte[] bytes
                                    ? "\\x" + HexFormat.of().formatHex(bytes)
                                    : value);
        }
        return text.toString();
    }

    private static Object comparable(@Nullable Object value) {
        return switch (value) {
            case null -> Collections.emptyList();
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            case BigDecimal decimal -> decimal.stripTrailingZeros(); // the database thinks 1.5 and 1.50 one key
            default -> value;
        };
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one instanceof byte[] bytes
                ? other instanceof byte[] others && Arrays.equals(bytes, others)
                : Objects.equals(one, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row && type.equals(row.type) && holds(row.values);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        return type + "[" + key() + "]";
    }
}

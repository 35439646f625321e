package dev.keelson.work.plan;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.UniqueRule;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A value that a row has for a moment, so that another may take the one it had.
 *
 * @param column the column that is parked
 * @param value null, or a value that no other row has
 */
record Parking(int column, @Nullable Object value) {

    private static final String TEXT = "keelson-";

    /** Longer than every text that parks. */
    private static final int TEXT_LENGTH = 64;

    private static final int NUMERIC_DIGITS = 15;

    /**
     * How a row may give up what it has under a rule, by a column that changes rather than by one that gets its value back; or
     * null where no column can hold such a value.
     *
     * @param after the row as it will be, or null where it is deleted
     */
    static @Nullable Parking of(UniqueRule rule, Row before, @Nullable Row after, RuleBook rules) {
        Parking changing = of(rule, before, after, rules, true);
        return changing != null ? changing : of(rule, before, after, rules, false);
    }

    private static @Nullable Parking of(
            UniqueRule rule, Row before, @Nullable Row after, RuleBook rules, boolean changing) {
        RowType type = before.type();
        for (int column : rule.columns()) {
            boolean changes = after != null && !before.same(column, after);
            if (changes == changing && !type.isKey(column) && !rules.isChecked(type, column)) {
                Parking parking = in(type.column(column), column, rule);
                if (parking != null) {
                    return parking;
                }
            }
        }
        return null;
    }

    private static @Nullable Parking in(Column column, int position, UniqueRule rule) {
        if (column.nullable() && !rule.nullsAlike()) {
            return new Parking(position, null);
        }
        Object value = column.encryption() == null ? value(column.type()) : null;
        return value == null ? null : new Parking(position, value);
    }

    /** A value that nobody else has, of a type that has room for such. */
    private static @Nullable Object value(ColumnType type) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        boolean roomy = type.size() == ColumnType.UNSIZED;
        return switch (type.kind()) {
            case TEXT -> TEXT + UUID.randomUUID();
            case VARCHAR -> roomy || type.size() >= TEXT_LENGTH ? TEXT + UUID.randomUUID() : null;
            case UUID -> UUID.randomUUID();
            case BIGINT -> random.nextLong(Long.MIN_VALUE, Long.MIN_VALUE / 2);
            case INTEGER -> random.nextInt(Integer.MIN_VALUE, Integer.MIN_VALUE / 2);
            case NUMERIC ->
                roomy || type.size() - type.scale() >= NUMERIC_DIGITS
                        ? type.fit(BigDecimal.valueOf(-random.nextLong(100_000_000_000_000L, 900_000_000_000_000L)))
                        : null;
            default -> null;
        };
    }
}

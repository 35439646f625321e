package dev.keelson.work.query;

import dev.keelson.kernel.Internal;
import dev.keelson.work.row.Column;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One column that roots are sorted by. Immutable.
 *
 * @param field the column, or what is computed of one
 * @param column the column of the root's own row, or null where it is none, so that no row tells the value
 * @param nullable whether roots may be without a value
 * @param descending whether from the greatest down
 * @param nullsFirst whether those without a value come first
 */
@Internal
public record SortedColumn(
        Field<Object> field, @Nullable Column column, boolean nullable, boolean descending, boolean nullsFirst) {

    /** By default nulls count as greater than all values, as PostgreSQL has it. */
    static SortedColumn of(Field<Object> field, @Nullable Column column, boolean nullable, boolean descending) {
        return new SortedColumn(field, column, nullable, descending, descending);
    }

    SortedColumn withNullsFirst(boolean first) {
        return new SortedColumn(field, column, nullable, descending, first);
    }

    boolean isNeverNull() {
        return column != null && !nullable;
    }

    /** For the statement. */
    SortField<?> sorted() {
        SortField<?> sorted = descending ? field.desc() : field.asc();
        if (!nullable) {
            return sorted;
        }
        return nullsFirst ? sorted.nullsFirst() : sorted.nullsLast();
    }

    /** That a row has this value there. */
    Condition same(@Nullable Field<Object> value) {
        return value == null ? field.isNull() : field.eq(value);
    }

    /** That a row comes after all that have this value there. */
    Condition beyond(@Nullable Field<Object> value) {
        if (value == null) {
            return nullsFirst ? field.isNotNull() : DSL.falseCondition();
        }
        Condition beyond = descending ? field.lt(value) : field.gt(value);
        return nullable && !nullsFirst ? beyond.or(field.isNull()) : beyond;
    }
}

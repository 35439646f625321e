package dev.keelson.work.sql;

import dev.keelson.value.ColumnText;
import dev.keelson.value.ColumnType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** How a dialect spells column types, and in which form it takes their values. Immutable, thread-safe. */
public interface ValueForms {

    /** A type as the database spells it in a cast or a column's definition. */
    String spelling(ColumnType type);

    /** The type as which a value of this one is given to the driver. */
    ColumnType sent(ColumnType type);

    /** What was given to the driver, as a value of this type. */
    Field<?> typed(Field<?> sent, ColumnType type);

    /** A value of this type, or null, as a literal in the text. */
    default Field<?> literal(@Nullable Object held, ColumnType type) {
        return DSL.cast(
                DSL.inline(held == null ? null : ColumnText.write(type, held)), TemplateBuilder.named(spelling(type)));
    }

    /** A null of exactly this type of the catalogue. */
    Field<?> nullOf(String sqlType);
}

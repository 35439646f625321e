package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** PostgreSQL's types and values: column types are spelled as its catalogue spells them. */
final class PostgresValues implements ValueForms {

    @Override
    public String spelling(ColumnType type) {
        return type.sqlName();
    }

    @Override
    public ColumnType sent(ColumnType type) {
        return type;
    }

    @Override
    public Field<?> typed(Field<?> sent, ColumnType type) {
        return TemplateBuilder.cast(sent, type);
    }

    @Override
    public Field<?> nullOf(String sqlType) {
        return DSL.castNull(TemplateBuilder.named(sqlType));
    }
}

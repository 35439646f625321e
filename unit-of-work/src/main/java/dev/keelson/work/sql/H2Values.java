package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** H2's types and values: it spells some types otherwise than PostgreSQL, and takes JSON as a text with a format. */
final class H2Values implements ValueForms {

    @Override
    public String spelling(ColumnType type) {
        boolean sized = type.size() != ColumnType.UNSIZED;
        return switch (type.kind()) {
            case NUMERIC -> sized ? type.sqlName() : "decfloat"; // its numeric has no digits after the point
            case TIME -> sized ? type.sqlName() : "time(6)"; // its time has no fractions of a second
            case JSON, JSONB -> "json";
            default -> type.sqlName();
        };
    }

    @Override
    public ColumnType sent(ColumnType type) {
        return isJson(type) ? ColumnType.text() : type;
    }

    @Override
    public Field<?> typed(Field<?> sent, ColumnType type) {
        if (isJson(type)) {
            return DSL.field("{0} format json", Object.class, sent); // a cast would make a JSON string of it
        }
        return TemplateBuilder.cast(sent, type);
    }

    @Override
    public Field<?> nullOf(String sqlType) {
        return DSL.castNull(TemplateBuilder.named(sqlType));
    }

    private static boolean isJson(ColumnType type) {
        return type.kind() == Kind.JSON || type.kind() == Kind.JSONB;
    }
}

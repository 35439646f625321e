package dev.keelson.work.database;

import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Dialect;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** A statement that reads. Immutable. */
public sealed interface Query {

    /** One of those that are rendered once. */
    record Rendered(BoundStatement statement) implements Query {}

    /** One of jOOQ's, which renders it and binds the values of the application's own conditions. */
    record OfJooq(Select<?> select, Dialect dialect) implements Query {}

    static Query of(BoundStatement statement) {
        return new Rendered(statement);
    }

    /** Its text, for messages. */
    default String text() {
        return switch (this) {
            case Rendered rendered -> rendered.statement().template().sql();
            case OfJooq jooq ->
                DSL.using(jooq.dialect().jooq(), jooq.dialect().settings()).render(jooq.select());
        };
    }
}

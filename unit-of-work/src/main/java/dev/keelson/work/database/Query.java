package dev.keelson.work.database;

import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.OpenValue;
import dev.keelson.work.watch.RenderedText;
import dev.keelson.work.watch.Sent;
import dev.keelson.work.watch.WorkWatch;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A statement that reads. Immutable. */
public sealed interface Query {

    /**
     * One of those that are rendered once.
     *
     * @param single whether it loads one thing, so that many like it are a loop's
     */
    record Rendered(BoundStatement statement, boolean single) implements Query {}

    /**
     * One of jOOQ's, which renders it and binds the values of the application's own conditions.
     *
     * @param single whether many like it are a loop's
     * @param listener hears of the text, or null
     * @param values what stands in the place of open values
     */
    record OfJooq(
            ResultQuery<?> select,
            Dialect dialect,
            boolean single,
            @Nullable RenderedText listener,
            OpenValue.Values values)
            implements Query {

        public OfJooq(ResultQuery<?> select, Dialect dialect) {
            this(select, dialect, true, OpenValue.Values.NONE);
        }

        public OfJooq(ResultQuery<?> select, Dialect dialect, boolean single, OpenValue.Values values) {
            this(select, dialect, single, null, values);
        }

        private DSLContext rendering() {
            DSLContext context = DSL.using(dialect.jooq(), dialect.settings());
            OpenValue.tell(context.configuration(), values);
            return context;
        }
    }

    /**
     * Several selects of one message, rendered once, which must see one snapshot.
     *
     * @param statement their text and values
     * @param selects how many they are
     * @param transaction the same text as a transaction of its own
     */
    record Several(BoundStatement statement, int selects, String transaction) implements Query {

        private static final String BEGIN = "begin isolation level repeatable read read only;\n";
        private static final String COMMIT = ";\ncommit";

        /** The text of selects as a transaction of its own. */
        public static String transaction(String selects) {
            return BEGIN + selects + COMMIT;
        }

        /** The same behind statements that belong to the transaction. */
        String transaction(List<BoundStatement> ahead) {
            return ahead.isEmpty()
                    ? transaction
                    : transaction(Message.text(ahead, statement.template().sql()));
        }

        private Several commented(String comment) {
            BoundStatement commented = statement.commented(comment);
            return new Several(
                    commented, selects, transaction(commented.template().sql()));
        }
    }

    static Query of(BoundStatement statement) {
        return new Rendered(statement, false);
    }

    /** One that loads one thing. */
    static Query single(BoundStatement statement) {
        return new Rendered(statement, true);
    }

    /**
     * The same under the eyes of who looks on: behind a comment where those are wanted.
     *
     * @throws dev.keelson.kernel.error.RepeatedLoadException if it is one too many like it
     */
    default Query watched(WorkWatch watch, Supplier<String> attempted) {
        return switch (this) {
            case Rendered(BoundStatement statement, boolean single) -> {
                if (single) {
                    watch.repeated(attempted, statement.template());
                }
                String comment = watch.comment(attempted);
                yield comment.isEmpty() ? this : new Rendered(statement.commented(comment), single);
            }
            case Several several -> {
                String comment = watch.comment(attempted);
                yield comment.isEmpty() ? this : several.commented(comment);
            }
            case OfJooq jooq ->
                watch.isReading()
                        ? new OfJooq(
                                jooq.select(),
                                jooq.dialect(),
                                jooq.single(),
                                new RenderedText(watch, attempted, jooq.single()),
                                jooq.values())
                        : this;
        };
    }

    /** It is sent now. */
    default void begins(Sent sent, int roundTrips) {
        switch (this) {
            case Rendered(BoundStatement statement, boolean single) ->
                sent.begins(statement.template().sql(), List.of(statement), roundTrips);
            case Several several ->
                sent.begins(several.statement().template().sql(), List.of(several.statement()), roundTrips);
            case OfJooq jooq -> {
                if (jooq.listener() != null) {
                    sent.begins(jooq.listener(), roundTrips);
                }
            }
        }
    }

    /** Its text, for messages. */
    default String text() {
        return switch (this) {
            case Rendered rendered -> rendered.statement().template().sql();
            case Several several -> several.statement().template().sql();
            case OfJooq jooq -> jooq.rendering().render(jooq.select());
        };
    }
}

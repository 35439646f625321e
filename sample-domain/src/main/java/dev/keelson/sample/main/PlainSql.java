package dev.keelson.sample.main;

import dev.keelson.kernel.TenantId;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.TXTFormat;
import org.jooq.impl.DSL;

/** Reads the tables past Keelson, as a report would or somebody at a console. Thread-safe. */
final class PlainSql {

    private static final String SAID =
            "select set_config('keelson.tenant', ?, true), set_config('timezone', 'UTC', true)";
    private static final TXTFormat TABLE =
            TXTFormat.DEFAULT.horizontalTableBorder(false).verticalTableBorder(false);

    private final DSLContext database;

    PlainSql(DataSource pool) {
        this.database = DSL.using(pool, SQLDialect.POSTGRES);
    }

    /** What PostgreSQL answers to somebody who says for no school. */
    Result<Record> rows(String sql) {
        return database.fetch(sql);
    }

    /** What PostgreSQL answers to somebody who says for which school, by the setting that row-level security reads. */
    Result<Record> rows(TenantId school, String sql) {
        return database.transactionResult(transaction -> {
            transaction.dsl().execute(SAID, school.value());
            return transaction.dsl().fetch(sql);
        });
    }

    /** The rows under the names of their columns. */
    static String text(Result<Record> rows) {
        return rows.format(TABLE).stripTrailing();
    }
}

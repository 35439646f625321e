package dev.keelson.work.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.testing.rig.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The errors of a real PostgreSQL, and what its dialect reads in them. */
@SuppressWarnings("NullAway.Init")
class ErrorsOfPostgresTest {

    private static TestDatabase database;

    private final Errors errors = PostgresDialect.INSTANCE.errors();

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(
                "create table parents (id int primary key)",
                "create table children (id int primary key, parent int references parents, name varchar(3),"
                        + " age smallint check (age > 0), born date, code text not null default '',"
                        + " exclude using btree (code with =) where (code > ''))");
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void fill() {
        database.execute(
                "truncate parents, children",
                "insert into parents values (1), (2)",
                "insert into children (id, parent, code) values (1, 1, 'a')");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        insert into parents values (1)                        | UNIQUE_VIOLATION
        insert into children (id, code) values (2, null)      | NOT_NULL_VIOLATION
        insert into children (id, parent) values (2, 3)       | FOREIGN_KEY_VIOLATION
        delete from parents where id = 1                      | FOREIGN_KEY_VIOLATION
        insert into children (id, age) values (2, 0)          | CHECK_VIOLATION
        insert into children (id, code) values (2, 'a')       | EXCLUSION_VIOLATION
        insert into children (id, name) values (2, 'long')    | TEXT_TOO_LONG
        insert into children (id, age) values (2, 70000)      | NUMBER_OUT_OF_RANGE
        select date '2025-02-31'                              | TIME_OUT_OF_RANGE
        select date 'someday'                                 | TIME_OUT_OF_RANGE
        select cast('KEELSON 1' as int)                       | INVALID_TEXT
        select '\\u0000'::jsonb                                | INVALID_TEXT
        select '"\\u0000"'::jsonb ->> 0                        | UNKNOWN_CHARACTER
        select * from parents where children.id = 1           | COLUMN_OUT_OF_PLACE
        select * from nowhere                                 | OTHER
        """)
    void an_error_of_a_statement_has_its_meaning_and_proves_the_rollback(String sql, ErrorMeaning meaning)
            throws SQLException {
        try (Connection connection = connect()) {
            SQLException failure = refused(connection, sql);

            assertThat(errors.meaning(failure)).as(failure.toString()).isEqualTo(meaning);
            assertThat(errors.provesRollback(failure)).isTrue();
        }
    }

    @Test
    void a_transaction_that_cannot_be_put_in_an_order_is_a_conflict() throws SQLException {
        try (Connection one = begun("repeatable read");
                Connection other = begun("repeatable read")) {
            execute(one, "select * from parents");
            execute(other, "update children set name = 'x'");
            other.commit();

            SQLException failure = refused(one, "update children set name = 'y'");

            assertThat(errors.meaning(failure)).isEqualTo(ErrorMeaning.SERIALIZATION_FAILURE);
            assertThat(errors.isConflict(translated(failure))).isTrue();
        }
    }

    @Test
    void a_deadlock_is_a_conflict() throws SQLException {
        try (Connection one = begun("read committed");
                Connection other = begun("read committed")) {
            execute(one, "select * from parents where id = 1 for update");
            execute(other, "select * from parents where id = 2 for update");
            CompletableFuture<SQLException> waiting = CompletableFuture.supplyAsync(
                    () -> failureOf(one, "select * from parents where id = 2 for update"));
            SQLException failure = failureOf(other, "select * from parents where id = 1 for update");
            other.rollback();
            failure = failure.getSQLState() == null ? waiting.join() : failure;

            assertThat(errors.meaning(failure)).isEqualTo(ErrorMeaning.DEADLOCK);
            assertThat(errors.isConflict(translated(failure))).isTrue();
            waiting.join();
        }
    }

    @Test
    void a_lock_that_is_not_granted_in_time_is_not_available() throws SQLException {
        try (Connection one = begun("read committed");
                Connection other = begun("read committed")) {
            execute(one, "select * from parents for update");

            SQLException atOnce = refused(other, "select * from parents for update nowait");
            other.rollback();
            execute(other, "set local lock_timeout = '1ms'");
            SQLException inTime = refused(other, "select * from parents for update");

            assertThat(errors.meaning(atOnce)).isEqualTo(ErrorMeaning.LOCK_NOT_AVAILABLE);
            assertThat(errors.meaning(inTime)).isEqualTo(ErrorMeaning.LOCK_NOT_AVAILABLE);
            assertThat(errors.isLockNotAvailable(translated(atOnce))).isTrue();
            assertThat(errors.isConflict(translated(atOnce))).isFalse();
        }
    }

    @Test
    void a_transaction_that_only_reads_refuses_writes() throws SQLException {
        try (Connection connection = begun("read committed")) {
            execute(connection, "set transaction read only");

            SQLException failure = refused(connection, "insert into parents values (3)");

            assertThat(errors.meaning(failure)).isEqualTo(ErrorMeaning.READ_ONLY);
            assertThat(errors.provesRollback(failure)).isTrue();
        }
    }

    @Test
    void a_killed_session_proves_nothing() throws SQLException {
        try (Connection connection = connect()) {
            SQLException killed = refused(connection, "select pg_terminate_backend(pg_backend_pid())");
            SQLException lost = refused(connection, "select 1");

            assertThat(errors.meaning(killed)).isEqualTo(ErrorMeaning.SERVER_SHUTDOWN);
            assertThat(errors.provesRollback(killed)).isFalse();
            assertThat(errors.meaning(lost)).isEqualTo(ErrorMeaning.CONNECTION_LOST);
            assertThat(errors.provesRollback(lost)).isFalse();
        }
    }

    @Test
    void a_server_that_is_not_there_is_a_lost_connection() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setPortNumbers(new int[] {1});

        SQLException failure = catchThrowableOfType(SQLException.class, nowhere::getConnection);

        assertThat(errors.meaning(failure)).isEqualTo(ErrorMeaning.CONNECTION_LOST);
        assertThat(Errors.isOfConnection(failure)).isTrue();
    }

    @Test
    void what_was_translated_keeps_its_meaning_by_its_state() {
        DatabaseException behind = translated(new SQLException("somewhere below", "40001"));

        assertThat(errors.isConflict(new DatabaseException("commit", null, "40001", behind)))
                .isTrue();
        assertThat(errors.isConflict(new DatabaseException("commit", null, null, behind)))
                .isFalse();
    }

    private static Connection connect() throws SQLException {
        return database.owner().getConnection();
    }

    private static Connection begun(String isolation) throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        execute(connection, "set transaction isolation level " + isolation);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static SQLException refused(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> execute(connection, sql));
    }

    /** The failure, or one without a state where there was none. */
    private static SQLException failureOf(Connection connection, String sql) {
        try {
            execute(connection, sql);
            return new SQLException("it succeeded");
        } catch (SQLException failure) {
            return failure;
        }
    }

    private static DatabaseException translated(SQLException failure) {
        return new DatabaseException("commit", null, failure.getSQLState(), failure);
    }
}

package dev.keelson.work.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The errors of a real H2, and what its dialect reads in them. */
@SuppressWarnings("NullAway.Init")
class ErrorsOfH2Test {

    private final JdbcDataSource memory = new JdbcDataSource();
    private final Errors errors = H2Dialect.INSTANCE.errors();
    private Connection connection;

    @BeforeEach
    void create() throws SQLException {
        memory.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        connection = memory.getConnection();
        execute(connection, "create table parents (id int primary key)");
        execute(
                connection,
                "create table children (id int primary key, parent int references parents, name varchar(3),"
                        + " age smallint check (age > 0), born date, code varchar default '' not null)");
        execute(connection, "insert into parents values (1), (2)");
        execute(connection, "insert into children (id, parent) values (1, 1)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        insert into parents values (1)                        | UNIQUE_VIOLATION
        insert into children (id, code) values (2, null)      | NOT_NULL_VIOLATION
        insert into children (id, parent) values (2, 3)       | FOREIGN_KEY_VIOLATION
        delete from parents where id = 1                      | FOREIGN_KEY_VIOLATION
        insert into children (id, age) values (2, 0)          | CHECK_VIOLATION
        insert into children (id, name) values (2, 'long')    | TEXT_TOO_LONG
        select cast(70000 as smallint)                        | NUMBER_OUT_OF_RANGE
        select date '2025-02-31'                              | TIME_OUT_OF_RANGE
        select * from parents where children.id = 1           | COLUMN_OUT_OF_PLACE
        select * from nowhere                                 | OTHER
        """)
    void an_error_of_a_statement_has_its_meaning_and_proves_the_rollback(String sql, ErrorMeaning meaning) {
        SQLException failure = refused(connection, sql);

        assertThat(errors.meaning(failure)).as(failure.toString()).isEqualTo(meaning);
        assertThat(errors.provesRollback(failure)).isTrue();
    }

    @Test
    void a_lock_that_is_not_granted_in_time_proves_nothing() throws SQLException {
        try (Connection other = memory.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "update parents set id = 3 where id = 2");
            execute(other, "set lock_timeout 1");

            SQLException failure = refused(other, "update parents set id = 4 where id = 2");

            assertThat(errors.meaning(failure)).isEqualTo(ErrorMeaning.LOCK_TIMEOUT);
            assertThat(errors.provesRollback(failure)).isFalse();
        }
    }

    @Test
    void a_row_that_another_transaction_wrote_meanwhile_is_a_conflict() throws SQLException {
        try (Connection other = memory.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "set session characteristics as transaction isolation level snapshot");
            execute(connection, "select * from parents");
            execute(other, "update parents set id = 3 where id = 2");

            SQLException failure = refused(connection, "update parents set id = 4 where id = 2");

            assertThat(errors.meaning(failure)).isEqualTo(ErrorMeaning.DEADLOCK);
            assertThat(errors.isConflict(new DatabaseException("commit", null, failure.getSQLState(), failure)))
                    .isTrue();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static SQLException refused(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> execute(connection, sql));
    }
}

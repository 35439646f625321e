package dev.keelson.testing.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void two_databases_of_one_template_hold_the_same_and_then_go_their_own_ways() {
        List<String> preparations = new ArrayList<>();
        try (TestDatabase one = TestDatabase.fromTemplate("own ways", owner -> prepare(owner, preparations));
                TestDatabase other = TestDatabase.fromTemplate("own ways", owner -> prepare(owner, preparations))) {
            one.execute("insert into note values (2, 'of one')");

            assertThat(preparations).containsExactly("prepared");
            assertThat(one.query("select id, text from note order by id"))
                    .containsExactly(List.of(1, "of all"), List.of(2, "of one"));
            assertThat(other.query("select id, text from note order by id")).containsExactly(List.of(1, "of all"));
        }
    }

    private static void prepare(DataSource owner, List<String> preparations) {
        PostgresServer.execute(
                owner, "create table note (id int primary key, text text)", "insert into note values (1, 'of all')");
        preparations.add("prepared");
    }

    @Test
    void a_template_whose_preparation_leaves_a_connection_open_can_be_copied() throws SQLException {
        List<Connection> leaked = new ArrayList<>();
        try (TestDatabase database = TestDatabase.fromTemplate("leaky", owner -> leaked.add(connect(owner)))) {
            assertThat(database.query("select 1")).containsExactly(List.of(1));
        }
        leaked.getFirst().close();
    }

    private static Connection connect(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_template_whose_preparation_fails_is_prepared_again() {
        assertThatThrownBy(() -> TestDatabase.fromTemplate("failing", owner -> {
                    throw new IllegalArgumentException("not today");
                }))
                .hasMessage("not today");

        try (TestDatabase database = TestDatabase.fromTemplate("failing", owner -> {})) {
            assertThat(database.query("select 1")).containsExactly(List.of(1));
        }
    }

    @Test
    void the_application_writes_rows_and_draws_from_sequences_of_the_owner() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table note (id bigserial primary key, text text)");
            database.execute("create schema other", "create table other.note (id int)");

            try (Connection connection = database.application().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("insert into note (text) values ('a'), ('b')");
                statement.execute("update note set text = 'c' where text = 'a'");
                statement.execute("delete from note where text = 'b'");
                statement.execute("insert into other.note values (7)");
            }

            assertThat(database.query("select id, text from note where text = ?", "c"))
                    .containsExactly(List.of(1L, "c"));
            assertThat(database.query("select id from other.note")).containsExactly(List.of(7));
        }
    }

    @Test
    void the_application_makes_no_tables_empties_none_and_is_bound_by_row_level_security() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "create table note (id int)",
                    "insert into note values (1), (2)",
                    "alter table note enable row level security",
                    "create policy odd on note using (id % 2 = 1)");

            try (Connection connection = database.application().getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("create table mine (id int)"))
                        .hasMessageContaining("permission denied for schema public");
                assertThatThrownBy(() -> statement.execute("truncate note"))
                        .hasMessageContaining("permission denied for table note");
                assertThat(statement.executeUpdate("delete from note")).isEqualTo(1);
            }

            assertThat(database.query("select id from note")).containsExactly(List.of(2));
        }
    }

    @Test
    void closing_drops_the_database_whoever_is_connected() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (Connection left = database.owner().getConnection()) {
            database.application().getConnection().close();
            database.close();

            assertThat(left.isValid(1)).isFalse();
        }
        try (TestDatabase observer = TestDatabase.create()) {
            assertThat(observer.query("select 1 from pg_database where datname = ?", database.name()))
                    .isEmpty();
        }
    }

    @Test
    void a_refused_statement_is_named() {
        try (TestDatabase database = TestDatabase.create()) {
            assertThatThrownBy(() -> database.execute("create table fine (id int)", "create tabel wrong"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Cannot run: create tabel wrong")
                    .hasCauseInstanceOf(SQLException.class);
        }
    }

    @Test
    void the_shared_server_spares_the_disk_and_the_durable_one_does_not() {
        String settings = "select name || '=' || setting from pg_settings where name in"
                + " ('fsync', 'full_page_writes', 'synchronous_commit', 'max_connections', 'lc_messages') order by 1";
        try (TestDatabase shared = TestDatabase.create();
                TestDatabase durable = TestDatabase.createOn(PostgresServer.durable())) {
            assertThat(shared.query(settings))
                    .containsExactly(
                            List.of("fsync=off"),
                            List.of("full_page_writes=off"),
                            List.of("lc_messages=C"),
                            List.of("max_connections=300"),
                            List.of("synchronous_commit=off"));
            assertThat(durable.query(settings))
                    .containsExactly(
                            List.of("fsync=on"),
                            List.of("full_page_writes=on"),
                            List.of("lc_messages=C"),
                            List.of("max_connections=300"),
                            List.of("synchronous_commit=on"));
        }
    }
}

package dev.keelson.testing.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class WireCounterTest {

    private static TestDatabase database;
    private static WireCounter wire;
    private static HikariDataSource pool;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        database.execute("create table note (id int primary key, text text)");
        wire = WireCounter.start();
        pool = database.through(wire);
    }

    @AfterAll
    static void close() {
        wire.close();
        database.close();
    }

    @BeforeEach
    void clear() {
        database.execute("truncate note");
        wire.latency(Duration.ZERO);
        wire.disarm();
        wire.reset();
    }

    @Test
    void opening_connections_counts_nothing() throws SQLException {
        try (WireCounter fresh = WireCounter.start();
                HikariDataSource freshPool = database.through(fresh);
                Connection one = freshPool.getConnection();
                Connection other = freshPool.getConnection()) {
            assertThat(fresh.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0));
            assertThat(one).isNotSameAs(other);
        }
    }

    @Test
    void a_select_in_autocommit_is_one_trip_and_one_statement() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1")) {
            assertThat(rows.next()).isTrue();
        }

        assertThat(wire.counts().roundTrips()).isEqualTo(1);
        assertThat(wire.counts().statements()).isEqualTo(1);
        assertThat(wire.counts().parses()).isEqualTo(1);
        assertThat(wire.counts().bytesUp()).isPositive();
        assertThat(wire.counts().bytesDown()).isPositive();
        assertThat(wire.statements()).containsExactly("select 1");
    }

    @Test
    void begin_two_inserts_and_commit_sent_together_are_one_trip_and_two_statements() throws SQLException {
        String script = "insert into note values (?, 'a'); insert into note values (?, 'b'); commit";
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(script)) {
            connection.setAutoCommit(false);
            statement.setInt(1, 1);
            statement.setInt(2, 2);
            statement.execute();
        }

        assertThat(wire.counts().roundTrips()).isEqualTo(1);
        assertThat(wire.counts().statements()).isEqualTo(2);
        assertThat(wire.statements())
                .containsExactly("insert into note values ($1, 'a')", "insert into note values ($1, 'b')");
        assertThat(wire.transcript())
                .containsExactly(
                        "BEGIN", "insert into note values ($1, 'a')", "insert into note values ($1, 'b')", "commit");
        assertThat(database.query("select id, text from note order by id"))
                .containsExactly(List.of(1, "a"), List.of(2, "b"));
    }

    @Test
    void a_part_is_counted_by_itself_though_somebody_counts_from_zero_within_it() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            Counts part = wire.during(() -> {
                statement.execute("select 2");
                wire.reset();
                statement.execute("select 3");
            });
            statement.execute("select 4");

            assertThat(part.roundTrips()).isEqualTo(2);
            assertThat(part.statements()).isEqualTo(2);
            assertThat(wire.statements()).containsExactly("select 3", "select 4");
            assertThat(wire.counts().statements()).isEqualTo(2);
        }
    }

    @Test
    void each_wait_for_an_answer_is_a_trip() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into note values (1, 'a')");
            statement.executeUpdate("insert into note values (2, 'b')");
            connection.commit();
        }

        assertThat(wire.counts().roundTrips()).isEqualTo(3);
        assertThat(wire.counts().statements()).isEqualTo(2);
    }

    @Test
    void a_statement_that_the_server_keeps_by_name_is_still_counted_and_named() throws SQLException {
        List<Integer> parses = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("select text from note where id = ?")) {
            for (int id = 1; id <= 8; id++) {
                statement.setInt(1, id);
                statement.executeQuery().close();
                parses.add(wire.counts().parses());
            }
        }

        assertThat(parses).containsExactly(1, 2, 3, 4, 5, 5, 5, 5);
        assertThat(wire.counts().roundTrips()).isEqualTo(8);
        assertThat(wire.statements()).isEqualTo(Collections.nCopies(8, "select text from note where id = $1"));
    }

    @Test
    void a_batch_is_one_trip_and_one_statement_per_row() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("insert into note values (?, 'x')")) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= 5; id++) {
                statement.setInt(1, id);
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
        }

        // The driver asks what the statement's types are before it sends a batch of it the first time.
        assertThat(wire.counts().roundTrips()).isBetween(2, 3);
        assertThat(wire.statements()).isEqualTo(Collections.nCopies(5, "insert into note values ($1, 'x')"));
    }

    @Test
    void reading_on_in_a_result_is_a_trip_but_no_new_statement() throws SQLException {
        database.execute("insert into note select g, 'x' from generate_series(1, 10) g");
        int read = 0;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(4);
            try (ResultSet rows = statement.executeQuery("select id from note order by id")) {
                while (rows.next()) {
                    read++;
                }
            }
            assertThat(wire.counts().roundTrips()).isEqualTo(3);
            connection.rollback();
        }

        assertThat(read).isEqualTo(10);
        assertThat(wire.counts().roundTrips()).isEqualTo(4);
        assertThat(wire.statements()).containsExactly("select id from note order by id");
    }

    @Test
    void simple_queries_count_as_one_statement_each() throws SQLException {
        String url = PostgresServer.url(wire.port(), database.name()) + "&preferQueryMode=simple&user="
                + PostgresServer.APPLICATION;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            wire.reset();
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into note values (1, 'a')");
            connection.commit();

            assertThat(wire.transcript()).containsExactly("BEGIN", "insert into note values (1, 'a')", "COMMIT");
            assertThat(wire.counts().statements()).isEqualTo(1);
            assertThat(wire.counts().parses()).isZero();
        }
    }

    @Test
    void a_copy_waits_once_for_the_go_ahead_and_once_for_the_end() throws Exception {
        try (Connection connection = pool.getConnection()) {
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy note from stdin (format csv)", new StringReader("1,a\n2,b\n"));
            assertThat(rows).isEqualTo(2);
        }

        assertThat(wire.counts().roundTrips()).isEqualTo(2);
        assertThat(wire.statements()).containsExactly("copy note from stdin (format csv)");
    }

    @Test
    void a_request_and_an_answer_of_megabytes_are_one_trip() throws SQLException {
        String text = "x".repeat(5_000_000);
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select s || ? from generate_series(1, 3) s")) {
            statement.setString(1, text);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    assertThat(rows.getString(1)).hasSize(5_000_001);
                }
            }
        }

        assertThat(wire.counts().roundTrips()).isEqualTo(1);
        assertThat(wire.counts().bytesUp()).isBetween(5_000_000L, 5_001_000L);
        assertThat(wire.counts().bytesDown()).isBetween(15_000_000L, 15_001_000L);
    }

    @Test
    void a_refused_statement_is_a_trip() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select * from nowhere"))
                    .hasMessageContaining("relation \"nowhere\" does not exist");
        }

        assertThat(wire.counts().roundTrips()).isEqualTo(1);
        assertThat(wire.statements()).containsExactly("select * from nowhere");
        assertThat(wire.counts().parses()).isEqualTo(1);
    }

    @Test
    void latency_is_added_once_per_direction_and_trip() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            wire.latency(Duration.ofMillis(5));
            long start = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                statement.execute("select 1");
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(took).isBetween(Duration.ofMillis(100), Duration.ofMillis(600));
        }
    }

    @Test
    void latency_does_not_slow_down_what_is_sent_together() throws SQLException {
        wire.latency(Duration.ofMillis(20));
        long start = System.nanoTime();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select repeat('x', 1000) from generate_series(1, 5000)")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).hasSize(1000);
            }
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(40), Duration.ofSeconds(3));
    }

    @Test
    void a_counter_is_no_way_to_a_database_on_another_server() {
        try (TestDatabase durable = TestDatabase.createOn(PostgresServer.durable())) {
            assertThatThrownBy(() -> durable.through(wire))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("WireCounter.inFrontOf(database.server())");
        }
    }
}

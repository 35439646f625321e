package dev.keelson.testing.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireFaultTest {

    private static final String INSERT_AND_COMMIT = "insert into note values (1); commit";

    private static TestDatabase database;
    private static WireCounter wire;
    private static HikariDataSource pool;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        database.execute("create table note (id int primary key)");
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
        wire.disarm();
    }

    @Test
    void a_lost_reply_leaves_the_row_committed_and_the_client_without_a_connection() {
        wire.cutBeforeReply();

        assertThatThrownBy(this::insertAndCommit)
                .asInstanceOf(throwable(SQLException.class))
                .extracting(SQLException::getSQLState)
                .isEqualTo("08006");
        assertThat(rows()).isEqualTo(1);
        assertThat(wire.isArmed()).isFalse();
    }

    @Test
    void a_lost_request_leaves_nothing() {
        wire.cutBeforeRequest();

        assertThatThrownBy(this::insertAndCommit)
                .asInstanceOf(throwable(SQLException.class))
                .extracting(SQLException::getSQLState)
                .isEqualTo("08006");
        assertThat(rows()).isZero();
    }

    @Test
    void a_fault_strikes_once_and_the_pool_recovers() throws SQLException {
        wire.cutBeforeRequest();

        assertThatThrownBy(this::insertAndCommit).isInstanceOf(SQLException.class);
        insertAndCommit();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_fault_taken_back_strikes_never() {
        wire.cutBeforeReply();
        assertThat(wire.isArmed()).isTrue();
        wire.disarm();

        assertThatCode(this::insertAndCommit).doesNotThrowAnyException();
        assertThat(wire.isArmed()).isFalse();
    }

    @Test
    void a_commit_can_be_cut_after_each_of_its_messages() {
        List<String> outcomes = new ArrayList<>();
        for (int messages = 0; outcomes.isEmpty() || !outcomes.getLast().startsWith("done"); messages++) {
            database.execute("truncate note");
            wire.cutAfterClientMessages(messages);
            outcomes.add(outcome());
            wire.disarm();
        }

        // Query of BEGIN; Parse, Bind, Describe, Execute of INSERT; the same of COMMIT, which takes effect there; Sync.
        assertThat(outcomes).hasSize(11);
        assertThat(outcomes.subList(0, 9)).containsOnly("failed with 0 rows");
        assertThat(outcomes.subList(9, 11)).containsExactly("failed with 1 rows", "done with 1 rows");
    }

    @Test
    void a_commit_can_be_cut_within_a_message() {
        wire.cutAfterClientBytes(20);

        assertThat(outcome()).isEqualTo("failed with 0 rows");
    }

    @Test
    void a_reply_can_be_cut_after_each_of_its_messages() {
        List<String> outcomes = new ArrayList<>();
        for (int messages = 0; outcomes.isEmpty() || !outcomes.getLast().startsWith("done"); messages++) {
            database.execute("truncate note");
            wire.cutAfterServerMessages(messages);
            outcomes.add(outcome());
            wire.disarm();
        }

        assertThat(outcomes).hasSizeGreaterThan(8);
        assertThat(outcomes.subList(0, outcomes.size() - 1)).containsOnly("failed with 1 rows");
    }

    @Test
    void a_held_request_takes_effect_when_it_is_released() {
        wire.holdRequest();

        assertThat(outcome()).isEqualTo("failed with 0 rows");
        assertThat(wire.releaseHeld()).isEqualTo(1);
        assertThat(rows()).isEqualTo(1);
        assertThat(wire.releaseHeld()).isZero();
    }

    private String outcome() {
        try {
            insertAndCommit();
            return "done with " + rows() + " rows";
        } catch (SQLException e) {
            return "failed with " + rows() + " rows";
        }
    }

    private void insertAndCommit() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(INSERT_AND_COMMIT);
        }
    }

    private int rows() {
        return database.query("select id from note").size();
    }
}

package dev.keelson.testing.rig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN",
                "begin isolation level serializable",
                "Start Transaction Read Only",
                "COMMIT",
                "commit and chain",
                "end",
                "rollback",
                "ABORT",
                " -- why\n /* a\n b */ commit"
            })
    void what_begins_or_ends_a_transaction_is_no_statement(String sql) {
        assertThat(Tally.isBoundary(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "select 1",
                "beginning",
                "insert into note values ('commit')",
                "savepoint a",
                "rollback to a",
                "rollback work to savepoint a",
                "commit prepared 'a'",
                "/* commit */ select 1"
            })
    void everything_else_is_one(String sql) {
        assertThat(Tally.isBoundary(sql)).isFalse();
    }
}

package dev.keelson.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.work.watch.Slf4jSqlLog;
import dev.keelson.work.watch.SqlLog.Entry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lines that are logged, each in one line whatever it tells. */
class Slf4jSqlLogTest {

    @BeforeAll
    static void debugs() {
        System.setProperty("org.slf4j.simpleLogger.log." + Slf4jSqlLog.LOGGER, "debug");
    }

    private static Entry entry(List<String> binds, long rows, @Nullable String failure) {
        return new Entry("load Order", "select id\nfrom orders\nwhere id = ?", binds, rows, 1, 1_234_567, failure);
    }

    private static List<String> logged(Slf4jSqlLog log, Entry entry) {
        return WatchStage.loggedBy(() -> log.sent(entry)).stream()
                .map(line -> line.substring(line.indexOf("] ") + 2))
                .toList();
    }

    @Test
    void a_statement_is_one_line_at_debug() {
        assertThat(logged(new Slf4jSqlLog(), entry(List.of("uuid"), 14, null)))
                .containsExactly("DEBUG dev.keelson.sql - load Order: 14 rows, 1 round trip, 1.235 ms | select id from"
                        + " orders where id = ? | uuid");
        assertThat(logged(new Slf4jSqlLog(), entry(List.of(), 1, null)))
                .containsExactly("DEBUG dev.keelson.sql - load Order: 1 row, 1 round trip, 1.235 ms | select id from"
                        + " orders where id = ?");
        assertThat(logged(new Slf4jSqlLog(), entry(List.of(), 0, "57014")))
                .containsExactly(
                        "DEBUG dev.keelson.sql - load Order: failed (57014), 1 round trip, 1.235 ms | select id"
                                + " from orders where id = ?");
    }

    @Test
    void a_slow_one_is_a_warning() {
        Slf4jSqlLog log = new Slf4jSqlLog().warningAbove(Duration.ofMillis(1));

        assertThat(logged(log, entry(List.of("uuid"), 14, null)))
                .containsExactly("WARN dev.keelson.sql - slow: load Order: 14 rows, 1 round trip, 1.235 ms | select id"
                        + " from orders where id = ? | uuid");
        assertThat(logged(new Slf4jSqlLog().warningAbove(Duration.ofMillis(2)), entry(List.of("uuid"), 14, null)))
                .containsExactly("DEBUG dev.keelson.sql - load Order: 14 rows, 1 round trip, 1.235 ms | select id from"
                        + " orders where id = ? | uuid");
    }

    @Test
    void a_value_with_line_breaks_forges_no_further_line() {
        assertThat(logged(new Slf4jSqlLog().showingBinds(), entry(List.of("'a\r\nWARN forged\u2028'"), 1, null)))
                .containsExactly("DEBUG dev.keelson.sql - load Order: 1 row, 1 round trip, 1.235 ms | select id from"
                        + " orders where id = ? | 'a  WARN forged '");
    }

    @Test
    void it_shows_values_only_where_that_was_said() {
        assertThat(new Slf4jSqlLog().showsBinds()).isFalse();
        assertThat(new Slf4jSqlLog().warningAbove(Duration.ZERO).showsBinds()).isFalse();
        assertThat(new Slf4jSqlLog().showingBinds().warningAbove(Duration.ZERO).showsBinds())
                .isTrue();
    }

    @Test
    void a_negative_threshold_is_refused() {
        assertThatThrownBy(() -> new Slf4jSqlLog().warningAbove(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot warn of statements that take longer than PT-0.001S; give a duration of 0 or more.");
    }
}

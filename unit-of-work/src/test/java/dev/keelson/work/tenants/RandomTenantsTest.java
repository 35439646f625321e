package dev.keelson.work.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A random program of tenant A is told the same, sends the same and leaves the same rows of A, whether tenant B, who has equal
 * identifiers and tokens, is in the database or not; and B's rows are the same afterwards, to the byte, unlocked, where they were.
 * With row-level security each statement is sent again without its predicates, and still shows and does the same.
 *
 * <p>Every program has a seed of its own, and a failure names it. {@code -Dkeelson.test.jvm="-Dkeelson.seed=...
 * -Dkeelson.programs=1"} runs it again.
 */
class RandomTenantsTest {

    private static final int PROGRAMS =
            Integer.getInteger("keelson.programs", Boolean.getBoolean("keelson.soak") ? 5_000 : 30);

    /** So often a statement of one text is sent again, with the values of as many programs. */
    private static final int FORGETFUL = 5;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_another_tenant_has_makes_no_difference(boolean secured) {
        long first = Long.getLong("keelson.seed", System.nanoTime());
        System.out.println("RandomTenantsTest " + (secured ? "secured" : "not secured") + " seed " + first);
        Map<String, Integer> forgotten = new HashMap<>();
        try (Twin alone = Twin.alone(secured);
                Twin both = Twin.both(secured)) {
            for (long seed = first; seed < first + PROGRAMS; seed++) {
                run(alone, both, seed, secured);
                if (secured) {
                    String of = "seed " + seed;
                    both.recorder().statements().forEach((sql, sent) -> {
                        if (Twin.knowsTenant(sql) && forgotten.merge(sql, 1, Integer::sum) <= FORGETFUL) {
                            assertThat(both.forgetful(sent))
                                    .as("%s, %s", of, sql)
                                    .isEqualTo(alone.forgetful(alone.recorder().statement(sql)));
                        }
                    });
                    both.assertTheirsUntouched();
                }
                alone.clear();
                both.clear();
            }
        }
        assertThat(forgotten.isEmpty()).isEqualTo(!secured);
    }

    @Test
    void without_row_level_security_a_statement_that_forgets_its_tenant_shows_and_touches_another() {
        List<String> shows = new ArrayList<>();
        try (Twin alone = Twin.alone(false);
                Twin both = Twin.both(false)) {
            run(alone, both, 1, false);
            both.recorder().statements().forEach((sql, sent) -> {
                if (Twin.knowsTenant(sql)
                        && !both.forgetful(sent)
                                .equals(alone.forgetful(alone.recorder().statement(sql)))) {
                    shows.add(sql);
                }
            });
            assertThatThrownBy(both::assertTheirsUntouched)
                    .as("though all was rolled back")
                    .isInstanceOf(AssertionError.class);
        }
        assertThat(shows).hasSizeGreaterThan(5);
    }

    private static void run(Twin alone, Twin both, long seed, boolean secured) {
        String of = "seed " + seed;
        boolean plain = seed % 3 == 0;
        alone.recorder().reset();
        both.recorder().reset();
        List<String> expected = new TenantProgram(seed, alone.keelson(plain), alone, secured).run();
        List<String> told = new TenantProgram(seed, both.keelson(plain), both, secured).run();
        assertSame(of + ", told", told, expected);
        assertSame(of + ", sent", sent(both), sent(alone));
        assertSame(of + ", stored", both.rowsOfA(), alone.rowsOfA());
        both.assertTheirsUntouched();
    }

    /** What was sent, but for questions to the commit log, of which there are as many as it takes until some time has passed. */
    private static List<String> sent(Twin twin) {
        return twin.recorder().texts().stream()
                .filter(sql -> !sql.contains("clock_timestamp() from keelson_commits"))
                .filter(sql -> !sql.equals("select set_config('keelson.tenant', ?, true)"))
                .toList();
    }

    /** Shows where two lists part, with what led there. */
    private static void assertSame(String what, List<String> both, List<String> alone) {
        int place = 0;
        while (place < both.size() && place < alone.size() && both.get(place).equals(alone.get(place))) {
            place++;
        }
        assertThat(both.subList(place, Math.min(both.size(), place + 1)))
                .as("%s, after%n%s%n", what, String.join("\n", both.subList(0, place)))
                .isEqualTo(alone.subList(place, Math.min(alone.size(), place + 1)));
    }
}

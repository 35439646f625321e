package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The numbers by which a Keelson behaves as it does. */
class SettingsTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage(
            () -> Shop.mapped()
                    .settings(Settings.STANDARD
                            .withRounds(2)
                            .withPauses(Duration.ZERO, Duration.ZERO)
                            .withKeysPerLoad(3, 3)
                            .withNumbersPerDraw(2)),
            "create sequence tickets");

    @Test
    void are_what_they_were_unless_said() {
        assertThat(Settings.STANDARD)
                .isEqualTo(new Settings(
                        8,
                        Duration.ofMillis(20),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        1_000,
                        128,
                        1_000,
                        50,
                        4_000));
    }

    @Test
    void each_that_makes_no_sense_is_refused_by_its_name() {
        Settings standard = Settings.STANDARD;
        Map<String, ThrowingCallable> refused = new LinkedHashMap<>();
        refused.put("rounds to 0: nothing", () -> standard.withRounds(0));
        refused.put(
                "firstPause to PT-0.001S: it is negative",
                () -> standard.withPauses(Duration.ofMillis(-1), Duration.ofMillis(1)));
        refused.put(
                "firstPause to PT2S: longestPause is PT1S. Give a first pause that is not longer.",
                () -> standard.withPauses(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        refused.put(
                "outcomeDeadline to PT24H0.001S: it is negative, or longer than a day. Give something between.",
                () -> standard.withOutcomeDeadline(Duration.ofDays(1).plusMillis(1)));
        refused.put("commitWait to PT-1S", () -> standard.withCommitWait(Duration.ofSeconds(-1)));
        refused.put("closeWait to PT-1S", () -> standard.withCloseWait(Duration.ofSeconds(-1)));
        refused.put("keysPerLoad to 0", () -> standard.withKeysPerLoad(0, 1));
        refused.put("keysPerListedLoad to 0", () -> standard.withKeysPerLoad(1, 0));
        refused.put("rowsPerBatch to 0", () -> standard.withRowsPerBatch(0));
        refused.put(
                "numbersPerDraw to -1: nothing could be done with it. Give 1 or more.",
                () -> standard.withNumbersPerDraw(-1));
        refused.put("cachedStatements to 0", () -> standard.withCachedStatements(0));

        refused.forEach((message, setting) -> assertThatIllegalArgumentException()
                .isThrownBy(setting)
                .withMessageStartingWith("Cannot set " + message));
    }

    @Test
    void a_call_makes_as_many_rounds_as_said() {
        Customer stored = Shop.customer();
        shop.store(stored);
        int[] rounds = {0};

        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> {
                    Customer customer = work.get(Customer.class, stored.id());
                    work.replace(customer.renamed("mine " + ++rounds[0]));
                    shop.elsewhere(other ->
                            other.replace(other.get(Customer.class, stored.id()).renamed("theirs " + rounds[0])));
                }))
                .isInstanceOf(StaleAggregateException.class);
        assertThat(rounds).containsExactly(2);
    }

    @Test
    void numbers_of_a_sequence_are_drawn_as_many_at_once_as_said() {
        shop.wire().reset();

        shop.keelson().run(Shop.ACME, work -> {
            for (long number = 1; number <= 5; number++) {
                assertThat(((SqlUnitOfWork) work).nextNumber("tickets")).isEqualTo(number);
            }
        });
        assertThat(shop.wire().counts().roundTrips()).isEqualTo(3);
    }

    @Test
    void a_load_of_many_takes_as_many_keys_a_statement_as_said() {
        List<Object> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Customer customer = Shop.customer();
            shop.store(customer);
            ids.add(customer.id());
        }
        shop.wire().reset();

        shop.keelson()
                .run(
                        Shop.ACME,
                        work -> assertThat(work.getAll(Customer.class, ids)).hasSize(7));
        assertThat(shop.wire().counts().roundTrips()).isEqualTo(3);
    }
}

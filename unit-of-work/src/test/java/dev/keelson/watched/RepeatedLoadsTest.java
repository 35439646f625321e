package dev.keelson.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.RepeatedLoadException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.Settings;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Shop;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A loop that loads one thing at a time is told by the line of code that asked. */
class RepeatedLoadsTest {

    private static final WatchStage stage = new WatchStage();

    @AfterAll
    static void drop() {
        stage.close();
    }

    /** The warnings of repeated loads while this unit of work is used. */
    private static List<String> warnings(UnaryOperator<KeelsonBuilder> said, Consumer<SqlUnitOfWork> use) {
        return WatchStage.loggedBy(() -> {
                    try (Keelson keelson = stage.open(said);
                            SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                        use.accept(work);
                    }
                })
                .stream()
                .filter(line -> line.contains("Tripwire"))
                .toList();
    }

    @Test
    void ten_loads_one_at_a_time_are_warned_of_once_by_the_line_that_asked() {
        List<Customer> customers = stage.customers(25);

        List<String> warnings = warnings(builder -> builder, work -> Loops.getEach(work, customers));

        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .matches(".*WARN dev\\.keelson\\.work\\.watch\\.Tripwire - A unit of work sends \"load Customer\" 10"
                        + " times, each for one thing, the last asked by"
                        + " dev\\.keelson\\.watched\\.Loops\\.one\\(Loops\\.java:24\\), called by"
                        + " dev\\.keelson\\.watched\\.Loops\\.getEach\\(Loops\\.java:19\\), called by"
                        + " dev\\.keelson\\.watched\\.RepeatedLoadsTest\\.\\S+\\(RepeatedLoadsTest\\.java:\\d+\\)\\."
                        + " Mostly a loop loads one aggregate at a time; load them together before it with"
                        + " findAll, getAll or a query, or fetch what they refer to\\. Told once a unit of"
                        + " work\\.");
    }

    @Test
    void nine_are_not_and_neither_are_as_many_in_one_statement() {
        List<Customer> customers = stage.customers(30);

        assertThat(warnings(builder -> builder, work -> {
                    Loops.getEach(work, customers.subList(0, 9));
                    work.getAll(
                            Customer.class, customers.stream().map(Customer::id).toList());
                }))
                .isEmpty();
    }

    @Test
    void large_loads_of_many_statements_are_no_loop() {
        List<Customer> customers = stage.customers(30);

        assertThat(warnings(
                        builder -> builder.failOnRepeatedLoads(true).settings(Settings.STANDARD.withKeysPerLoad(2, 2)),
                        work -> work.getAll(
                                Customer.class,
                                customers.stream().map(Customer::id).toList())))
                .isEmpty();
    }

    @Test
    void a_stream_is_a_loop_too() {
        List<Customer> customers = stage.customers(10);

        assertThat(warnings(builder -> builder, work -> Loops.streamEach(work, customers)))
                .singleElement()
                .asString()
                .contains("Loops.java:28), called by dev.keelson.watched.Loops.streamEach(Loops.java:28)");
    }

    @Test
    void queries_that_differ_by_their_values_are_the_same() {
        assertThat(warnings(builder -> builder.repeatedLoads(3), work -> Loops.queryEach(work, 3)))
                .singleElement()
                .asString()
                .contains("sends \"query Customer\" 3 times", "Loops.queryEach(Loops.java:33)");
        assertThat(warnings(builder -> builder.repeatedLoads(3), work -> {
                    Loops.queryEach(work, 2);
                    work.query(Customer.class).limit(1).list();
                    work.query(Customer.class).list();
                }))
                .isEmpty();
    }

    @Test
    void a_test_may_have_it_fail_before_the_load_is_sent() {
        List<Customer> customers = stage.customers(12);
        try (Keelson keelson =
                        stage.open(builder -> builder.failOnRepeatedLoads(true).repeatedLoads(5));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            assertThatThrownBy(() -> Loops.getEach(work, customers))
                    .isInstanceOfSatisfying(RepeatedLoadException.class, repeated -> {
                        assertThat(repeated.purpose()).isEqualTo("load Customer");
                        assertThat(repeated.times()).isEqualTo(5);
                        assertThat(repeated.line())
                                .startsWith("dev.keelson.watched.Loops.one(Loops.java:24), called by");
                        assertThat(repeated)
                                .hasMessageStartingWith("Cannot load Customer: the unit of work sends the same");
                    });
            assertThat(stage.wire().counts().roundTrips()).isEqualTo(4);
            assertThatThrownBy(() -> Loops.queryEach(work, 9)).isInstanceOf(RepeatedLoadException.class);
            assertThat(stage.wire().counts().roundTrips()).isEqualTo(8);
        }
    }

    @Test
    void a_commit_begins_the_count_anew() {
        List<Customer> customers = stage.customers(4);
        assertThat(warnings(builder -> builder.repeatedLoads(2), work -> {
                    for (Customer customer : customers) {
                        work.replace(work.get(Customer.class, customer.id()).renamed("another"));
                        work.commit();
                    }
                }))
                .isEmpty();
    }

    @Test
    void it_may_be_switched_off_and_sizes_that_make_no_sense_are_refused() {
        List<Customer> customers = stage.customers(15);

        assertThat(warnings(
                        builder -> builder.repeatedLoads(0).failOnRepeatedLoads(true),
                        work -> Loops.getEach(work, customers)))
                .isEmpty();
        for (int wrong : new int[] {-1, 1}) {
            assertThatThrownBy(() -> Keelson.builder().repeatedLoads(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Cannot warn of a load that is sent " + wrong
                            + " times: it would not be repeated. Give 2 or more, or 0 for no warning.");
        }
    }
}

package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.WorkContext;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What it costs to close a unit of work, counted by a converter: each value that is taken apart goes through it. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ClosingTest {

    record Reading(int value) {}

    /** A root with one reading of its own, and more in a table. */
    static final class Meter {
        final UUID id;
        Reading last;
        final List<Reading> earlier = new ArrayList<>();

        Meter(UUID id, Reading last) {
            this.id = id;
            this.last = last;
        }
    }

    private final UUID first = new UUID(0, 1);
    private final UUID second = new UUID(0, 2);
    private int converted;
    private int convertedWhenCommitted;
    private Store store;

    @BeforeAll
    void open() {
        store = Store.of(() -> Keelson.builder()
                .map(Meter.class)
                .converter(
                        Reading.class,
                        ScalarConverter.of(
                                Reading.class,
                                ColumnType.integer(),
                                this::number,
                                number -> new Reading((Integer) number)))
                .listener(new CommitListener() {
                    @Override
                    public void afterCommit(WorkContext context, CommitReceipt receipt, List<Object> events) {
                        convertedWhenCommitted = converted;
                    }
                }));
        for (UUID id : List.of(first, second)) {
            Meter meter = new Meter(id, new Reading(0));
            for (int n = 1; n <= 3; n++) {
                meter.earlier.add(new Reading(n));
            }
            store.save(meter);
        }
    }

    private int number(Reading reading) {
        converted++;
        return reading.value();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void after_call_or_run_have_committed_nothing_is_looked_at_again() {
        store.keelson().run(Store.CONTEXT, work -> work.get(Meter.class, first).last = new Reading(10));
        assertThat(converted).isEqualTo(convertedWhenCommitted);

        store.keelson().call(Store.CONTEXT, work -> work.get(Meter.class, first).last);
        assertThat(converted).as("nothing was changed").isEqualTo(convertedWhenCommitted);
    }

    /** How many values are taken apart to close a unit of work of both meters after this was done in it. */
    private int convertedToClose(Change change) {
        SqlUnitOfWork work = store.begin();
        Meter one = work.get(Meter.class, first);
        Meter other = work.get(Meter.class, second);
        int before;
        try (work) {
            change.make(work, one, other);
            before = converted;
        }
        return converted - before;
    }

    /** What is done in a unit of work. */
    private interface Change {
        void make(SqlUnitOfWork work, Meter one, Meter other);
    }

    @Test
    void else_it_is_looked_for_the_first_difference_and_no_further() {
        assertThat(convertedToClose((work, one, other) -> {})).as("unchanged").isEqualTo(2 * 4);
        assertThat(convertedToClose((work, one, other) -> one.last = new Reading(11)))
                .as("the first one's own row, whose new value is looked at, then tried both ways")
                .isEqualTo(1 + 3);
        assertThat(convertedToClose((work, one, other) -> one.earlier.removeLast()))
                .as("a row of the first one's table, all of which are looked at, then compared")
                .isEqualTo(2 * (1 + 2));
        assertThat(convertedToClose((work, one, other) -> other.last = new Reading(12)))
                .as("the second one's own row")
                .isEqualTo(4 + 1 + 3);
        assertThat(convertedToClose((work, one, other) -> work.remove(one)))
                .as("removed")
                .isZero();
        assertThat(convertedToClose((work, one, other) -> work.discard()))
                .as("discarded")
                .isZero();
    }
}

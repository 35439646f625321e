package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Expedition.MoneyConverter;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever state an aggregate is in, it comes back as it was, and then there is nothing to commit. The seed is printed;
 * {@code -Dkeelson.test.jvm=-Dkeelson.seed=...} repeats a run.
 */
@NullMarked
@SuppressWarnings("NullAway.Init")
class RoundTripTest {

    private static final int STATES = Boolean.getBoolean("keelson.soak") ? 5_000 : 60;

    private static Store store;
    private static long seed;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Expedition.class,
                        expedition -> expedition
                                .property("budget", p -> p.converter(new MoneyConverter()))
                                .property("spent", p -> p.converter(new MoneyConverter()))
                                .property("supplies.cost", p -> p.converter(new MoneyConverter()))
                                .property("supplies.supplier", p -> p.column("supplied_by")));
    }

    @BeforeAll
    static void create() {
        store = Store.of(RoundTripTest::mapped);
        seed = Long.getLong("keelson.seed", System.nanoTime());
        System.out.println("RoundTripTest: " + STATES + " states of seed " + seed);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @Test
    void every_state_comes_back_as_it_was_and_then_nothing_is_written() {
        RandomExpeditions random = new RandomExpeditions(seed);
        for (int n = 0; n < STATES; n++) {
            Expedition state = random.next();
            store.save(state);
            comesBack(state, n);
        }
    }

    @Test
    void every_next_state_comes_back_as_it_was_and_then_nothing_is_written() {
        RandomExpeditions random = new RandomExpeditions(seed + 1);
        Expedition state = random.next();
        store.save(state);
        for (int n = 0; n < STATES; n++) {
            Expedition next = random.next(state);
            try (SqlUnitOfWork work = store.begin()) {
                work.replace(next);
                work.commit();
            }
            comesBack(next, n);
            state = next;
        }
    }

    @Test
    void a_removed_aggregate_leaves_no_row() {
        RandomExpeditions random = new RandomExpeditions(seed + 2);
        try (Store own = Store.of(RoundTripTest::mapped);
                SqlUnitOfWork work = own.begin()) {
            for (int n = 0; n < 10; n++) {
                Expedition state = random.next();
                work.add(state);
                work.commit();
                work.remove(state);
                work.commit();
            }
            assertThat(own.database().query("""
                select (select count(*) from expeditions) + (select count(*) from expedition_days)
                     + (select count(*) from day_legs) + (select count(*) from leg_warnings)
                     + (select count(*) from day_sightings) + (select count(*) from expedition_log)
                     + (select count(*) from expedition_tags) + (select count(*) from expedition_kit)
                """))
                    .as("rows left, seed %d", seed)
                    .isEqualTo(java.util.List.of(java.util.List.of(0L)));
        }
    }

    private static void comesBack(Expedition state, int n) {
        try (SqlUnitOfWork work = store.begin()) {
            Expedition loaded = work.get(Expedition.class, state.id());
            assertThat(loaded.state()).as("state %d of seed %d", n, seed).isEqualTo(state.state());
            assertThat(loaded).isNotSameAs(state);
            store.wire().reset();
            work.commit();
            assertThat(store.wire().statements())
                    .as("statements of a commit after load, state %d of seed %d", n, seed)
                    .isEmpty();
        }
    }
}

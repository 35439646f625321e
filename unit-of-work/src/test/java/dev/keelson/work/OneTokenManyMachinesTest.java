package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.OneTokenRace.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Races of one command over 2 to 8 machines, whose messages are cut, held and late, while others ask what became of it: it takes
 * effect once at the most, and each caller is told its own truth. The seed is printed; {@code
 * -Dkeelson.test.jvm="-Dkeelson.seed=... -Dkeelson.races=1"} runs one again, as far as threads let it.
 */
@SuppressWarnings("NullAway.Init")
class OneTokenManyMachinesTest {

    private static final int RACES =
            Integer.getInteger("keelson.races", Boolean.getBoolean("keelson.soak") ? 10_000 : 60);
    private static final int MACHINES = 8;
    private static final Duration PATIENCE = Duration.ofMillis(40);
    private static final long SEED = Long.getLong("keelson.seed", System.nanoTime());

    private static final List<Machine> machines = new ArrayList<>();
    private static final Map<CommandToken, AtomicInteger> handedOver = new ConcurrentHashMap<>();
    private static TestDatabase database;
    private static Keelson aside;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
        aside = mapped().dataSource(database.application()).build();
        for (int n = 0; n < MACHINES; n++) {
            boolean plain = n % 3 == 2;
            machines.add(Machine.start(database, () -> plain ? mapped().portable(true) : mapped(), PATIENCE));
        }
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Counter.class).map(OneTokenRace.Note.class).listener(new CommitListener() {
            @Override
            public void afterCommit(WorkContext context, CommitReceipt receipt, List<Object> events) {
                receipt.token()
                        .ifPresent(token -> handedOver
                                .computeIfAbsent(token, unused -> new AtomicInteger())
                                .incrementAndGet());
            }
        });
    }

    @AfterAll
    static void stop() {
        machines.forEach(Machine::close);
        database.close();
    }

    @Test
    void one_command_takes_effect_once_and_each_caller_is_told_its_own_truth() {
        System.out.println("OneTokenManyMachinesTest seed " + SEED);
        WorkContext context = WorkContext.of(Actor.of("jane"));
        Map<OneTokenRace.Kind, Integer> told = new EnumMap<>(OneTokenRace.Kind.class);
        long start = System.nanoTime();
        for (int n = 0; n < RACES; n++) {
            long seed = SEED + n;
            OneTokenRace race = new OneTokenRace(seed, context, machines, aside, database);
            race.run();
            race.told().forEach(kind -> told.merge(kind, 1, Integer::sum));
            race.check(handedOver);
            if (n % 50 == 49) {
                handedOver.clear();
                database.execute("truncate counters, notes, keelson_commits");
            }
        }
        System.out.printf(
                "OneTokenManyMachinesTest: %,d races in %.1f s, callers were told %s%n",
                RACES, (System.nanoTime() - start) / 1e9, told);
        assertThat(told).containsKeys(OneTokenRace.Kind.DONE, OneTokenRace.Kind.ALREADY);
        machines.forEach(
                machine -> assertThat(machine.pool().getHikariPoolMXBean().getActiveConnections())
                        .isZero());
        assertThat(database.query("select pid from pg_stat_activity where datname = current_database() and state like"
                        + " 'idle in transaction%'"))
                .isEmpty();
    }
}

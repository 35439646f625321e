package dev.keelson.work.cached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.cache.CacheStats;
import dev.keelson.work.cache.Invalidation;
import dev.keelson.work.hydrate.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many commits by several Keelson that cache the same aggregates: none is lost, and each gets through. */
class CacheRaceTest {

    private static final int COMMITS = Boolean.getBoolean("keelson.soak") ? 20_000 : 300;
    private static final int ACCOUNTS = 40;
    private static final int THREADS = 2;

    /** How they hear of each other. */
    enum Line {
        NONE,
        IN_PROCESS,
        POLL
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Account.class, account -> account.cached()).commitLog(false);
    }

    @ParameterizedTest
    @CsvSource({"2,NONE", "2,IN_PROCESS", "2,POLL", "4,NONE", "4,IN_PROCESS", "4,POLL"})
    void no_commit_is_lost_and_each_gets_through(int machines, Line line) throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped().schema().statements().toArray(String[]::new));
            Invalidation inProcess = Invalidation.inProcess();
            List<Keelson> all = new ArrayList<>();
            for (int n = 0; n < machines; n++) {
                KeelsonBuilder one = mapped().dataSource(database.application());
                switch (line) {
                    case NONE -> {}
                    case IN_PROCESS -> one.invalidation(inProcess);
                    case POLL -> one.invalidation(Invalidation.polling(Duration.ofMillis(20)));
                }
                all.add(one.build());
            }
            List<UUID> ids = new ArrayList<>();
            for (int n = 0; n < ACCOUNTS; n++) {
                UUID id = UUID.randomUUID();
                ids.add(id);
                all.get(0).run(Store.CONTEXT, work -> work.add(new Account(id, "account", 0)));
            }
            run(all, ids);

            assertThat(database.query("select sum(balance)::bigint from accounts"))
                    .containsExactly(List.of((long) COMMITS / (machines * THREADS) * machines * THREADS));
            told(machines, line, all);
            all.forEach(Keelson::close);
        }
    }

    /** Reads thrice as often as it commits, most often the same few. */
    private static void run(List<Keelson> all, List<UUID> ids) throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        List<Callable<Void>> threads = new ArrayList<>();
        int share = COMMITS / (all.size() * THREADS);
        for (int thread = 0; thread < all.size() * THREADS; thread++) {
            Keelson keelson = all.get(thread % all.size());
            Random random = new Random(seed + thread);
            threads.add(() -> {
                for (int n = 0; n < share; n++) {
                    for (int read = 0; read < 3; read++) {
                        UUID id = ids.get(random.nextInt(random.nextInt(ids.size()) + 1));
                        keelson.read(
                                Store.CONTEXT,
                                reading -> reading.get(Account.class, id).balance());
                    }
                    UUID id = ids.get(random.nextInt(ids.size()));
                    keelson.run(
                            Store.CONTEXT, work -> work.get(Account.class, id).add(1));
                }
                return null;
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads.size())) {
            for (Future<Void> done : pool.invokeAll(threads)) {
                done.get();
            }
        }
    }

    private static void told(int machines, Line line, List<Keelson> all) {
        long hits = 0;
        long questions = 0;
        long conflicts = 0;
        for (Keelson keelson : all) {
            CacheStats stats = keelson.statistics().aggregates().get(0);
            hits += stats.hits();
            questions += stats.hits() + stats.misses();
            conflicts += keelson.statistics().counts().conflicts();
        }
        System.out.printf(
                "%d Keelson, invalidation %s: %,d commits, %,d conflicts, hit rate %.2f%n",
                machines, line, COMMITS, conflicts, (double) hits / questions);
    }
}

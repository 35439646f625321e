package dev.keelson.work.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Workers share a queue of jobs, each taking what nobody else has locked; some lose their connection on the way, and begin anew. */
class JobQueueTest {

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");
    private static final int JOBS = SOAK ? 10_000 : 200;
    private static final int WORKERS = SOAK ? 16 : 6;

    /** So many jobs a worker takes at once. */
    private static final int CHUNK = 3;

    static final class Job {
        private final long id;
        private boolean open = true;
        private @Nullable String doneBy;

        Job(long id) {
            this.id = id;
        }
    }

    /** That a job was done once. */
    static final class Deed {
        private final UUID id;
        private final long job;

        Deed(UUID id, long job) {
            this.id = id;
            this.job = job;
        }
    }

    private final long seed = Long.getLong("keelson.seed", System.nanoTime());
    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Job.class).map(Deed.class);
    }

    @Test
    void each_job_is_done_exactly_once_though_workers_are_killed() throws InterruptedException {
        System.out.println("JobQueueTest seed " + seed);
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped().schema().ddl());
            database.execute("insert into jobs (id, open, version) select job, true, 1 from generate_series(1, " + JOBS
                    + ") job");
            List<Long> told = new ArrayList<>();
            try (HikariDataSource pool = pool(database);
                    Keelson keelson = mapped().dataSource(pool).build();
                    ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
                List<Future<List<Long>>> working = new ArrayList<>();
                for (int n = 0; n < WORKERS; n++) {
                    String name = "worker " + n;
                    Random random = new Random(seed + n);
                    working.add(workers.submit(() -> {
                        List<Long> done = new ArrayList<>();
                        boolean more = true;
                        while (more) {
                            more = work(keelson, name, done, () -> {
                                if (random.nextInt(5) == 0) {
                                    kill(database);
                                }
                            });
                        }
                        return done;
                    }));
                }
                for (Future<List<Long>> worker : working) {
                    told.addAll(finished(worker));
                }
            }
            System.out.println("JobQueueTest: " + killed + " connections killed, " + failed + " failures, "
                    + told.size() + " jobs told as done");

            assertThat(database.query("select id from jobs where open or done_by is null"))
                    .isEmpty();
            assertThat(database.query("select job from deeds group by job having count(*) <> 1"))
                    .isEmpty();
            assertThat(database.query("select count(*) from deeds").get(0)).containsExactly((long) JOBS);
            assertThat(told).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(JOBS);
            assertThat(killed.get()).as("connections killed").isPositive();
            assertThat(failed.get()).as("failures by that").isPositive();
        }
    }

    private static List<Long> finished(Future<List<Long>> worker) throws InterruptedException {
        try {
            return worker.get();
        } catch (ExecutionException failure) {
            throw new AssertionError("a worker failed", failure.getCause());
        }
    }

    /**
     * Does some jobs, and tells whether there may be more.
     *
     * @param between happens before they are committed
     */
    private boolean work(Keelson keelson, String name, List<Long> done, Runnable between) {
        try (SqlUnitOfWork work = keelson.begin(WorkContext.of(Actor.of(name)), Isolation.LOCKING)) {
            List<Job> jobs = work.query(Job.class)
                    .where(job -> job.field("open").eq(true))
                    .orderBy(work.field(Job.class, "id").asc())
                    .limit(CHUNK)
                    .forUpdate()
                    .skipLocked()
                    .list();
            if (jobs.isEmpty()) {
                return work.query(Job.class)
                        .where(job -> job.field("open").eq(true))
                        .exists();
            }
            for (Job job : jobs) {
                job.open = false;
                job.doneBy = name;
                work.add(new Deed(UUID.randomUUID(), job.id));
            }
            between.run();
            work.commit();
            jobs.forEach(job -> done.add(job.id));
            return true;
        } catch (DatabaseException | CommitOutcomeUnknownException lost) { // and no conflict
            failed.incrementAndGet();
            return true;
        }
    }

    /** Cuts some connection by which a worker is at work, be it the one who asks. */
    private void kill(TestDatabase database) {
        DataSource administrator = database.server().administrator(database.name());
        try (Connection connection = administrator.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select pg_terminate_backend(pid) from (select pid from pg_stat_activity"
                                + " where datname = current_database() and usename = '"
                                + database.application().getUsername()
                                + "' and state <> 'idle' order by random() limit 1) one")) {
            while (found.next()) {
                killed.incrementAndGet();
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static HikariDataSource pool(TestDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.application().getJdbcUrl());
        config.setUsername(database.application().getUsername());
        config.setMaximumPoolSize(WORKERS);
        return new HikariDataSource(config);
    }
}

package dev.keelson.work.endurance;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.Settings;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.Statistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Very many units of work that differ in the columns they change, the conditions they ask by and the lists they load. */
final class Endurance {

    static final int CACHED = 100;

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));
    private static final int SHEETS = 40;

    private final HikariDataSource pool;
    private final Random random;

    /** What is held at one moment. */
    record Held(int threads, int connections, long files, int preparedStatements, int units) {}

    /** What was held halfway and at the end, and the largest number of statements that a cache held at any moment. */
    record Report(Held halfway, Held end, int mostCached, List<String> overfull) {}

    Endurance(HikariDataSource pool, long seed) {
        this.pool = pool;
        this.random = new Random(seed);
    }

    static KeelsonBuilder mapped() {
        return Keelson.builder().map(Sheet.class).settings(Settings.STANDARD.withCachedStatements(CACHED));
    }

    /** Runs in a JVM of its own, whose heap is small: the pool's address and user, the seed, the number of units. */
    public static void main(String... arguments) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(arguments[0]);
            pool.setUsername(arguments[1]);
            pool.setMaximumPoolSize(2);
            System.out.println(new Endurance(pool, Long.parseLong(arguments[2])).run(Integer.parseInt(arguments[3])));
        }
    }

    Report run(int units) {
        try (Keelson keelson = mapped().dataSource(pool).build()) {
            keelson.run(CONTEXT, work -> {
                for (long id = 0; id < SHEETS; id++) {
                    work.add(new Sheet(id));
                }
            });
            Held halfway = held(keelson);
            int mostCached = 0;
            List<String> overfull = new ArrayList<>();
            for (int i = 1; i <= units; i++) {
                if (i % 10 == 0) {
                    onVirtualThread(() -> keelson.run(CONTEXT, this::one));
                } else {
                    keelson.run(CONTEXT, this::one);
                }
                if (i % 100 == 0) {
                    for (Statistics.Cache cache : keelson.statistics().caches()) {
                        mostCached = Math.max(mostCached, cache.statements());
                        if (cache.statements() > cache.limit()) {
                            overfull.add(cache.toString());
                        }
                    }
                }
                if (i == units / 2) {
                    halfway = held(keelson);
                }
            }
            return new Report(halfway, held(keelson), mostCached, overfull);
        }
    }

    private static void onVirtualThread(Runnable work) {
        try {
            Thread.ofVirtual().start(work).join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void one(Aggregates work) {
        List<Long> ids = new ArrayList<>();
        int many = 1 + random.nextInt(6);
        for (int i = 0; i < many; i++) {
            ids.add((long) random.nextInt(SHEETS));
        }
        List<Sheet> sheets = work.getAll(Sheet.class, ids.stream().distinct().toList());
        ask((SqlUnitOfWork) work);
        for (Sheet sheet : sheets) {
            switch (random.nextInt(3)) {
                case 0 -> work.requireUnchanged(sheet);
                case 1 -> change(sheet);
                default -> notes(sheet);
            }
        }
    }

    private void change(Sheet sheet) {
        for (int column = 0; column < Sheet.COLUMNS; column++) {
            if (random.nextBoolean()) {
                sheet.add(column, 1);
            }
        }
    }

    private void notes(Sheet sheet) {
        if (sheet.notes().size() > 5) {
            sheet.notes().subList(0, 1 + random.nextInt(5)).clear();
        } else {
            for (int n = random.nextInt(5); n >= 0; n--) {
                sheet.notes().add("note " + random.nextInt());
            }
        }
    }

    private void ask(SqlUnitOfWork work) {
        Table<Record> table = work.table(Sheet.class);
        Condition condition = DSL.noCondition();
        for (int column = 0; column < Sheet.COLUMNS; column++) {
            Field<Integer> field = table.field("c" + column, Integer.class);
            condition = switch (random.nextInt(4)) {
                case 0 -> condition.and(field.ge(random.nextInt(10)));
                case 1 -> condition.or(field.in(numbers()));
                case 2 -> condition.and(field.ne(random.nextInt(10)));
                default -> condition;
            };
        }
        work.query(Sheet.class).where(condition).count();
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int n = random.nextInt(20); n >= 0; n--) {
            numbers.add(random.nextInt(100));
        }
        return numbers;
    }

    private Held held(Keelson keelson) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from pg_prepared_statements");
                Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            rows.next();
            return new Held(
                    keelson.statistics().commitThreads(),
                    pool.getHikariPoolMXBean().getTotalConnections(),
                    files.count(),
                    rows.getInt(1),
                    keelson.statistics().unitsOfWork());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

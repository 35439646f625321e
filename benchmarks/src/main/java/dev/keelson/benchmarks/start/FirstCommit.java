package dev.keelson.benchmarks.start;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.contestant.jdbc.JdbcContestant;
import dev.keelson.benchmarks.contestant.keelson.KeelsonContestant;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderMaker;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.List;

/** A fresh JVM: opens a pool, stores one order of ten lines and three tags, tells when that was done, and ends. */
public final class FirstCommit {

    static final String KEELSON = "keelson";
    private static final int LINES = 10;
    private static final long NANOS = 1_000_000;

    private FirstCommit() {}

    /**
     * Runs one. Prints milliseconds since the JVM started, at the beginning of this method, with the pool, with the contestant and with
     * the order stored, then the number of classes loaded and the milliseconds that processors worked.
     *
     * @param arguments the contestant, the address of its database, the user, and the seed of the order
     */
    public static void main(String[] arguments) throws SQLException {
        long begun = System.currentTimeMillis();
        Contestant contestant =
                arguments[0].equals(KEELSON) ? new KeelsonContestant(KEELSON) : new JdbcContestant(() -> "");
        try (HikariDataSource pool = pool(arguments[1] + contestant.driverSettings(), arguments[2])) {
            long pooled = System.currentTimeMillis();
            try (OrderBook book = contestant.open(pool)) {
                long opened = System.currentTimeMillis();
                Order order = new OrderMaker(Long.parseLong(arguments[3]), LINES).order();
                book.insert(List.of(order));
                print(begun, pooled, opened, System.currentTimeMillis());
            }
        }
    }

    private static HikariDataSource pool(String address, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address);
        config.setUsername(user);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    private static void print(long... times) {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        StringBuilder line = new StringBuilder();
        for (long time : times) {
            line.append(time - started).append(' ');
        }
        line.append(ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        long processor =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        System.out.println(line.append(' ').append(processor / NANOS));
    }
}

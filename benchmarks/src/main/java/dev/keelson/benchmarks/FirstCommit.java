package dev.keelson.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.OrderMaker;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;

/** A program that stores one order and ends: what is measured of it is how long that takes from its very start. */
public final class FirstCommit {

    /** The line that is printed once the order is stored. */
    static final String COMMITTED = "committed";
    /** The beginning of the line that tells how many classes were loaded by then. */
    static final String CLASSES = "classes ";

    private FirstCommit() {}

    /**
     * Runs it.
     *
     * @param arguments the contestant, the address of its database, the user, and the seed of the order
     */
    public static void main(String[] arguments) throws SQLException {
        Contestant contestant = Contestants.make(arguments[0]);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[1] + contestant.driverSettings());
        config.setUsername(arguments[2]);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(1);
        try (HikariDataSource pool = new HikariDataSource(config);
                OrderBook book = contestant.open(pool)) {
            book.insert(new OrderMaker(Long.parseLong(arguments[3]), 10).orders(1));
            System.out.println(COMMITTED);
            System.out.flush();
            System.out.println(
                    CLASSES + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        }
    }
}

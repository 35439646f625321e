package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * What a query is compared with: it remembers which order a customer has, and gets that by its identifier.
 *
 * @param name of the contestant
 * @param other whose orders these are
 * @param known the order of each customer
 */
record GettingContestant(String name, Contestant other, Map<CustomerId, OrderId> known) implements Contestant {

    GettingContestant(String name, Contestant other) {
        this(name, other, new ConcurrentHashMap<>());
    }

    @Override
    public String ddl() {
        return other.ddl();
    }

    @Override
    public OrderBook open(DataSource pool) {
        return new Getting(other.open(pool), known);
    }

    private record Getting(OrderBook orders, Map<CustomerId, OrderId> known) implements OrderBook {

        @Override
        public void insert(List<Order> added) throws SQLException {
            added.forEach(order -> known.put(order.customer(), order.id()));
            orders.insert(added);
        }

        @Override
        public Object load(OrderId id) throws SQLException {
            return orders.load(id);
        }

        @Override
        public List<?> load(List<OrderId> ids) throws SQLException {
            return orders.load(ids);
        }

        @Override
        public List<?> ordersOf(CustomerId customer) throws SQLException {
            return List.of(load(Objects.requireNonNull(known.get(customer))));
        }

        @Override
        public void close() {
            orders.close();
        }
    }
}

package dev.keelson.benchmarks.contestant.jimmer;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.OrderId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.babyfish.jimmer.sql.JSqlClient;

/** Orders with their lines by a fetcher, and the tags by a query of their own. */
final class Finds {

    private static final JimmerOrderFetcher WITH_LINES =
            Fetchers.JIMMER_ORDER_FETCHER.allScalarFields().lines(Fetchers.JIMMER_LINE_FETCHER.allScalarFields());

    private Finds() {}

    static Found one(JSqlClient client, OrderId id) {
        JimmerOrder order = client.findById(WITH_LINES, id.value());
        if (order == null) {
            throw new NoSuchElementException("There is no order " + id.value());
        }
        JimmerTagTable tag = Tables.JIMMER_TAG_TABLE;
        return new Found(
                order,
                client.createQuery(tag)
                        .where(tag.id().orderId().eq(id.value()))
                        .select(tag.id().tag())
                        .execute());
    }

    /** Those that are there. */
    static Map<UUID, Found> many(JSqlClient client, List<OrderId> ids) {
        return withTags(client, client.findByIds(WITH_LINES, keys(ids)));
    }

    static List<Found> of(JSqlClient client, CustomerId customer) {
        JimmerOrderTable order = Tables.JIMMER_ORDER_TABLE;
        return List.copyOf(withTags(
                        client,
                        client.createQuery(order)
                                .where(order.customer().eq(customer.value()))
                                .select(order.fetch(WITH_LINES))
                                .execute())
                .values());
    }

    static Found required(Map<UUID, Found> found, OrderId id) {
        Found order = found.get(id.value());
        if (order == null) {
            throw new NoSuchElementException("There is no order " + id.value());
        }
        return order;
    }

    static List<UUID> keys(List<OrderId> ids) {
        return ids.stream().map(OrderId::value).toList();
    }

    private static Map<UUID, Found> withTags(JSqlClient client, List<JimmerOrder> orders) {
        Map<UUID, Found> found = new LinkedHashMap<>(orders.size() * 2);
        for (JimmerOrder order : orders) {
            found.put(order.id(), new Found(order, new ArrayList<>()));
        }
        JimmerTagTable tag = Tables.JIMMER_TAG_TABLE;
        for (JimmerTag row : client.createQuery(tag)
                .where(tag.id().orderId().in(found.keySet()))
                .select(tag)
                .execute()) {
            Found order = found.get(row.id().orderId());
            if (order != null) {
                order.tags().add(row.id().tag());
            }
        }
        return found;
    }
}

package dev.keelson.work.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.work.query.Bazaar.Customer;
import dev.keelson.work.query.Bazaar.Dog;
import dev.keelson.work.query.Bazaar.House;
import dev.keelson.work.query.Bazaar.Order;
import dev.keelson.work.query.Bazaar.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A property that leads to other aggregates.
 *
 * @param path of the property
 * @param check that those which it leads to came along, and none that is not to be seen
 */
record Others<A>(String path, BiConsumer<Seen, A> check) {

    private static final List<Others<Order>> OF_ORDERS = List.of(
            new Others<>("customer", (seen, order) -> one(seen, Customer.class, order.customer)),
            new Others<>("watchers", Others::watchers),
            new Others<>(
                    "lines.supplier",
                    (seen, order) -> order.lines.forEach(line -> one(seen, Customer.class, line.supplier))),
            new Others<>("customer.home", (seen, order) -> {
                Customer customer = one(seen, Customer.class, order.customer);
                if (customer != null) {
                    one(seen, House.class, customer.home);
                }
            }),
            new Others<>("customer.home.guard", (seen, order) -> {
                Customer customer = one(seen, Customer.class, order.customer);
                House house = customer == null ? null : one(seen, House.class, customer.home);
                if (house != null && house.guard != null) {
                    assertThat(house.guard).isInstanceOf(Dog.class);
                }
            }),
            new Others<>(
                    "watchers.orders",
                    (seen, order) -> watchers(seen, order).forEach(customer -> orders(seen, customer))));

    private static final List<Others<Customer>> OF_CUSTOMERS = List.of(
            new Others<>("home", (seen, customer) -> one(seen, House.class, customer.home)),
            new Others<>("orders", Others::orders),
            new Others<>("watched", Others::watched),
            new Others<>(
                    "orders.lines.supplier",
                    (seen, customer) -> orders(seen, customer)
                            .forEach(order -> order.lines.forEach(line -> one(seen, Customer.class, line.supplier)))),
            new Others<>(
                    "watched.watchers",
                    (seen, customer) -> watched(seen, customer).forEach(order -> watchers(seen, order))));

    /** Some of those that aggregates of a type lead to. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // each list is of its type
    static <A> List<Others<A>> some(Class<A> type, Random random) {
        List<Others<A>> all = type == Order.class
                ? (List) OF_ORDERS
                : type == Customer.class ? (List) OF_CUSTOMERS : List.<Others<A>>of();
        List<Others<A>> some = new ArrayList<>(all);
        some.removeIf(one -> random.nextInt(3) == 0);
        return some;
    }

    private static <T extends Root> @Nullable T one(Seen seen, Class<T> type, @Nullable Ref<T> ref) {
        if (ref == null) {
            return null;
        }
        T wanted = seen.find(type, ref.id());
        assertThat(ref.isLoaded()).as("that %s is there", ref).isEqualTo(wanted != null);
        return wanted == null ? null : ref.get();
    }

    private static List<Customer> watchers(Seen seen, Order order) {
        return same(seen, Customer.class, order.watchers, customer -> order.watcherIds.contains(customer.id()));
    }

    private static List<Order> orders(Seen seen, Customer customer) {
        return same(
                seen,
                Order.class,
                customer.orders,
                order -> order.customer != null && order.customer.id().equals(customer.id()));
    }

    private static List<Order> watched(Seen seen, Customer customer) {
        return same(seen, Order.class, customer.watched, order -> order.watcherIds.contains(customer.id()));
    }

    private static <T extends Root> List<T> same(Seen seen, Class<T> type, Refs<T> refs, Predicate<T> held) {
        assertThat(refs.isLoaded()).as("%s are loaded", refs).isTrue();
        List<T> found = refs.list();
        assertThat(found.stream().map(Root::id).toList())
                .as("%s", refs)
                .containsExactlyInAnyOrderElementsOf(
                        seen.all(type).stream().filter(held).map(Root::id).toList());
        return found;
    }
}

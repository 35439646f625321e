package dev.keelson.work.imports;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is imported, and its tables: a code is unique, a price is not negative, a name has no "!" in it, which a trigger refuses. */
final class Goods {

    static final CommandToken TOKEN = CommandToken.of("products-7");

    /** Versions begin with the clock, here with 1. */
    static final WorkContext CONTEXT =
            Store.CONTEXT.withClock(Clock.fixed(Instant.EPOCH.plus(1, ChronoUnit.MICROS), ZoneOffset.UTC));

    static final List<String> TABLES =
            List.of("products", "product_labels", "tickets", "cards", "transfers", "keelson_commits");

    static final String[] RULES = {
        "alter table products add constraint by_code unique (code)",
        "alter table products add constraint no_gift check (price >= 0)",
        "create function refuse() returns trigger language plpgsql as $$ begin if new.name like '%!%' then"
                + " raise exception 'loud'; end if; return new; end $$",
        "create trigger quiet before insert or update on products for each row execute function refuse()"
    };

    private Goods() {}

    static final class Product {
        final int id;
        String name;
        String code;
        int price;

        @Nullable
        Ref<Product> successor;

        final List<String> labels = new ArrayList<>();

        Product(int id, String name) {
            this.id = id;
            this.name = name;
            this.code = "code " + id;
            this.price = id;
        }

        Product named(String other) {
            name = other;
            return this;
        }

        Product coded(String other) {
            code = other;
            return this;
        }

        Product priced(int other) {
            price = other;
            return this;
        }

        Product followedBy(int other) {
            successor = Ref.of(other);
            return this;
        }
    }

    static final class Ticket {
        private long id;
        final String text;

        Ticket(String text) {
            this.text = text;
        }
    }

    sealed interface Payment permits Card, Transfer {
        UUID id();
    }

    record Card(UUID id, int cents) implements Payment {
        Card(int n, int cents) {
            this(new UUID(0, n), cents);
        }
    }

    record Transfer(UUID id, int cents) implements Payment {
        Transfer(int n, int cents) {
            this(new UUID(0, n), cents);
        }
    }

    static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Product.class)
                .map(Ticket.class, ticket -> ticket.databaseIds())
                .map(Payment.class, payment -> payment.inheritance(Inheritance.TABLE_PER_CLASS));
    }

    static Store store() {
        Store store = Store.of(CONTEXT, Goods::mapped);
        store.database().execute(RULES);
        return store;
    }

    /** The product of this number as it is at first. */
    static Product product(int number) {
        Product product = new Product(number, "Product " + number);
        product.labels.add("label " + number);
        return product;
    }

    static Stream<Product> products(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Goods::product);
    }

    static List<Product> listed(int first, int last) {
        return new ArrayList<>(products(first, last).toList());
    }

    /** What is stored of all products, whole, in order. */
    static List<String> stored(Store store) {
        return store
                .database()
                .query("select concat_ws('|', p.id, p.name, p.code, p.price, p.successor_id, p.version, (select"
                        + " string_agg(label, ',' order by position) from product_labels where product_id = p.id))"
                        + " from products p order by p.id")
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    /** The same of products as they are at first. */
    static List<String> atFirst(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(n -> "%1$d|Product %1$d|code %1$d|%1$d|1|label %1$d".formatted(n))
                .toList();
    }

    static List<String> atFirstBut(int first, int last, Integer... missing) {
        List<Integer> left = List.of(missing);
        return IntStream.rangeClosed(first, last)
                .filter(n -> !left.contains(n))
                .mapToObj(n -> atFirst(n, n).get(0))
                .toList();
    }
}

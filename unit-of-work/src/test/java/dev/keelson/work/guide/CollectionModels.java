package dev.keelson.work.guide;

import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists and sets inside an aggregate. */
final class CollectionModels {

    private CollectionModels() {}

    // region order
    record LineId(UUID value) {}

    static final class Line {
        private final LineId id;
        private final String product;
        private int quantity;

        Line(LineId id, String product, int quantity) {
            this.id = id;
            this.product = product;
            this.quantity = quantity;
        }
    }

    static final class Order {
        private final UUID id;
        private final List<Line> lines = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();

        Order(UUID id) {
            this.id = id;
        }
    }
    // endregion

    static void order(KeelsonBuilder keelson) {
        keelson.map(Order.class);
    }

    private static Line line(int id, String product) {
        return new Line(new LineId(new UUID(8, id)), product, 1);
    }

    // region roster
    record Shift(UUID id, LocalDate day, int hour, String who) {}

    record Wish(UUID id, String text) {}

    record Roster(UUID id, List<Shift> shifts, List<Wish> wishes) {}
    // endregion

    static void roster(KeelsonBuilder keelson) {
        // region roster-map
        keelson.map(
                Roster.class,
                roster -> roster.children("shifts", shifts -> shifts.sortedBy("day", "-hour"))
                        .children("wishes", wishes -> wishes.unordered()));
        // endregion
    }

    // region invoice
    record InvoiceLine(int no, String text) {}

    record Invoice(UUID id, List<InvoiceLine> lines) {}
    // endregion

    static void invoice(KeelsonBuilder keelson) {
        // region invoice-map
        keelson.map(
                Invoice.class,
                invoice -> invoice.children(
                        "lines", lines -> lines.id("no").localId().sortedBy("no")));
        // endregion
    }

    // region article
    record Source(String title, @Nullable String url) {}

    record Article(
            UUID id,
            List<String> paragraphs, // told by their places
            Set<Source> sources) {} // told by all their columns
    // endregion

    static void article(KeelsonBuilder keelson) {
        keelson.map(Article.class);
    }

    static void tell(Guide guide) {
        guide.ddl("order-tables", CollectionModels::order);
        guide.ddl("roster-tables", CollectionModels::roster, "roster_shifts", "roster_wishes");
        guide.ddl("invoice-tables", CollectionModels::invoice, "invoice_lines");
        guide.ddl("article-tables", CollectionModels::article, "article_paragraphs", "article_sources");
    }

    static void send(Guide guide, Store store) {
        UUID id = new UUID(7, 1);
        Order order = new Order(id);
        order.lines.addAll(List.of(line(1, "Tea"), line(2, "Cups"), line(3, "Milk")));
        order.tags.addAll(List.of("gift", "fragile"));
        store.save(order, new Article(id, List.of("one", "two", "three"), Set.of()));
        guide.sent("order-load", store, work -> work.get(Order.class, id));
        guide.written("order-write", store, work -> changed(work, id));
        guide.sent("roster-load", store, work -> work.find(Roster.class, id));
        guide.written(
                "article-write",
                store,
                work -> work.replace(new Article(id, List.of("two", "three"), Set.of(new Source("RFC 9562", null)))));
    }

    private static void changed(SqlUnitOfWork work, UUID id) {
        // region order-change
        Order order = work.get(Order.class, id);
        order.lines.get(0).quantity = 2;
        order.lines.add(1, line(4, "Pot"));
        order.tags.remove("gift");
        // endregion
    }
}

package dev.keelson.work.guide;

import dev.keelson.work.KeelsonBuilder;
import java.time.DayOfWeek;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Maps and collections of collections. */
final class MapModels {

    private MapModels() {}

    // region store
    record Hours(String open, String close) {}

    record Desk(UUID id, String clerk) {}

    record Store(
            UUID id,
            Map<String, Integer> stock, // of scalars
            Map<DayOfWeek, Hours> hours, // of value objects
            Map<Integer, Desk> desks, // of entities
            Map<String, Set<String>> shelves) {} // of collections
    // endregion

    static void map(KeelsonBuilder keelson) {
        // region store-map
        keelson.map(
                Store.class,
                store -> store.values("stock", stock -> stock.keyColumn("sku").column("amount"))
                        .children("desks", desks -> desks.keyColumn("number"))
                        .values(
                                "shelves",
                                shelves -> shelves.keyColumn("shelf")
                                        .elements(books ->
                                                books.table("shelf_books").column("book"))));
        // endregion
    }

    static void tell(Guide guide) {
        guide.ddl(
                "store-tables",
                MapModels::map,
                "store_stock",
                "store_hours",
                "store_desks",
                "store_shelves",
                "shelf_books");
    }
}

package dev.keelson.work.guide;

import dev.keelson.work.KeelsonBuilder;
import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Maps and collections of collections. */
final class MapModels {

    private MapModels() {}

    // region store
    record Hours(String open, String close) {}

    static final class Desk {
        private final UUID id;
        private @Nullable String clerk;

        Desk(UUID id) {
            this.id = id;
        }
    }

    static final class Store {
        private final UUID id;
        private final Map<String, Integer> stock = new LinkedHashMap<>(); // scalars
        private Map<DayOfWeek, Hours> hours = new HashMap<>(); // value objects
        private Map<Integer, Desk> desks = new HashMap<>(); // entities
        private Map<String, Set<String>> shelves = new HashMap<>(); // collections

        Store(UUID id) {
            this.id = id;
        }
    }
    // endregion

    static void map(KeelsonBuilder keelson) {
        // region store-map
        keelson.map(
                Store.class,
                store -> store.values("stock", stock -> stock.keyColumn("sku").column("amount"))
                        .children("desks", desks -> desks.keyColumn("number"))
                        .values("shelves", shelves -> shelves.keyColumn("shelf")
                                .elements(books -> books.table("shelf_books").column("book"))));
        // endregion
    }

    static void tell(Guide guide) {
        guide.ddl(
                "store-tables", MapModels::map, "store_stock", "store_hours", "store_desks", "store_shelves", "shelf_books");
    }
}

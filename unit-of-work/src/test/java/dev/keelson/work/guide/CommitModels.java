package dev.keelson.work.guide;

import dev.keelson.work.KeelsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What {@code docs/commit.md} commits. */
final class CommitModels {

    private CommitModels() {}

    // region basket
    static final class Basket {
        private final UUID id;
        private String owner;
        private final List<Item> items = new ArrayList<>();

        Basket(UUID id, String owner) {
            this.id = id;
            this.owner = owner;
        }

        void rename(String name) {
            owner = name;
        }

        List<Item> items() {
            return items;
        }
    }

    static final class Item {
        private final UUID id;
        private int quantity;

        Item(UUID id, int quantity) {
            this.id = id;
            this.quantity = quantity;
        }

        void take(int more) {
            quantity += more;
        }
    }
    // endregion

    static void map(KeelsonBuilder keelson) {
        keelson.map(Basket.class, basket -> basket.children("items", items -> items.unordered()));
    }
}

package dev.keelson.work.conformance;

import static dev.keelson.work.conformance.Ground.id;

import dev.keelson.work.KeelsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An aggregate with a list of entities, three deep. */
final class Crate {

    static final class Box {
        final UUID id;
        String name;
        List<Item> items = new ArrayList<>();

        Box(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        static Box of(int number, String name, Item... items) {
            Box box = new Box(Ground.id(number), name);
            box.items.addAll(List.of(items));
            return box;
        }
    }

    static final class Item {
        final UUID id;
        String name;
        List<Mark> marks = new ArrayList<>();

        Item(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        static Item of(int number, String name, Mark... marks) {
            Item item = new Item(Ground.id(number), name);
            item.marks.addAll(List.of(marks));
            return item;
        }
    }

    record Mark(UUID id, String text) {

        static Mark of(int number, String text) {
            return new Mark(Ground.id(number), text);
        }
    }

    final UUID id;
    String label;

    @Nullable
    String note;

    List<Box> boxes = new ArrayList<>();

    Crate(UUID id, String label) {
        this.id = id;
        this.label = label;
    }

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Crate.class);
    }

    static Crate of(int number, String label, Box... boxes) {
        Crate crate = new Crate(id(number), label);
        crate.boxes.addAll(List.of(boxes));
        return crate;
    }
}

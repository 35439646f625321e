package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A change of an object may make those impossible that take it as the one around them, though their rows stay as they are. */
class TakenAroundTest {

    /** Taken by its root's constructor. */
    static final class Frame {
        private final UUID id;
        private int width;

        Frame(UUID id, int width) {
            this.id = id;
            this.width = width;
        }
    }

    static final class Shelf {
        private final UUID id;
        private int max;
        private final List<Frame> frames;
        private final List<Box> boxes = new ArrayList<>();

        Shelf(UUID id, int max, List<Frame> frames) {
            this.id = id;
            this.max = max;
            this.frames = frames;
        }
    }

    static final class Box {
        private final UUID id;
        private final Shelf shelf;
        private int weight;
        private final List<Item> items = new ArrayList<>();

        Box(UUID id, Shelf shelf, int weight) {
            require(weight <= shelf.max, "a shelf bears its boxes");
            require(shelf.frames.stream().allMatch(frame -> frame.width > weight), "a frame holds its boxes");
            this.id = id;
            this.shelf = shelf;
            this.weight = weight;
        }
    }

    static final class Item {
        private final UUID id;
        private final Box box;
        private int weight;

        Item(UUID id, Box box, int weight) {
            require(weight <= box.weight, "a box bears its items");
            this.id = id;
            this.box = box;
            this.weight = weight;
        }
    }

    private static Store store;

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    @BeforeAll
    static void create() {
        store = Store.of(() -> Keelson.builder().map(Shelf.class));
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static Shelf shelf() {
        Shelf shelf = new Shelf(UUID.randomUUID(), 5, new ArrayList<>(List.of(new Frame(UUID.randomUUID(), 9))));
        for (int weight = 2; weight <= 3; weight++) {
            Box box = new Box(UUID.randomUUID(), shelf, weight);
            box.items.add(new Item(UUID.randomUUID(), box, 1));
            shelf.boxes.add(box);
        }
        return shelf;
    }

    private static void refuses(Shelf stored, Consumer<Shelf> spoil, String rule) {
        try (SqlUnitOfWork work = store.begin()) {
            spoil.accept(work.get(Shelf.class, stored.id));
            store.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining(rule);
            assertThat(store.wire().statements()).isEmpty();
            work.discard();
        }
        assertThat(store.load(Shelf.class, stored.id).boxes).hasSize(2);
    }

    @Test
    void a_root_that_changes_is_tried_with_the_children_that_take_it() {
        Shelf shelf = shelf();
        store.save(shelf);
        refuses(shelf, loaded -> loaded.max = 2, "the constructor of Box refused it: a shelf bears its boxes");
        store.keelson().run(Store.CONTEXT, work -> work.get(Shelf.class, shelf.id).max = 3);
        assertThat(store.load(Shelf.class, shelf.id).max).isEqualTo(3);
    }

    @Test
    void a_child_that_changes_is_tried_with_those_that_take_it() {
        Shelf shelf = shelf();
        store.save(shelf);
        refuses(
                shelf,
                loaded -> loaded.boxes.get(1).weight = 0,
                "the constructor of Item refused it: a box bears its items");
        store.keelson()
                .run(
                        Store.CONTEXT,
                        work -> work.get(Shelf.class, shelf.id).boxes.get(1).weight = 1);
        assertThat(store.load(Shelf.class, shelf.id).boxes.get(1).weight).isEqualTo(1);
    }

    @Test
    void what_a_root_takes_in_is_tried_with_the_children_that_take_the_root() {
        Shelf shelf = shelf();
        store.save(shelf);
        refuses(
                shelf,
                loaded -> loaded.frames.get(0).width = 3,
                "the constructor of Box refused it: a frame holds its boxes");
        refuses(
                shelf,
                loaded -> loaded.frames.add(new Frame(UUID.randomUUID(), 1)),
                "the constructor of Box refused it: a frame holds its boxes");
        store.keelson()
                .run(
                        Store.CONTEXT,
                        work -> work.get(Shelf.class, shelf.id).frames.get(0).width = 4);
        assertThat(store.load(Shelf.class, shelf.id).frames.get(0).width).isEqualTo(4);
    }
}

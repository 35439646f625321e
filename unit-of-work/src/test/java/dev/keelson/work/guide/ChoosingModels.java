package dev.keelson.work.guide;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.work.KeelsonBuilder;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The same things, mapped in each form among which {@code docs/choosing.md} chooses. */
final class ChoosingModels {

    private ChoosingModels() {}

    // region forms
    record Item(UUID id, int rank, String text) {}

    record Placed(UUID id, List<Item> items) {} // a list of entities, by their places

    record Ranked(UUID id, List<Item> items) {} // the same, sorted by what they hold

    record Words(UUID id, List<String> words) {} // a list of values

    record WordSet(UUID id, Set<String> words) {} // a set of values

    record WordArray(UUID id, List<String> words) {} // an array column

    record Leaflet(UUID id, List<Item> items) {} // a JSON column
    // endregion

    static void forms(KeelsonBuilder keelson) {
        // region forms-map
        keelson.map(Placed.class)
                .map(Ranked.class, ranked -> ranked.children("items", items -> items.sortedBy("rank")))
                .map(Words.class)
                .map(WordSet.class)
                .map(WordArray.class, array -> array.property("words", words -> words.array()))
                .map(Leaflet.class, leaflet -> leaflet.property("items", items -> items.json()));
        // endregion
    }

    // region identifiers
    record Uuid(UUID id, List<String> notes) {}

    record NumberId(long value) {}

    record Numbered(NumberId id, List<String> notes) {}

    record Code(String value) {}

    record Coded(Code id, List<String> notes) {}

    record SeatId(String hall, int row, int place) {}

    record Seat(SeatId id, List<String> notes) {}
    // endregion

    static void identifiers(KeelsonBuilder keelson) {
        // region identifiers-map
        keelson.map(Uuid.class)
                .map(Numbered.class, numbered -> numbered.databaseIds())
                .map(Coded.class)
                .map(Seat.class);
        // endregion
    }

    // region references
    record WriterId(UUID value) {}

    record Writer(WriterId id, String name, Refs<BookByRef> books) {}

    record BookById(UUID id, WriterId writer) {}

    record BookByRef(UUID id, Ref<Writer> writer) {}

    record BookOfObject(UUID id, Writer writer) {}
    // endregion

    static void references(KeelsonBuilder keelson) {
        // region references-map
        keelson.map(Writer.class).map(BookById.class).map(BookByRef.class).map(BookOfObject.class);
        // endregion
    }
}

package dev.keelson.work.shapes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collections of collections, to any depth, without an identifier on any level. */
final class NestedCollectionShapes {

    private NestedCollectionShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(mapOfSets(), listOfLists(), mapOfMapsOfLists(), fiveLevels(), valuesWithCollections());
    }

    static final class Library {
        private final UUID id;
        private final Map<String, Set<String>> shelves = new LinkedHashMap<>();

        Library(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> mapOfSets() {
        return Shape.of("map of sets", Library.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Library.class,
                        library ->
                                library.values("shelves", shelves -> shelves.elements(books -> books.column("book")))))
                .tables("libraries", "library_shelves", "library_shelves_values")
                .changing(
                        "one more",
                        library -> library.shelves.get("first").add("Emma"),
                        "insert library_shelves_values")
                .changing(
                        "an empty one",
                        library -> library.shelves.put("new", new LinkedHashSet<>()),
                        "insert library_shelves")
                .states((chance, id) -> {
                    Library library = new Library(id);
                    if (chance.coin()) {
                        library.shelves.put("first", chance.set(chance::word));
                    }
                    library.shelves.putAll(chance.map(chance::word, () -> chance.set(chance::word)));
                    return library;
                });
    }

    static final class Grid {
        private final UUID id;
        private List<List<Integer>> cells = new ArrayList<>();

        Grid(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> listOfLists() {
        return Shape.of("list of lists", Grid.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Grid.class,
                        grid -> grid.values(
                                "cells",
                                rows -> rows.table("grid_rows")
                                        .elements(cells ->
                                                cells.table("grid_cells").column("cell")))))
                .tables("grids", "grid_rows", "grid_cells")
                .changing("value", grid -> grid.cells.get(1).set(0, -1), "update grid_cells (cell)")
                .changing("one more", grid -> grid.cells.get(0).add(-1), "insert grid_cells")
                .states((chance, id) -> {
                    Grid grid = new Grid(id);
                    grid.cells = chance.list(() -> chance.list(() -> chance.number(9)));
                    return grid;
                });
    }

    record Score(int points, @Nullable String comment) {}

    static final class League {
        private final UUID id;
        private Map<Integer, Map<String, List<Score>>> seasons = new LinkedHashMap<>();

        League(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> mapOfMapsOfLists() {
        return Shape.of("map of maps of lists", League.class, Chance::uuid)
                .tables("leagues", "league_seasons", "league_seasons_values", "league_seasons_values_values")
                .changing(
                        "value",
                        league -> {
                            List<Score> scores = league.seasons
                                    .values()
                                    .iterator()
                                    .next()
                                    .values()
                                    .iterator()
                                    .next();
                            scores.set(1, new Score(-1, scores.get(1).comment()));
                        },
                        "update league_seasons_values_values (points)")
                .states((chance, id) -> {
                    League league = new League(id);
                    league.seasons = chance.map(
                            () -> 2_000 + chance.number(20),
                            () -> chance.map(
                                    chance::word,
                                    () -> chance.list(() -> new Score(chance.number(9), chance.maybe(chance::word)))));
                    return league;
                });
    }

    static final class Archive {
        private final UUID id;
        private List<Map<String, List<Map<Integer, Set<String>>>>> boxes = new ArrayList<>();

        Archive(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> fiveLevels() {
        String values = "archive_boxes";
        return Shape.of("five levels of collections", Archive.class, Chance::uuid)
                .tables(
                        "archives",
                        values,
                        values + "_values",
                        values + "_values_values",
                        values + "_values_values_values",
                        values + "_values_values_values_values")
                .changing(
                        "one more",
                        archive -> archive.boxes
                                .get(1)
                                .values()
                                .iterator()
                                .next()
                                .get(0)
                                .values()
                                .iterator()
                                .next()
                                .add("more"),
                        "insert " + values + "_values_values_values_values")
                .states((chance, id) -> {
                    Archive archive = new Archive(id);
                    archive.boxes = chance.list(() -> chance.map(
                            chance::word,
                            () -> chance.list(
                                    () -> chance.map(() -> chance.number(99), () -> chance.set(chance::word)))));
                    return archive;
                });
    }

    // ---- elements that are values and hold collections in turn

    record Verse(String text, List<String> notes, Map<String, Integer> counts) {}

    record Poem(UUID id, List<Verse> verses) {

        Poem with(Verse next) {
            List<Verse> all = new ArrayList<>(verses);
            all.set(0, next);
            return new Poem(id, all);
        }
    }

    private static Shape<?, ?> valuesWithCollections() {
        return Shape.of("list of values with collections", Poem.class, Chance::uuid)
                .tables("poems", "poem_verses", "verse_notes", "verse_counts")
                .replacing(
                        "beside the collections",
                        poem -> poem.with(new Verse(
                                "Rose is",
                                poem.verses().get(0).notes(),
                                poem.verses().get(0).counts())),
                        "update poem_verses (text)")
                .states((chance, id) -> new Poem(
                        id,
                        chance.list(() -> new Verse(
                                chance.word(),
                                chance.list(chance::word),
                                chance.map(chance::name, () -> chance.number(9))))));
    }
}

package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An aggregate with collections of values: lists, a set, maps, and one five deep. */
final class Album {

    enum Size {
        SMALL,
        LARGE
    }

    record Tag(String word, @Nullable Integer weight) {}

    record Place(String page, int slot) {}

    record Key(String value) {}

    final UUID id;
    List<String> titles = new ArrayList<>();
    Set<Tag> tags = new HashSet<>();
    Map<Size, Integer> prices = new LinkedHashMap<>();
    Map<Place, String> pictures = new LinkedHashMap<>();
    Map<Key, String> remarks = new LinkedHashMap<>();
    List<Map<String, List<Map<Integer, Set<String>>>>> deep = new ArrayList<>();

    @Nullable
    List<String> extras = new ArrayList<>();

    Album(UUID id) {
        this.id = id;
    }

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Album.class);
    }

    static Album of(int number) {
        return new Album(Ground.id(number));
    }
}

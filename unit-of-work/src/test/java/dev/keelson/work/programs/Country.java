package dev.keelson.work.programs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A root with a natural key, a map of entities and collections in a map. */
final class Country {

    record CountryCode(String value) {}

    final CountryCode code;
    String name = "";
    Map<String, Region> regions = new LinkedHashMap<>();
    Map<String, Set<Integer>> zones = new LinkedHashMap<>();

    Country(CountryCode code) {
        this.code = code;
    }

    /** Has a rank that no other of its country has, in a column that has no room for a value nobody has. */
    static final class Region {
        final UUID id;
        short rank;
        long people;

        Region(UUID id) {
            this.id = id;
        }
    }
}

package dev.keelson.work.programs;

import dev.keelson.work.programs.Country.CountryCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A root with children three deep, collections of values, embedded values, and references to a natural key. */
final class Depot {

    record DepotId(UUID value) {}

    record Size(int width, int height) {}

    record Place(int zip, String town) {}

    record Address(String street, @Nullable String floor, Place place) {}

    record Mark(String word, @Nullable Integer grade) {}

    final DepotId id;
    String name = "";
    boolean open;
    BigDecimal rent = BigDecimal.ZERO;
    Instant since = Instant.EPOCH;
    Size size = new Size(0, 0);

    @Nullable
    Address address;

    @Nullable
    CountryCode country;

    List<Shelf> shelves = new ArrayList<>();
    Set<String> tags = new LinkedHashSet<>();
    List<String> notes = new ArrayList<>();
    Map<String, Integer> stock = new LinkedHashMap<>();
    Set<CountryCode> suppliers = new LinkedHashSet<>();

    Depot(DepotId id) {
        this.id = id;
    }

    static final class Shelf {
        final UUID id;
        String label = "";
        List<Box> boxes = new ArrayList<>();

        Shelf(UUID id) {
            this.id = id;
        }
    }

    /** Has a code that no other on its shelf has. */
    static final class Box {
        final UUID id;
        String code = "";
        BigDecimal weight = BigDecimal.ZERO;

        @Nullable
        LocalDate checked;

        Set<Mark> marks = new LinkedHashSet<>();

        Box(UUID id) {
            this.id = id;
        }
    }
}

package dev.keelson.work.shapes;

import dev.keelson.kernel.Ref;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An aggregate with one of everything that may belong to one, and another that refers to it. */
final class Garden {

    record GardenId(UUID value) {}

    /** An entity with entities of its own. */
    static final class Bed {
        final UUID id;
        String soil;
        final List<Plant> plants = new ArrayList<>();

        Bed(String soil) {
            this(UUID.randomUUID(), soil);
        }

        private Bed(UUID id, String soil) {
            this.id = id;
            this.soil = soil;
        }
    }

    record Plant(UUID id, String name) {}

    /** An entity that is told only within its garden. */
    static final class Stake {
        final int number;
        String text;

        Stake(int number, String text) {
            this.number = number;
            this.text = text;
        }
    }

    /** One to one, in tables of its own. */
    static final class Pond {
        final UUID id;
        int depth;
        final List<Fish> fish = new ArrayList<>();

        Pond(UUID id, int depth) {
            this.id = id;
            this.depth = depth;
        }
    }

    record Fish(UUID id, String name, List<String> scales) {}

    record Shed(UUID id, String colour) {}

    record Seed(String kind, @Nullable Integer year) {}

    record Harvest(String unit, List<Seed> crops) {

        Harvest {
            crops = List.copyOf(crops);
        }

        Harvest with(Seed more) {
            List<Seed> all = new ArrayList<>(crops);
            all.add(more);
            return new Harvest(unit, all);
        }
    }

    final GardenId id;
    String name;
    Shed shed;

    @Nullable
    Pond pond;

    final List<Bed> beds = new ArrayList<>();
    final List<Stake> stakes = new ArrayList<>();
    Set<Seed> seeds = new HashSet<>();
    Harvest harvest = new Harvest("kg", List.of());
    List<String> notes = new ArrayList<>();

    @Nullable
    List<String> wishes = new ArrayList<>();

    Map<Seed, String> labels = new LinkedHashMap<>();
    List<Map<String, List<Map<Integer, Set<String>>>>> log = new ArrayList<>();

    Garden(GardenId id, String name, Shed shed) {
        this.id = id;
        this.name = name;
        this.shed = shed;
    }

    /** Refers to gardens in every way there is. */
    static final class Visit {
        final UUID id;
        Garden garden;

        @Nullable
        Garden before;

        @Nullable
        Ref<Garden> next;

        @Nullable
        GardenId favourite;

        final List<Ref<Garden>> seen = new ArrayList<>();

        Visit(UUID id, Garden garden) {
            this.id = id;
            this.garden = garden;
        }
    }

    static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Garden.class,
                        garden -> garden.part("shed", shed -> shed.table("sheds"))
                                .part("pond", pond -> pond.table("ponds"))
                                .children(
                                        "stakes", stakes -> stakes.id("number").localId())
                                .values("labels", labels -> labels.keyColumn("seed_")))
                .map(Visit.class);
    }

    /** A garden of two beds with two plants each. */
    static Garden planted() {
        Garden garden = bare();
        for (String soil : List.of("sand", "clay")) {
            Bed bed = new Bed(soil);
            bed.plants.add(new Plant(UUID.randomUUID(), "Rose"));
            bed.plants.add(new Plant(UUID.randomUUID(), "Mint"));
            garden.beds.add(bed);
        }
        return garden;
    }

    static Garden bare() {
        return new Garden(new GardenId(UUID.randomUUID()), "Kew", new Shed(UUID.randomUUID(), "red"));
    }

    static Pond pond(int fish) {
        Pond pond = new Pond(UUID.randomUUID(), 2);
        for (int n = 0; n < fish; n++) {
            pond.fish.add(new Fish(UUID.randomUUID(), "Koi", List.of("gold")));
        }
        return pond;
    }
}

package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import java.util.UUID;

/** Two aggregates each of which needs the other. */
record Hen(HenId id, Egg.EggId egg) {

    record HenId(UUID value) {}

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Hen.class);
        variant.map(keelson, Egg.class);
    }

    static Hen of(int number, int egg) {
        return new Hen(new HenId(Ground.id(number)), new Egg.EggId(Ground.id(egg)));
    }
}

package dev.keelson.work.conformance;

import java.util.UUID;

/** What a {@link Hen} comes from. */
record Egg(EggId id, Hen.HenId hen) {

    record EggId(UUID value) {}

    static Egg of(int number, int hen) {
        return new Egg(new EggId(Ground.id(number)), new Hen.HenId(Ground.id(hen)));
    }
}

package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import java.util.UUID;

/** An aggregate with a part of several classes, in a table of its own. */
final class Car {

    sealed interface Engine {}

    record Petrol(UUID id, int cylinders) implements Engine {}

    record Electric(UUID id, int volts) implements Engine {}

    final UUID id;
    Engine engine;

    Car(UUID id, Engine engine) {
        this.id = id;
        this.engine = engine;
    }

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Car.class, car -> car.part("engine", engine -> engine.table("engines")));
    }
}

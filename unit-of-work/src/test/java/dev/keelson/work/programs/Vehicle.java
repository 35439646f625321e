package dev.keelson.work.programs;

import dev.keelson.work.programs.Member.MemberId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A root without a version, of several classes in joined tables, with children of several classes in unique places. */
abstract sealed class Vehicle {

    record VehicleId(UUID value) {}

    final VehicleId id;

    @Nullable
    String plate;

    @Nullable
    MemberId owner;

    List<Part> parts = new ArrayList<>();

    private Vehicle(VehicleId id) {
        this.id = id;
    }

    static final class Car extends Vehicle {
        int seats;

        @Nullable
        String colour;

        Car(VehicleId id) {
            super(id);
        }
    }

    static final class Truck extends Vehicle {
        long capacity;
        Set<String> routes = new LinkedHashSet<>();

        Truck(VehicleId id) {
            super(id);
        }
    }

    abstract static sealed class Part {
        final UUID id;
        String maker = "";

        private Part(UUID id) {
            this.id = id;
        }
    }

    static final class Engine extends Part {
        int power;

        Engine(UUID id) {
            super(id);
        }
    }

    static final class Tyre extends Part {
        @Nullable
        Boolean winter;

        Tyre(UUID id) {
            super(id);
        }
    }
}

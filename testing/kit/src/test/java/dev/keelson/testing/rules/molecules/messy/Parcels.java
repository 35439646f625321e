package dev.keelson.testing.rules.molecules.messy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jmolecules.ddd.types.AggregateRoot;
import org.jmolecules.ddd.types.Entity;
import org.jmolecules.ddd.types.Identifier;

/** A domain in the words of jMolecules that keeps none of the rules. */
final class Parcels {

    private Parcels() {}

    record ParcelId(UUID value) implements Identifier {}

    record StopId(UUID value) implements Identifier {}

    // region molecules
    static final class Parcel implements AggregateRoot<Parcel, ParcelId> {

        private final ParcelId id;
        private final Carrier carrier;
        // endregion

        Parcel(ParcelId id, Carrier carrier) {
            this.id = id;
            this.carrier = carrier;
        }

        @Override
        public ParcelId getId() {
            return id;
        }
    }

    static final class Stop implements Entity<Parcel, StopId> {

        private final StopId id;

        Stop(StopId id) {
            this.id = id;
        }

        @Override
        public StopId getId() {
            return id;
        }
    }

    // region molecules-carrier
    @org.jmolecules.ddd.annotation.AggregateRoot
    static final class Carrier {
        // endregion

        private final List<Stop> stops = new ArrayList<>();
        private final Truck truck;
        private String name = "";

        Carrier(Truck truck) {
            this.truck = truck;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    @org.jmolecules.ddd.annotation.ValueObject
    static final class Weight {

        private int grams;
        private final Truck truck;

        Weight(int grams, Truck truck) {
            this.grams = grams;
            this.truck = truck;
        }

        void add(int more) {
            grams += more;
        }
    }

    @org.jmolecules.ddd.annotation.Entity
    static final class Truck {

        @org.jmolecules.ddd.annotation.Identity
        private final String plate;

        Truck(String plate) {
            this.plate = plate;
        }
    }

    @org.jmolecules.ddd.annotation.Repository
    interface Trucks {

        Optional<Truck> of(String plate);
    }
}

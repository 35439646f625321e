package dev.keelson.testing.rules.molecules.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jmolecules.ddd.types.AggregateRoot;
import org.jmolecules.ddd.types.Association;
import org.jmolecules.ddd.types.Entity;
import org.jmolecules.ddd.types.Identifier;
import org.jmolecules.ddd.types.Repository;
import org.jmolecules.ddd.types.ValueObject;

/** A domain in the words of jMolecules. */
final class Parcels {

    private Parcels() {}

    record ParcelId(UUID value) implements Identifier {}

    record CarrierId(UUID value) implements Identifier {}

    record StopId(UUID value) implements Identifier {}

    static final class Parcel implements AggregateRoot<Parcel, ParcelId> {

        private final ParcelId id;
        private final Association<Carrier, CarrierId> carrier;
        private final List<Stop> stops = new ArrayList<>();
        private final Weight weight;

        Parcel(ParcelId id, Association<Carrier, CarrierId> carrier, Weight weight) {
            this.id = id;
            this.carrier = carrier;
            this.weight = weight;
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

    record Weight(int grams) implements ValueObject {}

    static final class Carrier implements AggregateRoot<Carrier, CarrierId> {

        private final CarrierId id;
        private final Fleet fleet;

        Carrier(CarrierId id, Fleet fleet) {
            this.id = id;
            this.fleet = fleet;
        }

        @Override
        public CarrierId getId() {
            return id;
        }
    }

    @org.jmolecules.ddd.annotation.ValueObject
    record Fleet(Set<String> plates) {

        Fleet {
            plates = Set.copyOf(plates);
        }
    }

    interface AllParcels extends Repository<Parcel, ParcelId> {}

    @org.jmolecules.ddd.annotation.AggregateRoot
    static final class Depot {

        @org.jmolecules.ddd.annotation.Identity
        private final String code;

        @org.jmolecules.ddd.annotation.Association
        private final CarrierId owner;

        Depot(String code, CarrierId owner) {
            this.code = code;
            this.owner = owner;
        }
    }

    @org.jmolecules.ddd.annotation.Repository
    interface Depots {

        Optional<Depot> at(String code);
    }
}

package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A row whose discriminator no class has is told by column, value, allowed values and id; other rows load. */
@SuppressWarnings("NullAway.Init")
class UnknownDiscriminatorTest {

    sealed interface Vehicle permits Bike, Bus {}

    record Bike(UUID id, int gears) implements Vehicle {}

    record Bus(UUID id, int seats) implements Vehicle {}

    sealed interface Plan permits Basic, Pro {}

    record Basic(UUID id) implements Plan {}

    record Pro(UUID id, int seats) implements Plan {}

    sealed interface Pay permits Card, Cash {}

    record Card(String number) implements Pay {}

    record Cash() implements Pay {}

    sealed interface Step permits Walk, Ride {}

    record Walk(UUID id, int metres) implements Step {}

    record Ride(UUID id, String line) implements Step {}

    sealed interface Topic permits BikeRef, TripRef {}

    record BikeRef(UUID value) implements Topic {}

    record TripRef(UUID value) implements Topic {}

    record Bicycle(BikeRef id) {}

    record Excursion(TripRef id) {}

    static final class Trip {
        final UUID id;
        Pay pay = new Cash();

        @Nullable
        Topic topic;

        final List<Step> steps = new ArrayList<>();

        Trip(UUID id) {
            this.id = id;
        }
    }

    private static final UUID BAD = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID GOOD = UUID.fromString("00000000-0000-0000-0000-00000000000b");

    private static Store store;

    @BeforeAll
    static void create() {
        store = Store.of(() -> Keelson.builder()
                .map(Vehicle.class)
                .map(Plan.class, plan -> plan.inheritance(Inheritance.JOINED))
                .map(Trip.class)
                .map(Bicycle.class)
                .map(Excursion.class));
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static HydrationException spoilt(Class<?> type, String statement) {
        store.database().execute(statement);
        try (SqlUnitOfWork work = store.begin()) {
            HydrationException fault = catchThrowableOfType(HydrationException.class, () -> work.find(type, BAD));
            assertThat(fault).as("a fault").isNotNull();
            assertThat(fault.id()).isEqualTo(Optional.of(BAD));
            assertThat(work.find(type, GOOD)).as("another row").isPresent();
            return fault;
        }
    }

    @Test
    void of_a_root_in_one_table() {
        store.save(new Bike(BAD, 3), new Bus(GOOD, 60));
        HydrationException fault =
                spoilt(Vehicle.class, "update vehicles set vehicle_type = 'tram' where id = '" + BAD + "'");
        assertThat(fault.column()).contains("vehicle_type");
        assertThat(fault).hasMessageContainingAll("vehicle_type", "'tram'", "[bike, bus]", BAD.toString());
    }

    @Test
    void of_a_root_in_joined_tables() {
        store.save(new Pro(BAD, 3), new Basic(GOOD));
        HydrationException fault = spoilt(Plan.class, "update plans set plan_type = 'free' where id = '" + BAD + "'");
        assertThat(fault.column()).contains("plan_type");
        assertThat(fault).hasMessageContainingAll("plan_type", "'free'", "[basic, pro]", BAD.toString());
    }

    private static Trip trip(UUID id) {
        Trip trip = new Trip(id);
        trip.steps.add(new Walk(UUID.randomUUID(), 1));
        trip.steps.add(new Ride(UUID.randomUUID(), "M1"));
        return trip;
    }

    @Test
    void of_a_value_a_child_and_an_identifier_of_several_roots() {
        BikeRef bike = new BikeRef(UUID.randomUUID());
        Trip bad = trip(BAD);
        bad.topic = bike;
        store.save(new Bicycle(bike), bad, trip(GOOD));

        HydrationException ofValue = spoilt(Trip.class, "update trips set pay_type = 'gold' where id = '" + BAD + "'");
        assertThat(ofValue.column()).contains("pay_type");
        assertThat(ofValue)
                .hasMessageContainingAll("Trip", "property pay", "pay_type", "'gold'", "[card, cash]", BAD.toString());

        store.database().execute("update trips set pay_type = 'cash'");
        store.database().execute("alter table trip_steps alter step_type drop not null");
        HydrationException ofChild = spoilt(
                Trip.class, "update trip_steps set step_type = null where metres = 1 and trip_id = '" + BAD + "'");
        assertThat(ofChild).hasMessageContainingAll("steps", "step_type", "null", "[walk, ride]", BAD.toString());

        store.database().execute("update trip_steps set step_type = 'walk' where metres = 1");
        HydrationException ofIdentifier =
                spoilt(Trip.class, "update trips set topic_type = 'blog' where id = '" + BAD + "'");
        assertThat(ofIdentifier)
                .hasMessageContainingAll("topic", "topic_type", "'blog'", "[bicycle, excursion]", BAD.toString());
    }

    static class Person {
        final UUID id;

        Person(UUID id) {
            this.id = id;
        }
    }

    static final class Child extends Person {
        Child(UUID id) {
            super(id);
        }
    }

    static final class Stranger extends Person {
        Stranger(UUID id) {
            super(id);
        }
    }

    static final class Family {
        final UUID id;
        final List<Person> people = new ArrayList<>();

        Family(UUID id) {
            this.id = id;
        }
    }

    @Test
    void an_object_of_a_class_that_is_not_mapped_is_refused_before_any_sql() {
        try (Store families = Store.of(() -> Keelson.builder()
                        .map(Family.class, family -> family.children("people", all -> all.subtypes(Child.class))));
                SqlUnitOfWork work = families.begin()) {
            Family family = new Family(UUID.randomUUID());
            family.people.add(new Person(UUID.randomUUID()));
            family.people.add(new Child(UUID.randomUUID()));
            work.add(family);
            work.commit();
            family.people.add(new Stranger(UUID.randomUUID()));
            families.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContainingAll("Family.people[2]", "Stranger", "[Person, Child]");
            assertThat(families.wire().statements()).isEmpty();
            work.discard();
        }
    }

    @Test
    void a_query_tells_the_row_and_those_before_and_after_load_by_another() {
        store.database().execute("delete from vehicles");
        store.save(new Bike(BAD, 3), new Bus(GOOD, 60));
        store.database().execute("update vehicles set vehicle_type = 'tram' where id = '" + BAD + "'");
        try (SqlUnitOfWork work = store.begin()) {
            HydrationException fault = catchThrowableOfType(
                    HydrationException.class, () -> work.query(Vehicle.class).list());
            assertThat(fault.id()).contains(BAD);
            assertThat(work.query(Bus.class).list()).containsExactly(new Bus(GOOD, 60));
        }
    }
}

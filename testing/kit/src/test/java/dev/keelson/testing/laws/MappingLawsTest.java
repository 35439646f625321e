package dev.keelson.testing.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.testing.laws.Garage.Car;
import dev.keelson.testing.laws.Garage.Ticket;
import dev.keelson.testing.laws.Garage.Van;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.audit.Audit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a check asks for, what it tells, and what it leaves alone. */
class MappingLawsTest {

    /** Whose constructor takes one text alone, which no pool has. */
    record Safe(UUID id, Combination combination) {}

    record Combination(String digits) {

        Combination {
            if (!digits.equals("13-37-42")) {
                throw new IllegalArgumentException("That does not open it");
            }
        }
    }

    /** Refers to a van by its identifier. */
    record Parcel(UUID id, UUID van, int weight) {}

    /** Compared by what they hold, not as objects. */
    @SuppressWarnings("ArrayRecordComponent")
    record Curve(UUID id, int[] whole, long[] large, double[] parts, boolean[] set, float[] weights, byte[] raw) {}

    /** In a table of its own for each class. */
    sealed interface Goods permits Crate, Sack {}

    record Crate(UUID id) implements Goods {}

    record Sack(UUID id, String first, String second, String third, Contents contents, Optional<Labels> labels)
            implements Goods {}

    sealed interface Contents permits Loose, Packed {}

    record Loose(int weight) implements Contents {}

    record Packed(List<String> names) implements Contents {}

    record Labels(List<String> names, int count) {}

    /** Says itself when it is deleted. */
    record Permit(UUID id, String name, Optional<Instant> endedAt) {}

    /** Shows when it was first stored, and not before. */
    static final class Entry {

        private final UUID id;
        private final String text;
        private Instant createdAt;

        Entry(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    /** Whose identifier takes few values. */
    record Shift(ShiftId id, String who) {}

    record ShiftId(String place, int hour) {

        ShiftId {
            if (hour != 13_371_337) {
                throw new IllegalArgumentException("hour " + hour);
            }
        }
    }

    record Toll(UUID id, Garage.Price price) {}

    record Lane(UUID id, List<Cone> cones) {}

    record Cone(UUID id, int place) {}

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Keelson keelson(Consumer<KeelsonBuilder> mapping) {
        KeelsonBuilder builder = Keelson.builder();
        mapping.accept(builder);
        database.execute(builder.schema().statements().toArray(String[]::new));
        return builder.dataSource(database.application()).build();
    }

    private static MappingLawsError broken(MappingLaws laws) {
        return catchThrowableOfType(MappingLawsError.class, laws::check);
    }

    @Test
    void the_same_seed_finds_the_same_and_the_error_tells_it() {
        Keelson keelson = keelson(builder -> builder.map(Ticket.class));
        MappingLawsError first = broken(MappingLaws.of(keelson).seed(42));
        MappingLawsError second = broken(MappingLaws.of(keelson).seed(42));

        assertThat(first.seed()).isEqualTo(42);
        assertThat(first.broken()).isEqualTo(second.broken()).hasSize(1);
        assertThat(first)
                .hasMessageStartingWith("The mapping breaks a law (to see the same again:"
                        + " MappingLaws.of(keelson).seed(42L).check()):\n\n"
                        + "round trip of Ticket, at Ticket.code\n"
                        + "  expected: 'T-")
                .hasMessageContaining("\n  found:    'T-T-")
                .hasMessageContaining("\n  example:  Ticket.id = ");
    }

    @Test
    void an_example_is_shrunk_to_what_breaks_the_law() {
        Keelson keelson = keelson(builder ->
                builder.map(Car.class, car -> car.property("label", label -> label.converter(Lossy.salted()))));

        assertThat(broken(MappingLaws.of(keelson).seed(1)).broken()).first().satisfies(one -> {
            assertThat(one.law()).isEqualTo(Law.NO_FALSE_WRITE);
            assertThat(one.example())
                    .contains("Car.remark = null", "Car.wheels.size = 0", "Car.notes.size = 0", "Car.label = Label[");
        });
    }

    @Test
    void rows_of_others_stay_and_nothing_else_is_left() {
        Keelson keelson = keelson(builder -> builder.map(Van.class));
        database.execute(
                "insert into vans (id, load, version) select gen_random_uuid(), n, 1 from generate_series(1, 50) n");
        List<?> before = database.query("select * from vans order by id");

        MappingLaws.check(keelson);

        assertThat(database.query("select * from vans order by id")).isEqualTo(before);
    }

    @Test
    void what_cannot_be_generated_is_told_with_how_to_give_an_example() {
        Keelson keelson = keelson(builder -> builder.map(Safe.class));

        assertThatThrownBy(() -> MappingLaws.check(keelson))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot generate ")
                .hasMessageContaining("tries were refused, the last with: ")
                .hasMessageContaining("That does not open it")
                .hasMessageContaining("Give an example, MappingLaws.of(keelson).example(");

        // region generate
        MappingLaws.of(keelson)
                .generate(Combination.class, random -> new Combination("13-37-42"))
                .check();
        // endregion
        MappingLaws.of(keelson)
                .example(Safe.class, chance -> new Safe(chance.uuid(), new Combination("13-37-42")))
                .check();
    }

    @Test
    void an_example_refers_to_what_is_stored() {
        Keelson keelson = keelson(builder -> builder.map(Van.class)
                .map(Parcel.class, parcel -> parcel.property("van", van -> van.references(Van.class))));

        // region example
        MappingLaws.of(keelson)
                .seed(42)
                .states(50)
                .example(Parcel.class, chance -> new Parcel(chance.uuid(), chance.stored(Van.class), chance.number(30)))
                .check();
        // endregion
    }

    @Test
    void an_example_of_what_is_not_mapped_is_refused() {
        Keelson keelson = keelson(builder -> builder.map(Van.class));

        assertThatThrownBy(() -> MappingLaws.of(keelson).example(Safe.class, chance -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it is not mapped as an aggregate root. Map it, or say generate(...) of a value");
        assertThatThrownBy(() -> MappingLaws.of(keelson).states(0)).hasMessage("Cannot try 0 states; give at least 1.");
    }

    @Test
    void what_is_excepted_is_left_out() {
        Keelson keelson = keelson(builder -> builder.map(Ticket.class));

        // region except
        MappingLaws.of(keelson).except("Ticket.code").check();
        MappingLaws.of(keelson).except(Ticket.class).check();
        // endregion
        MappingLaws.of(keelson)
                .except(Law.ROUND_TRIP, Law.NO_FALSE_WRITE, Law.DELETE, Law.MINIMAL_UPDATE)
                .check();
    }

    @Test
    void arrays_are_compared_and_shown_by_what_they_hold() {
        Keelson keelson = keelson(builder -> builder.map(Curve.class));
        MappingLaws.check(keelson);
        database.execute(
                "create function cut() returns trigger language plpgsql as $$ begin new.whole := array[7, 8]; return"
                        + " new; end $$",
                "create trigger cutting before insert on curves for each row execute function cut()");

        assertThat(broken(MappingLaws.of(keelson).seed(1)).broken()).first().satisfies(one -> {
            assertThat(one.path()).isEqualTo("Curve.whole");
            assertThat(one.found()).isEqualTo("[7, 8]");
            assertThat(one.example()).doesNotContain("[I@");
        });
    }

    @Test
    void values_with_lists_lie_in_the_further_tables_of_a_hierarchy() {
        Keelson keelson = keelson(builder -> builder.map(Goods.class, goods -> goods.inheritance(Inheritance.JOINED)));

        MappingLaws.of(keelson).seed(7).check();
    }

    private void trigger(String when, String table, String body) {
        database.execute(
                "create function meddle() returns trigger language plpgsql as $$ begin " + body + " end $$",
                "create trigger meddling " + when + " on " + table + " for each row execute function meddle()");
    }

    @Test
    void what_says_itself_when_it_is_deleted_is_not_removed() {
        Keelson keelson = keelson(builder -> builder.map(Permit.class, permit -> permit.softDelete("endedAt")));

        MappingLaws.check(keelson);
    }

    @Test
    void rows_that_the_database_puts_back_are_told_where_no_law_is_broken_too() {
        Keelson keelson = keelson(builder -> builder.map(Van.class));
        trigger("after delete", "vans", "insert into vans select old.*; return null;");

        assertThatThrownBy(() ->
                        MappingLaws.of(keelson).states(12).except(Law.DELETE).check())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("A row of the laws is left in vans {id=")
                .hasMessageContaining("}: the database keeps it, or puts it back\n")
                .hasMessageEndingWith("2 further rows of the laws are left.");
        assertThat(broken(MappingLaws.of(keelson).states(1))).hasMessageContaining("A row of the laws is left in vans");
    }

    @Test
    void rows_that_the_database_leaves_out_are_a_fault_and_none_that_it_refuses() {
        keelson(builder -> builder.map(Lane.class));
        trigger("before insert", "lane_cones", "return null;");
        Keelson keelson = Keelson.builder()
                .map(Lane.class)
                .dataSource(database.application())
                .build();

        assertThat(broken(MappingLaws.of(keelson).seed(7)).broken()).anySatisfy(one -> {
            assertThat(one.law()).isEqualTo(Law.ROUND_TRIP);
            assertThat(one.path()).isEqualTo("Lane.cones");
            assertThat(one.expected()).isEqualTo("its rows are inserted");
            assertThat(one.found()).contains("the database inserted 0 without an error");
            assertThat(one.example()).contains("Lane.cones.size = 1");
        });
    }

    @Test
    void an_example_may_lack_what_a_commit_fills() {
        Keelson keelson = keelson(builder -> builder.map(
                        Entry.class, entry -> entry.property("createdAt", created -> created.generated()))
                .policy(Audit.columns()));

        MappingLaws.of(keelson)
                .example(Entry.class, chance -> new Entry(chance.uuid(), chance.word()))
                .check();
    }

    @Test
    void what_fails_is_shown_of_an_example_and_of_a_value_as_well() {
        Keelson keelson = keelson(builder -> builder.map(Ticket.class)
                .converter(Garage.Price.class, Lossy.wholeEuros())
                .map(Toll.class));

        assertThat(broken(MappingLaws.of(keelson)
                                .example(Ticket.class, chance -> new Ticket(chance.uuid(), "T-7"))
                                .generate(Garage.Price.class, random -> new Garage.Price(new BigDecimal("1.25"))))
                        .broken())
                .satisfiesExactly(
                        one -> assertThat(one.example()).contains("Ticket.id = ", "Ticket.code = 'T-T-7'"),
                        one -> assertThat(one.example()).isEqualTo("Toll.price = Price[amount=1.25]"));
    }

    @Test
    void what_refused_is_named_where_nothing_can_be_generated() {
        Keelson keelson = keelson(builder -> builder.map(Shift.class).map(Ticket.class));

        assertThat(broken(MappingLaws.of(keelson)))
                .hasMessageContaining("round trip of Ticket, at Ticket.code")
                .hasMessageContaining("\n\nCannot generate Shift: 200 of 200 tries were refused, the last with: "
                        + "the constructor of ShiftId refused it, at Shift.id (hour ")
                .hasMessageContaining("or for a value .generate(ShiftId.class, random -> ...).")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("Mend the row"));
        assertThatThrownBy(() -> MappingLaws.of(keelson)
                        .except(Ticket.class)
                        .generate(ShiftId.class, random -> null)
                        .check())
                .hasMessageContaining(
                        "the function given to generate(ShiftId.class, ...) gave null; have it give a value");
    }

    @Test
    void only_what_there_is_can_be_left_out() {
        MappingLaws laws =
                MappingLaws.of(keelson(builder -> builder.map(Car.class).policy(Audit.columns())));

        assertThatThrownBy(() -> laws.except("Car.nox"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot leave out Car.nox: no aggregate has such a property. Name it from the root on, as"
                        + " \"Order.lines.price\".");
        assertThatThrownBy(() -> laws.except("Car.wheels.nox"))
                .hasMessageStartingWith("Cannot leave out Car.wheels.nox:");
        laws.except("Car.wheels.inches", "Car.wheels.size", "Car.notes", "Car.created_at", "Car")
                .check();
    }

    @Test
    void a_superuser_is_refused() {
        keelson(builder -> builder.map(Van.class));
        Keelson keelson = Keelson.builder()
                .map(Van.class)
                .dataSource(database.server().administrator(database.name()))
                .build();

        assertThatThrownBy(() -> MappingLaws.check(keelson))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("as a superuser: privileges and row security do not hold for one");
        MappingLaws.of(keelson).evenAsSuperuser().states(2).check();
    }

    @Test
    void a_database_that_is_gone_and_a_mapping_of_nothing_are_told() {
        keelson(builder -> builder.map(Van.class));
        Keelson nothing = Keelson.builder().dataSource(database.application()).build();
        PGSimpleDataSource nowhere = new PGSimpleDataSource() {
            @Override
            public java.sql.Connection getConnection() throws java.sql.SQLException {
                throw new java.sql.SQLException("nobody listens", "08001");
            }
        };

        assertThatThrownBy(() -> MappingLaws.check(nothing)).hasMessageContaining("no aggregate is mapped");
        assertThatThrownBy(() ->
                        Keelson.builder().map(Van.class).dataSource(nowhere).build())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("no connection could be borrowed");
    }
}

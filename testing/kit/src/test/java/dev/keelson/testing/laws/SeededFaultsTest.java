package dev.keelson.testing.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.testing.laws.Garage.Base;
import dev.keelson.testing.laws.Garage.Bike;
import dev.keelson.testing.laws.Garage.Bus;
import dev.keelson.testing.laws.Garage.Car;
import dev.keelson.testing.laws.Garage.Counter;
import dev.keelson.testing.laws.Garage.Fee;
import dev.keelson.testing.laws.Garage.Garden;
import dev.keelson.testing.laws.Garage.Queue;
import dev.keelson.testing.laws.Garage.Rack;
import dev.keelson.testing.laws.Garage.Sheet;
import dev.keelson.testing.laws.Garage.Ticket;
import dev.keelson.testing.laws.Garage.Van;
import dev.keelson.testing.laws.Garage.Vehicle;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.PropertyConfig;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that teams make, in mappings that are built without a complaint: the laws find each, and name the law and the place. */
class SeededFaultsTest {

    private static final Pattern TABLE = Pattern.compile("create table (\\S+) ");

    private static TestDatabase database;
    private final List<String> made = new ArrayList<>();

    /** A mapping with a mistake. */
    private record Fault(
            String name,
            Law law,
            String path,
            Consumer<KeelsonBuilder> mapping,
            UnaryOperator<MappingLaws> asked,
            List<String> statements) {

        static Fault of(String name, Law law, String path, Consumer<KeelsonBuilder> mapping, String... statements) {
            return new Fault(name, law, path, mapping, UnaryOperator.identity(), List.of(statements));
        }

        Fault asked(UnaryOperator<MappingLaws> how) {
            return new Fault(name, law, path, mapping, how, statements);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Consumer<KeelsonBuilder> car(String property, Consumer<PropertyConfig> how) {
        return keelson -> keelson.map(Car.class, car -> car.property(property, how));
    }

    private static Consumer<KeelsonBuilder> converted(String property, ValueConverter<?> converter) {
        return car(property, one -> one.converter(converter));
    }

    private static Consumer<KeelsonBuilder> typed(String property, ColumnType type) {
        return car(property, one -> one.type(type));
    }

    private static void cars(KeelsonBuilder keelson) {
        keelson.map(Car.class);
    }

    private static String[] trigger(String when, String table, String body) {
        return new String[] {
            "create or replace function meddle() returns trigger language plpgsql as $$ begin " + body + " end $$",
            "create trigger meddling " + when + " on " + table + " for each row execute function meddle()"
        };
    }

    static Stream<Fault> faults() {
        return Stream.of(
                        values(), classes(), triggersOnValues(), triggersOnVersions(), triggersOnRemovals(), policies())
                .flatMap(stream -> stream);
    }

    private static Stream<Fault> values() {
        Law law = Law.ROUND_TRIP;
        return Stream.of(
                Fault.of("a converter writes whole euros", law, "Car.price", converted("price", Lossy.wholeEuros())),
                Fault.of(
                        "a converter drops cents as it reads",
                        law,
                        "Car.price",
                        converted("price", Lossy.centsOnTheWayBack())),
                Fault.of("an amount goes through a float", law, "Car.price", converted("price", Lossy.throughFloat())),
                Fault.of(
                        "a converter drops what equals ignores",
                        law,
                        "Car.label",
                        converted("label", Lossy.withoutNote())),
                Fault.of("a converter swaps its columns", law, "Car.label", converted("label", new Lossy.Swapped())),
                Fault.of(
                        "a converter has one code for two constants",
                        law,
                        "Car.fuel",
                        converted("fuel", Lossy.oneCodeForTwo())),
                Fault.of(
                        "a converter drops the country of a locale",
                        law,
                        "Car.language",
                        converted("language", Lossy.languageAlone())),
                Fault.of(
                        "a converter drops the zone of a time",
                        law,
                        "Car.soldAt",
                        converted("soldAt", Lossy.withoutZone())),
                Fault.of(
                        "a column cuts times to seconds",
                        law,
                        "Car.builtAt",
                        typed("builtAt", new ColumnType(ColumnType.Kind.TIMESTAMPTZ, 0, 0))),
                Fault.of("a column is too short for a constant", law, "Car.fuel", typed("fuel", ColumnType.varchar(6))),
                Fault.of("a column has no decimals", law, "Car.price", typed("price", ColumnType.numeric(12, 0))),
                Fault.of(
                        "a converter writes another salt each time",
                        Law.NO_FALSE_WRITE,
                        "Car.label",
                        converted("label", Lossy.salted())),
                Fault.of(
                        "a converter writes an identity hash",
                        Law.NO_FALSE_WRITE,
                        "Car.label",
                        converted("label", Lossy.withIdentity())),
                Fault.of(
                        "a converter changes what it writes",
                        law,
                        "Trip.mileage",
                        keelson -> keelson.converter(Garage.Mileage.class, Lossy.counting())
                                .map(Garage.Trip.class)),
                Fault.of(
                        "a converter writes what another one wrote last", Law.MINIMAL_UPDATE, "Sheet.text", keelson -> {
                            Lossy.Adding adding = new Lossy.Adding();
                            keelson.map(
                                    Sheet.class,
                                    sheet -> sheet.property("text", text -> text.converter(adding.texts()))
                                            .property("checksum", sum -> sum.converter(adding.checksums())));
                        }));
    }

    private static Stream<Fault> classes() {
        return Stream.of(
                Fault.of("a subclass of a root is not mapped", Law.MAPPED, "Bike", keelson -> keelson.map(Bike.class)),
                Fault.of(
                        "a subclass of an element is not mapped",
                        Law.MAPPED,
                        "Rack.slots",
                        keelson -> keelson.map(Rack.class)),
                Fault.of(
                        "a constructor counts its calls",
                        Law.ROUND_TRIP,
                        "Counter.made",
                        keelson -> keelson.map(Counter.class)),
                Fault.of(
                        "a constructor adds a prefix each time",
                        Law.ROUND_TRIP,
                        "Ticket.code",
                        keelson -> keelson.map(Ticket.class)),
                Fault.of(
                        "a constructor adds the tax each time",
                        Law.ROUND_TRIP,
                        "Fee.gross",
                        keelson -> keelson.map(Fee.class)),
                Fault.of(
                        "a constructor turns its list round",
                        Law.ROUND_TRIP,
                        "Queue.waiting",
                        keelson -> keelson.map(Queue.class)),
                Fault.of(
                                "a property is ignored by mistake",
                                Law.MAPPED,
                                "Garden.secret",
                                keelson -> keelson.map(Garden.class, garden -> garden.ignore("secret")))
                        .asked(laws -> laws.example(Garden.class, chance -> Garden.of(chance.uuid(), chance.word()))),
                Fault.of(
                                "the fields of a base class are ignored by mistake",
                                Law.MAPPED,
                                "Garden.createdIn",
                                keelson -> keelson.ignoreFieldsOf(Base.class).map(Garden.class))
                        .asked(laws -> laws.example(Garden.class, chance -> Garden.of(chance.uuid(), chance.word()))));
    }

    private static Stream<Fault> triggersOnValues() {
        Law law = Law.ROUND_TRIP;
        String insert = "before insert";
        return Stream.of(
                Fault.of(
                        "the database trims texts",
                        law,
                        "Car.name",
                        SeededFaultsTest::cars,
                        trigger(insert, "cars", "new.name := trim(new.name); return new;")),
                Fault.of(
                        "the database makes small letters",
                        law,
                        "Car.name",
                        SeededFaultsTest::cars,
                        trigger(insert, "cars", "new.name := lower(new.name); return new;")),
                Fault.of(
                        "the database fills in a default",
                        law,
                        "Car.remark",
                        SeededFaultsTest::cars,
                        trigger(insert, "cars", "new.remark := coalesce(new.remark, 'none'); return new;")),
                Fault.of(
                        "the database loses places in a list",
                        law,
                        "Car.notes",
                        SeededFaultsTest::cars,
                        trigger(insert, "car_notes", "new.position := 10 - new.position; return new;")),
                Fault.of(
                        "the database changes a part as it is updated",
                        law,
                        "Car.wheels.inches",
                        SeededFaultsTest::cars,
                        trigger("before update", "car_wheels", "new.inches := old.inches; return new;")),
                Fault.of(
                        "the database drops updates",
                        law,
                        "Car",
                        SeededFaultsTest::cars,
                        trigger("before update", "cars", "return null;")),
                Fault.of(
                        "the database changes a discriminator",
                        law,
                        "Vehicle",
                        keelson -> keelson.map(
                                Vehicle.class,
                                vehicle -> vehicle.table("vehicles").subtypes(Van.class, Bus.class)),
                        trigger(insert, "vehicles", "new.vehicle_type := 'tram'; return new;")),
                Fault.of(
                        "the database has elements vanish",
                        law,
                        "Car.wheels",
                        SeededFaultsTest::cars,
                        trigger(
                                "after insert",
                                "car_wheels",
                                "delete from car_wheels where id = new.id; return null;")),
                Fault.of(
                        "the application may not update a column",
                        law,
                        "Car.name",
                        SeededFaultsTest::cars,
                        "revoke update on cars from public",
                        "do $$ begin execute (select string_agg(format('revoke update on cars from %I', grantee), ';')"
                            + " from information_schema.role_table_grants where table_name = 'cars' and privilege_type"
                            + " = 'UPDATE' and grantee <> current_user); end $$"));
    }

    private static Stream<Fault> triggersOnVersions() {
        return Stream.of(
                Fault.of(
                        "the database raises the version as well",
                        Law.VERSION,
                        "Car.version",
                        SeededFaultsTest::cars,
                        trigger("before update", "cars", "new.version := new.version + 1; return new;")),
                Fault.of(
                        "the database begins versions anew",
                        Law.VERSION,
                        "Car.version",
                        SeededFaultsTest::cars,
                        trigger("before insert", "cars", "new.version := 7; return new;")));
    }

    private static Stream<Fault> triggersOnRemovals() {
        return Stream.of(
                Fault.of(
                        "a table that nobody mapped refers to the root",
                        Law.DELETE,
                        "Car",
                        SeededFaultsTest::cars,
                        merged(
                                "create table tolls (car uuid references cars (id))",
                                trigger("after insert", "cars", "insert into tolls values (new.id); return null;"))),
                Fault.of(
                        "the database puts a removed row back",
                        Law.DELETE,
                        "Car",
                        SeededFaultsTest::cars,
                        trigger("after delete", "cars", "insert into cars select old.*; return null;")),
                Fault.of(
                        "the database keeps a removed row",
                        Law.DELETE,
                        "Car",
                        SeededFaultsTest::cars,
                        trigger("before delete", "cars", "return null;")),
                Fault.of(
                        "parts go as the root is hidden",
                        Law.DELETE,
                        "Car.wheels",
                        keelson -> keelson.map(Car.class).policy(SoftDelete.columns("deleted_at")),
                        trigger(
                                "after update",
                                "cars",
                                "if new.deleted_at is not null then delete from car_wheels where car_id = new.id; end"
                                        + " if; return null;")));
    }

    private static String[] merged(String first, String[] others) {
        return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
    }

    private static Stream<Fault> policies() {
        Law law = Law.POLICIES;
        Consumer<KeelsonBuilder> audited = keelson -> keelson.map(Car.class).policy(Audit.columns());
        Consumer<KeelsonBuilder> tenants = keelson -> keelson.map(Car.class).policy(Tenancy.byColumn("tenant_id"));
        return Stream.of(
                Fault.of(
                        "the database gives rows to another tenant",
                        law,
                        "Van.tenant_id",
                        keelson -> keelson.map(Van.class).policy(Tenancy.byColumn("tenant_id")),
                        trigger("before insert", "vans", "new.tenant_id := 'somebody'; return new;")),
                Fault.of(
                        "the database gives parts to another tenant",
                        law,
                        "Car.wheels.tenant_id",
                        tenants,
                        merged(
                                "alter table car_wheels drop constraint car_wheels_tenant_id_car_id_fkey",
                                trigger("before insert", "car_wheels", "new.tenant_id := 'somebody'; return new;"))),
                Fault.of(
                        "the database says who made a row",
                        law,
                        "Car.created_by",
                        audited,
                        trigger("before insert", "cars", "new.created_by := current_user; return new;")),
                Fault.of(
                        "the database says when a row was changed",
                        law,
                        "Car.updated_at",
                        audited,
                        trigger("before update", "cars", "new.updated_at := now() - interval '1 year'; return new;")));
    }

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @AfterEach
    void drop() {
        made.reversed().forEach(table -> database.execute("drop table if exists " + table + " cascade"));
    }

    private Keelson keelson(Consumer<KeelsonBuilder> mapping, List<String> statements) {
        KeelsonBuilder builder = Keelson.builder();
        mapping.accept(builder);
        String ddl = builder.schema().ddl();
        TABLE.matcher(ddl).results().forEach(result -> made.add(result.group(1)));
        made.add("tolls");
        database.execute(builder.schema().statements().toArray(String[]::new));
        database.execute(statements.toArray(String[]::new));
        return builder.dataSource(database.application()).build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_fault_is_found_by_its_law(Fault fault) {
        Keelson keelson = keelson(fault.mapping, fault.statements);

        MappingLawsError error = catchThrowableOfType(
                MappingLawsError.class,
                () -> fault.asked
                        .apply(MappingLaws.of(keelson).seed(7).states(8))
                        .check());

        assertThat(error).as("nothing was found").isNotNull();
        assertThat(error.broken()).as(error.getMessage()).anySatisfy(broken -> {
            assertThat(broken.law()).isEqualTo(fault.law);
            assertThat(BrokenLaw.general(broken.path())).startsWith(fault.path);
        });
        assertThat(error.broken().stream().map(MappingLawsError.Broken::law))
                .as(error.getMessage())
                .containsOnly(fault.law);
    }

    @Test
    void the_same_domain_without_a_fault_keeps_all_laws() {
        Keelson keelson = keelson(
                builder -> builder.map(Car.class)
                        .map(Vehicle.class, vehicle -> vehicle.table("vehicles").subtypes(Van.class, Bus.class))
                        .map(Sheet.class)
                        .map(Garden.class)
                        .map(Garage.Shed.class)
                        .policy(Tenancy.byColumn("tenant_id"))
                        .policy(Audit.columns())
                        .policy(SoftDelete.columns("deleted_at")),
                List.of());

        MappingLaws.check(keelson);

        assertThat(database.query("select count(*) from cars union all select count(*) from car_wheels"))
                .allSatisfy(row -> assertThat(row).containsExactly(0L));
    }
}

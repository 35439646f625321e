package dev.keelson.work.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hierarchies whose domain carries the tenant, and hierarchies that all tenants share. */
class TenantHierarchyTest {

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));
    private static final WorkContext GLOBEX = WorkContext.of(TenantId.of("globex"), Actor.of("hank"));

    private static final UUID FLAT = new UUID(0, 1);
    private static final UUID TIERED = new UUID(0, 2);
    private static final UUID NEW = new UUID(0, 3);

    abstract static sealed class Vehicle permits Car, Boat {
        final UUID id;
        String tenantId;
        String name = "";
        final List<String> marks = new ArrayList<>();

        Vehicle(UUID id, String tenantId) {
            this.id = id;
            this.tenantId = tenantId;
        }
    }

    static final class Car extends Vehicle {
        private int doors = 3;
        private final List<Integer> seats = new ArrayList<>(List.of(1, 2));

        Car(UUID id, String tenantId) {
            super(id, tenantId);
        }
    }

    static final class Boat extends Vehicle {
        private int masts = 1;

        Boat(UUID id, String tenantId) {
            super(id, tenantId);
        }
    }

    static Stream<Arguments> ways() {
        return Stream.of(Inheritance.values())
                .flatMap(strategy -> Stream.of(Setting.values()).map(setting -> Arguments.of(strategy, setting)));
    }

    private static final Map<String, PolicyStage> STAGES = new HashMap<>();

    @AfterAll
    static void close() {
        STAGES.values().forEach(PolicyStage::close);
        STAGES.clear();
    }

    /** Empty tables of vehicles. */
    private static PolicyStage vehicles(Inheritance strategy, Setting setting) {
        return empty(carried(strategy, setting), strategy, setting, tables(strategy));
    }

    /** Empty tables of rates and sales. */
    private static PolicyStage rates(Inheritance strategy, Setting setting) {
        List<String> tables = new ArrayList<>(List.of("sales"));
        tables.addAll(
                switch (strategy) {
                    case SINGLE_TABLE -> List.of("rates", "rate_notes", "rate_tiers");
                    case JOINED -> List.of("rates", "flats", "tiereds", "rate_notes", "rate_tiers");
                    case TABLE_PER_CLASS -> List.of("flats", "tiereds", "flat_notes", "tiered_notes", "tiered_tiers");
                });
        return empty(shared(strategy, setting), strategy, setting, tables);
    }

    private static PolicyStage empty(
            KeelsonBuilder mapped, Inheritance strategy, Setting setting, List<String> tables) {
        PolicyStage stage =
                STAGES.computeIfAbsent(tables.get(0) + strategy + setting, unused -> PolicyStage.open(setting, mapped));
        tables.reversed().forEach(table -> stage.execute("delete from " + table));
        return stage;
    }

    private static KeelsonBuilder carried(Inheritance strategy, Setting setting) {
        Tenancy tenancy = Tenancy.byColumn("tenant_id");
        return Keelson.builder()
                .map(Vehicle.class, vehicle -> vehicle.inheritance(strategy).tenant("tenantId"))
                .policy(setting == Setting.H2 ? tenancy : tenancy.withRowLevelSecurity());
    }

    private static List<String> tables(Inheritance strategy) {
        return switch (strategy) {
            case SINGLE_TABLE -> List.of("vehicles", "vehicle_marks", "vehicle_seats");
            case JOINED -> List.of("vehicles", "cars", "boats", "vehicle_marks", "vehicle_seats");
            case TABLE_PER_CLASS -> List.of("cars", "boats", "car_marks", "boat_marks", "car_seats");
        };
    }

    /** How many rows of each tenant each table has. */
    private static Map<String, String> rows(PolicyStage stage, Inheritance strategy) {
        Map<String, String> rows = new TreeMap<>();
        for (String table : tables(strategy)) {
            rows.put(
                    table,
                    stage.query("select tenant_id, count(*) from " + table + " group by tenant_id order by 1")
                            .toString());
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void the_tenant_that_a_hierarchy_carries_is_printed_once_a_table_and_leads_every_key(
            Inheritance strategy, Setting setting) {
        PolicyStage stage = vehicles(strategy, setting);
        String columns = "select table_name from information_schema.columns where column_name = 'tenant_id' and"
                + " ordinal_position = 1 and is_nullable = 'NO' order by 1";
        List<String> named = new ArrayList<>(tables(strategy));
        named.add("keelson_commits");
        assertThat(stage.query(columns).stream().map(row -> "" + row.get(0)))
                .containsExactlyElementsOf(named.stream().sorted().toList());
        String keys = "select k.table_name from information_schema.key_column_usage k join"
                + " information_schema.table_constraints c on c.constraint_name = k.constraint_name and"
                + " c.constraint_type = 'PRIMARY KEY' where k.column_name = 'tenant_id' and k.ordinal_position = 1"
                + " order by 1";
        assertThat(stage.query(keys).stream().map(row -> "" + row.get(0)))
                .containsExactlyElementsOf(named.stream().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void two_tenants_have_objects_of_one_identifier_and_each_changes_its_own(Inheritance strategy, Setting setting) {
        PolicyStage stage = vehicles(strategy, setting);
        Car car = new Car(UUID.randomUUID(), "acme");
        car.marks.add("red");
        stage.keelson().run(ACME, work -> work.add(car));
        Boat theirs = new Boat(car.id, "globex");
        theirs.marks.addAll(List.of("old", "slow"));
        stage.keelson().run(GLOBEX, work -> work.add(theirs));
        Map<String, String> before = rows(stage, strategy);

        stage.keelson().run(ACME, work -> {
            Car mine = (Car) work.get(Vehicle.class, car.id);
            assertThat(mine.tenantId).isEqualTo("acme");
            mine.name = "mine";
            mine.doors = 5;
            mine.seats.remove(0);
            mine.marks.add("fast");
        });
        try (SqlUnitOfWork work = stage.keelson().begin(GLOBEX)) {
            Boat found = work.get(Boat.class, car.id);
            assertThat(found.marks).containsExactly("old", "slow");
            assertThat(found.name).isEmpty();
            assertThat(work.find(Car.class, car.id)).isEmpty();
            assertThat(work.query(Vehicle.class).list()).containsExactly(found);
            assertThat(work.query(Car.class).count()).isZero();
        }
        stage.keelson().run(ACME, work -> work.remove(work.get(Vehicle.class, car.id)));
        assertThat(rows(stage, strategy)).isEqualTo(withoutAcme(before));
        assertThatThrownBy(() -> stage.keelson().run(GLOBEX, work -> work.add(new Boat(car.id, "globex"))))
                .isInstanceOf(DuplicateAggregateException.class);
    }

    private static Map<String, String> withoutAcme(Map<String, String> rows) {
        Map<String, String> others = new TreeMap<>(rows);
        others.replaceAll((table, counted) -> counted.replaceAll("\\[acme, \\d+](, )?", ""));
        return others;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_becomes_another_class_stays_its_tenants(Inheritance strategy, Setting setting) {
        PolicyStage stage = vehicles(strategy, setting);
        Car car = new Car(UUID.randomUUID(), "acme");
        Car theirs = new Car(car.id, "globex");
        stage.keelson().run(ACME, work -> work.add(car));
        stage.keelson().run(GLOBEX, work -> work.add(theirs));
        stage.keelson().run(ACME, work -> {
            work.remove(work.get(Car.class, car.id));
            work.add(new Boat(car.id, "acme"));
        });
        stage.keelson()
                .run(ACME, work -> assertThat(work.get(Vehicle.class, car.id)).isInstanceOf(Boat.class));
        stage.keelson()
                .run(
                        GLOBEX,
                        work -> assertThat(work.get(Car.class, car.id).seats).containsExactly(1, 2));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void an_object_of_another_tenant_is_refused_when_it_is_added_and_when_it_changes(
            Inheritance strategy, Setting setting) {
        PolicyStage stage = vehicles(strategy, setting);
        Car car = new Car(UUID.randomUUID(), "acme");
        stage.keelson().run(ACME, work -> work.add(car));
        String refused = " has tenant 'globex' in " + (strategy == Inheritance.TABLE_PER_CLASS ? "Car" : "Vehicle")
                + ".tenantId, and the work is for tenant 'acme'";
        try (SqlUnitOfWork work = stage.keelson().begin(ACME)) {
            assertThatThrownBy(() -> work.add(new Car(UUID.randomUUID(), "globex")))
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining(refused);
            Car mine = work.get(Car.class, car.id);
            mine.tenantId = "globex";
            assertThatThrownBy(work::plan).isInstanceOf(PolicyViolationException.class);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining(refused);
            work.discard();
        }
        assertThat(rows(stage, strategy).toString()).doesNotContain("globex");
    }

    abstract static sealed class Rate permits Flat, Tiered {
        final UUID id;
        int cents;
        final List<String> notes = new ArrayList<>();

        Rate(UUID id) {
            this.id = id;
        }
    }

    static final class Flat extends Rate {
        private boolean rounded = true;

        Flat(UUID id) {
            super(id);
        }
    }

    static final class Tiered extends Rate {
        private final List<Integer> tiers = new ArrayList<>(List.of(10));

        Tiered(UUID id) {
            super(id);
        }
    }

    static final class Sale {
        private final UUID id;

        Sale(UUID id) {
            this.id = id;
        }
    }

    private static KeelsonBuilder shared(Inheritance strategy, Setting setting) {
        Tenancy tenancy = Tenancy.byColumn("tenant_id");
        return Keelson.builder()
                .map(Rate.class, rate -> rate.inheritance(strategy).shared())
                .map(Sale.class)
                .policy(setting == Setting.H2 ? tenancy : tenancy.withRowLevelSecurity());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_hierarchy_that_tenants_share_has_no_tenant_in_any_table_and_is_read_by_all(
            Inheritance strategy, Setting setting) {
        PolicyStage stage = rates(strategy, setting);
        assertThat(stage.query("select table_name from information_schema.columns where column_name = 'tenant_id'"
                        + " order by 1"))
                .containsExactly(List.of("keelson_commits"), List.of("sales"));
        stage.keelson().run(ACME, work -> {
            Flat flat = new Flat(FLAT);
            flat.notes.add("one");
            work.acrossTenants("first rates").add(flat);
            work.add(new Tiered(TIERED));
        });
        for (WorkContext tenant : List.of(ACME, GLOBEX)) {
            try (SqlUnitOfWork work = stage.keelson().begin(tenant)) {
                assertThat(work.get(Rate.class, FLAT).notes).containsExactly("one");
                assertThat(work.get(Tiered.class, TIERED).tiers).containsExactly(10);
                assertThat(work.query(Rate.class).list()).hasSize(2);
                work.add(new Sale(UUID.randomUUID()));
                work.commit();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatever_is_written_of_a_shared_hierarchy_is_refused_unless_it_is_said_why(
            Inheritance strategy, Setting setting) {
        List<Consumer<SqlUnitOfWork>> writes = List.of(
                work -> work.add(new Flat(NEW)),
                work -> work.get(Flat.class, FLAT).rounded = false,
                work -> work.get(Rate.class, FLAT).cents = 7,
                work -> work.get(Rate.class, TIERED).notes.add("two"),
                work -> work.get(Tiered.class, TIERED).tiers.add(20),
                work -> work.remove(work.get(Rate.class, TIERED)),
                work -> {
                    work.remove(work.get(Rate.class, FLAT));
                    work.add(new Tiered(FLAT));
                });
        PolicyStage stage = rates(strategy, setting);
        stage.keelson().run(ACME, work -> {
            work.acrossTenants("first rates").add(new Flat(FLAT));
            work.add(new Tiered(TIERED));
        });
        for (Consumer<SqlUnitOfWork> write : writes) {
            try (SqlUnitOfWork work = stage.keelson().begin(GLOBEX)) {
                write.accept(work);
                work.add(new Sale(UUID.randomUUID()));
                assertThatThrownBy(work::commit)
                        .isInstanceOf(PolicyViolationException.class)
                        .hasMessageContaining(" is shared by all tenants");
                work.discard();
            }
        }
        assertThat(stage.query("select count(*) from sales")).containsExactly(List.of(0L));
        for (Consumer<SqlUnitOfWork> write : writes) {
            try (SqlUnitOfWork work = stage.keelson().begin(GLOBEX)) {
                work.acrossTenants("rates of this year");
                write.accept(work);
                assertThat(work.commit().isEmpty()).isFalse();
            }
        }
        try (SqlUnitOfWork work = stage.keelson().begin(ACME)) {
            assertThat(work.query(Rate.class).list().stream()
                            .map(rate -> rate.getClass().getSimpleName() + " " + rate.id + " " + rate.cents)
                            .sorted())
                    .containsExactly("Flat " + NEW + " 0", "Tiered " + FLAT + " 0");
        }
    }
}

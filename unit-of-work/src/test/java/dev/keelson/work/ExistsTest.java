package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.shapes.Backend;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether there is an aggregate, told without loading it; and removed by its identifier alone. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExistsTest {

    record Hour(String page, Instant begin) {}

    record Visit(Hour id, List<String> guests) {}

    sealed interface Vehicle permits Car, Lorry {}

    record Car(int id, int seats) implements Vehicle {}

    record Lorry(int id, int load) implements Vehicle {}

    /** Each class in a table of its own, whose key stands at a place of its own. */
    sealed interface Payment permits Card, Transfer {}

    record Card(UUID id, int cents) implements Payment {}

    record Transfer(String iban, int cents, UUID id) implements Payment {}

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));
    private static final WorkContext GLOBEX = WorkContext.of(TenantId.of("globex"), Actor.of("jane"));
    private static final Hour NINE = new Hour("home", Instant.parse("2026-11-21T09:00:00Z"));
    private static final Hour TEN = new Hour("home", Instant.parse("2026-11-21T10:00:00Z"));
    private static final UUID PAID = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID TRANSFERRED = UUID.fromString("00000000-0000-4000-8000-000000000002");

    private final WireCounter wire = WireCounter.start();
    private final Map<Backend, Backend.Opened> databases = new EnumMap<>(Backend.class);
    private final Map<Backend, Keelson> keelsons = new EnumMap<>(Backend.class);

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Visit.class)
                .map(Vehicle.class)
                .map(Payment.class, payment -> payment.inheritance(Inheritance.TABLE_PER_CLASS))
                .policy(Tenancy.byColumn("tenant_id"));
    }

    @BeforeAll
    void open() {
        for (Backend backend : Backend.values()) {
            Backend.Opened database = backend.open(wire);
            database.execute(backend.schema(mapped()).statements().toArray(String[]::new));
            databases.put(backend, database);
            keelsons.put(backend, backend.on(mapped(), database.dataSource()).build());
        }
    }

    @AfterAll
    void close() {
        databases.values().forEach(Backend.Opened::close);
    }

    @BeforeEach
    void store() {
        databases.forEach((backend, database) -> {
            database.empty(database.tables());
            keelsons.get(backend).run(ACME, work -> {
                work.add(new Visit(NINE, List.of("Ada", "Grace")));
                work.add(new Car(1, 5));
                work.add(new Lorry(2, 7));
                work.add(new Card(PAID, 100));
                work.add(new Transfer("DE01", 200, TRANSFERRED));
            });
        });
    }

    private SqlUnitOfWork begin(Backend backend) {
        return keelsons.get(backend).begin(ACME);
    }

    @ParameterizedTest
    @EnumSource
    void what_the_database_has_is_there_by_any_type_that_it_is_of(Backend backend) {
        try (SqlUnitOfWork work = begin(backend)) {
            assertThat(List.of(
                            work.exists(Visit.class, NINE),
                            work.exists(Vehicle.class, 1),
                            work.exists(Car.class, 1),
                            work.exists(Lorry.class, 2),
                            work.exists(Payment.class, PAID),
                            work.exists(Payment.class, TRANSFERRED),
                            work.exists(Transfer.class, TRANSFERRED)))
                    .containsOnly(true);
            assertThat(List.of(
                            work.exists(Visit.class, TEN),
                            work.exists(Vehicle.class, 3),
                            work.exists(Car.class, 2),
                            work.exists(Lorry.class, 1),
                            work.exists(Payment.class, UUID.randomUUID()),
                            work.exists(Transfer.class, PAID)))
                    .containsOnly(false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_says_what_find_says_for_each_identifier_and_type(Backend backend) {
        Map<Class<?>, List<Object>> asked = Map.of(
                Visit.class, List.of(NINE, TEN),
                Vehicle.class, List.of(1, 2, 3),
                Car.class, List.of(1, 2, 3),
                Payment.class, List.of(PAID, TRANSFERRED),
                Card.class, List.of(PAID, TRANSFERRED),
                Transfer.class, List.of(PAID, TRANSFERRED));
        asked.forEach((type, ids) -> ids.forEach(id -> {
            try (SqlUnitOfWork work = begin(backend)) {
                boolean before = work.exists(type, id);
                assertThat(work.find(type, id).isPresent())
                        .as("%s[%s]", type, id)
                        .isEqualTo(before);
                assertThat(work.exists(type, id)).isEqualTo(before);
            }
        }));
    }

    @ParameterizedTest
    @EnumSource
    void another_tenant_is_told_that_there_is_nothing(Backend backend) {
        try (SqlUnitOfWork theirs = keelsons.get(backend).begin(GLOBEX)) {
            assertThat(theirs.exists(Visit.class, NINE)).isFalse();
            assertThat(theirs.exists(Payment.class, TRANSFERRED)).isFalse();
            assertThatThrownBy(() -> theirs.remove(Visit.class, NINE)).isInstanceOf(AggregateNotFoundException.class);
        }
        assertThat(databases.get(backend).query("select count(*) from visits")).containsExactly(List.of(1L));
    }

    @ParameterizedTest
    @EnumSource
    void for_what_the_unit_of_work_holds_memory_answers(Backend backend) {
        try (SqlUnitOfWork work = begin(backend)) {
            Car car = work.get(Car.class, 1);
            work.add(new Visit(TEN, List.of()));
            databases.get(backend).execute("delete from vehicles");
            wire.reset();
            assertThat(work.exists(Vehicle.class, 1)).isTrue();
            assertThat(work.exists(Lorry.class, 1)).isFalse();
            assertThat(work.exists(Visit.class, TEN)).isTrue();
            work.remove(car);
            assertThat(work.exists(Vehicle.class, 1)).isFalse();
            assertThat(wire.transcript()).isEmpty();
            work.discard();
        }
    }

    @Test
    void one_statement_reads_the_root_alone_and_remembers_nothing() {
        try (SqlUnitOfWork work = begin(Backend.POSTGRES)) {
            wire.reset();
            assertThat(work.exists(Visit.class, NINE)).isTrue();
            assertThat(wire.transcript())
                    .containsExactly("select exists (select 1 as \"one\" from visits where"
                            + " (visits.tenant_id = $1 and visits.id_page = $2 and visits.id_begin = $3))");
            databases.get(Backend.POSTGRES).execute("delete from visit_guests", "delete from visits");
            assertThat(work.exists(Visit.class, NINE)).isFalse();
        }
    }

    @Test
    void an_identifier_of_another_class_is_refused() {
        try (SqlUnitOfWork work = begin(Backend.POSTGRES)) {
            assertThatThrownBy(() -> work.exists(Car.class, "1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Cannot find Car: its identifiers are of type int, and a java.lang.String was given.");
            assertThatThrownBy(() -> work.remove(Car.class, 1L))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Cannot find Car: its identifiers are of type int, and a java.lang.Long was given.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_removed_by_its_identifier_is_loaded_first_and_deleted_with_its_parts(Backend backend) {
        keelsons.get(backend).run(ACME, work -> {
            work.remove(Visit.class, NINE);
            work.remove(Payment.class, TRANSFERRED);
            assertThat(work.find(Visit.class, NINE)).isEmpty();
        });
        assertThat(databases
                        .get(backend)
                        .query("select 'visit' from visits union all select 'guest' from visit_guests"))
                .isEmpty();
        assertThat(keelsons.get(backend)
                        .<Boolean, RuntimeException>call(ACME, work -> work.exists(Payment.class, PAID)))
                .isTrue();
        assertThat(keelsons.get(backend)
                        .<Boolean, RuntimeException>call(ACME, work -> work.exists(Payment.class, TRANSFERRED)))
                .isFalse();
    }

    @Test
    void what_is_not_there_cannot_be_removed_by_its_identifier() {
        try (SqlUnitOfWork work = begin(Backend.POSTGRES)) {
            for (Runnable removal :
                    List.<Runnable>of(() -> work.remove(Visit.class, TEN), () -> work.remove(Lorry.class, 1), () -> {
                        work.remove(Car.class, 1);
                        work.remove(Car.class, 1);
                    })) {
                assertThatThrownBy(removal::run).isInstanceOf(AggregateNotFoundException.class);
            }
            work.discard();
        }
    }

    @Test
    void what_was_added_here_and_is_removed_by_its_identifier_is_forgotten() {
        try (SqlUnitOfWork work = begin(Backend.POSTGRES)) {
            Car added = work.add(new Car(9, 2));
            work.remove(Car.class, added.id());
            assertThat(work.exists(Car.class, 9)).isFalse();
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }
}

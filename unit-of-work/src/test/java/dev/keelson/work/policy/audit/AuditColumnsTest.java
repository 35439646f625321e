package dev.keelson.work.policy.audit;

import static dev.keelson.work.policy.PolicyStage.LATER;
import static dev.keelson.work.policy.PolicyStage.NOON;
import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.guice.KeelsonModule;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns an audit has, where and of what type; what they cost on the wire. */
class AuditColumnsTest {

    static final class Order {
        private final UUID id;
        private String text;
        private final List<String> lines = new ArrayList<>();

        Order(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Rate {
        private final String id;
        private int cents;

        Rate(String id, int cents) {
            this.id = id;
            this.cents = cents;
        }
    }

    private static KeelsonBuilder mapped(Policy... policies) {
        KeelsonBuilder builder =
                Keelson.builder().map(Order.class).map(Rate.class).commitLog(false);
        Stream.of(policies).forEach(builder::policy);
        return builder;
    }

    @Test
    void the_tables_have_the_columns_behind_their_own() {
        assertThat(mapped(Audit.columns().only(Order.class)).schema().ddl()).isEqualTo("""
            create table orders (
              id uuid not null,
              text text not null,
              version bigint not null,
              created_at timestamp with time zone not null,
              created_by text not null,
              updated_at timestamp with time zone not null,
              updated_by text not null,
              primary key (id)
            );

            create table order_lines (
              order_id uuid not null,
              position integer not null,
              line text not null,
              primary key (order_id, position),
              constraint order_lines_order_id_fkey foreign key (order_id) references orders (id)
            );

            create table rates (
              id text not null,
              cents integer not null,
              version bigint not null,
              primary key (id)
            );
            """);
    }

    @ParameterizedTest
    @EnumSource
    void names_types_columns_and_aggregates_are_ones_own(Setting setting) {
        Audit audit = Audit.columns()
                .createdAt("made_at")
                .createdBy("made_by")
                .updatedBy("editor")
                .withoutUpdatedAt()
                .instants(ColumnType.timestamp())
                .actors(ColumnType.varchar(10))
                .except(Rate.class);
        try (PolicyStage stage = PolicyStage.open(setting, mapped(audit))) {
            Order order = new Order(UUID.randomUUID(), "new");
            stage.keelson().run(by("jane", NOON), work -> {
                work.add(order);
                work.add(new Rate("EUR", 100));
            });
            stage.keelson()
                    .run(
                            by("joe", LATER),
                            work -> work.get(Order.class, order.id).lines.add("one"));
            assertThat(stage.query("select cast(made_at as varchar), made_by, editor from orders"))
                    .as("the local time in UTC")
                    .containsExactly(List.of("2026-11-27 12:00:00", "jane", "joe"));
            assertThat(stage.query("select table_name, column_name from information_schema.columns where column_name"
                            + " in ('made_at', 'made_by', 'editor', 'updated_at', 'created_at') order by column_name"))
                    .containsExactly(
                            List.of("orders", "editor"), List.of("orders", "made_at"), List.of("orders", "made_by"));
            assertThatThrownBy(() -> stage.keelson()
                            .run(
                                    by("somebody with a long name", LATER),
                                    work -> work.get(Order.class, order.id).text = "changed"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "The policy of column editor gave a writer that the column does not take: ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aggregates_may_have_audits_of_their_own(Setting setting) {
        KeelsonBuilder mapped = mapped(
                Audit.columns().only(Order.class).withoutCreatedAt().withoutCreatedBy(),
                Audit.columns().only(Rate.class).updatedAt("fixed_at").withoutUpdatedBy());
        try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
            stage.keelson().run(by("jane", NOON), work -> {
                work.add(new Order(UUID.randomUUID(), "new"));
                work.add(new Rate("EUR", 100));
            });
            stage.keelson().run(by("joe", LATER), work -> work.get(Rate.class, "EUR").cents++);
            assertThat(stage.query("select updated_at, updated_by from orders")).containsExactly(List.of(NOON, "jane"));
            assertThat(stage.query("select created_at, created_by, fixed_at from rates"))
                    .containsExactly(List.of(NOON, "jane", LATER));
        }
    }

    /** Writes the length of a name, by the long way of converters. */
    private record Lengths(boolean leavesOut) implements ValueConverter<Actor> {
        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.integer()));
        }

        @Override
        public void write(Actor actor, ColumnWriter columns) {
            if (!leavesOut) {
                columns.set(0, actor.name().length());
            }
        }

        @Override
        public Actor read(ColumnReader columns) {
            return Actor.of("x".repeat(columns.required(0, Integer.class)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void actors_lie_as_a_function_or_a_converter_writes_them(Setting setting) {
        Audit only = Audit.columns().withoutCreatedAt().withoutUpdatedAt().withoutUpdatedBy();
        List<Audit> ways = List.of(
                only.actors(ColumnType.integer(), actor -> actor.name().length()),
                only.actors(new Lengths(false)),
                only.actors(ScalarConverter.of(
                        Actor.class,
                        ColumnType.integer(),
                        actor -> (long) actor.name().length(),
                        length -> Actor.of("x".repeat((Integer) length)))));
        for (Audit way : ways) {
            try (PolicyStage stage = PolicyStage.open(setting, mapped(way))) {
                stage.keelson().run(by("jane", NOON), work -> work.add(new Rate("EUR", 100)));
                assertThat(stage.query("select created_by from rates")).containsExactly(List.of(4));
            }
        }
    }

    @Test
    void a_converter_that_leaves_an_actor_out_stops_the_commit() {
        try (PolicyStage stage =
                PolicyStage.open(Setting.ONE_MESSAGE, mapped(Audit.columns().actors(new Lengths(true))))) {
            assertThatThrownBy(() -> stage.keelson().run(by("jane", NOON), work -> work.add(new Rate("EUR", 100))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Cannot write the actor 'jane': the converter of actors left its column null. Have it"
                            + " write a value for every actor.");
            assertThat(stage.query("select * from rates")).isEmpty();
        }
    }

    @Test
    void the_live_tables_are_compared_and_a_missing_column_is_a_fault_while_old_rows_may_lack_stamps() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped().schema().ddl());
            assertThatThrownBy(() -> mapped(Audit.columns().only(Rate.class))
                            .dataSource(database.application())
                            .build())
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("there is no column rates.created_at, which a policy needs")
                    .hasMessageContaining("alter table rates add created_at timestamp with time zone not null")
                    .hasMessageContaining("there is no column rates.updated_by, which a policy needs");
            database.execute(
                    "alter table rates add created_at timestamp, add created_by text, add updated_at timestamptz,"
                            + " add updated_by varchar(20)");
            assertThatThrownBy(() -> mapped(Audit.columns().only(Rate.class))
                            .dataSource(database.application())
                            .build())
                    .hasMessageContaining("column rates.created_at is timestamp without time zone, but its values are"
                            + " timestamp with time zone")
                    .hasMessageStartingWith("Cannot use the mapping: 1 fault.");
        }
    }

    @Test
    void guice_collects_it_as_it_does_other_policies() {
        String ddl = Guice.createInjector(KeelsonModule.pool(new Properties()), new AbstractModule() {
                    @Override
                    protected void configure() {
                        KeelsonModule.wirings(binder())
                                .addBinding()
                                .toInstance(keelson -> keelson.map(Rate.class).commitLog(false));
                        KeelsonModule.policies(binder())
                                .addBinding()
                                .toInstance(Audit.columns().withoutCreatedAt());
                    }
                })
                .getInstance(Schema.class)
                .ddl();
        assertThat(ddl).contains("created_by text not null,").doesNotContain("created_at");
    }

    private static List<Integer> roundTrips(boolean plain, KeelsonBuilder mapped) {
        try (TestDatabase database = TestDatabase.create();
                WireCounter wire = WireCounter.inFrontOf(database.server())) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson =
                    mapped.portable(plain).dataSource(database.through(wire)).build()) {
                List<Integer> trips = new ArrayList<>();
                UUID id = UUID.randomUUID();
                List<Runnable> steps = List.of(
                        () -> keelson.run(by("jane", NOON), work -> work.add(new Order(id, "new"))),
                        () -> keelson.run(
                                by("joe", LATER),
                                work -> work.get(Order.class, id).lines.add("one")),
                        () -> keelson.run(by("joe", LATER), work -> {
                            for (int n = 0; n < 9; n++) {
                                work.add(new Rate("rate " + n, n));
                            }
                            work.get(Order.class, id).lines.addAll(List.of("two", "three", "four", "five", "six"));
                        }),
                        () -> keelson.run(by("joe", LATER), work -> work.get(Order.class, id)));
                for (Runnable step : steps) {
                    wire.reset();
                    step.run();
                    trips.add(wire.counts().roundTrips());
                }
                return trips;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void it_costs_no_round_trip(boolean plain) {
        assertThat(roundTrips(plain, mapped(Audit.columns().everyRow()))).isEqualTo(roundTrips(plain, mapped()));
    }

    /** What docs/policies.md shows. */
    @Test
    void its_columns_are_written_by_the_statements_that_are_there_anyway() throws IOException {
        KeelsonBuilder mapped = mapped(Audit.columns());
        try (TestDatabase database = TestDatabase.create();
                WireCounter wire = WireCounter.inFrontOf(database.server())) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.through(wire)).build()) {
                UUID id = UUID.randomUUID();
                List<String> written = new ArrayList<>();
                keelson.run(by("jane", NOON), work -> work.add(new Order(id, "new")));
                written.addAll(wire.statements().stream()
                        .filter(sql -> sql.startsWith("insert"))
                        .toList());
                wire.reset();
                keelson.run(
                        by("joe", LATER),
                        work -> work.get(Order.class, id).lines.add("one"));
                written.add(wire.statements().getLast());
                String page =
                        Files.readString(Path.of("..", "docs", "policies.md")).replaceAll("\\s+", " ");
                assertThat(written)
                        .hasSize(2)
                        .allSatisfy(sql -> assertThat(page).contains(sql));
            }
        }
    }
}

package dev.keelson.work.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.value.ColumnCipher;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.values.Ciphers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each clause of a policy does, alone and together with others, on tables of every strategy and in both forms. */
class UserPoliciesTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-27T13:00:00Z");

    static final class Item {
        private final UUID id;
        private int count;

        Item(UUID id, int count) {
            this.id = id;
            this.count = count;
        }
    }

    static final class Order {
        private final UUID id;
        private String text;
        private final List<Item> items = new ArrayList<>();
        private Set<String> tags = new LinkedHashSet<>();

        Order(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Dated {
        private final UUID id;
        private String text = "new";
        private @Nullable Instant createdAt;

        Dated(UUID id) {
            this.id = id;
        }
    }

    abstract static sealed class Vehicle permits Car, Boat {
        final UUID id;
        private String name = "";

        Vehicle(UUID id) {
            this.id = id;
        }
    }

    static final class Car extends Vehicle {
        private int doors;

        Car(UUID id) {
            super(id);
        }
    }

    static final class Boat extends Vehicle {
        private int masts;

        Boat(UUID id) {
            super(id);
        }
    }

    private static WorkContext context(String tenant, Instant at) {
        return WorkContext.of(TenantId.of(tenant), Actor.of("jane")).withClock(Clock.fixed(at, ZoneOffset.UTC));
    }

    private static KeelsonBuilder orders(Policy... policies) {
        KeelsonBuilder builder = Keelson.builder().map(Order.class);
        Stream.of(policies).forEach(builder::policy);
        return builder;
    }

    private static TestDatabase database(KeelsonBuilder mapped) {
        TestDatabase database = TestDatabase.create();
        database.execute(mapped.schema().ddl());
        return database;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_stamp_is_written_on_its_occasions_with_one_instant_a_commit_and_never_by_itself(boolean plain) {
        try (TestDatabase database = database(orders(new Stamps()).portable(plain));
                Keelson keelson = orders(new Stamps())
                        .portable(plain)
                        .dataSource(database.application())
                        .build()) {
            UUID id = UUID.randomUUID();
            String stamps = "select created_at, created_by, updated_at, updated_by, version from orders";
            keelson.run(context("acme", NOON), work -> {
                Order order = new Order(id, "new");
                order.items.add(new Item(UUID.randomUUID(), 1));
                work.add(order);
            });
            assertThat(database.query(stamps)).containsExactly(List.of(at(NOON), "jane", at(NOON), "jane", 1L));

            keelson.run(context("acme", LATER), work -> work.get(Order.class, id));
            assertThat(database.query(stamps))
                    .as("nothing changed")
                    .containsExactly(List.of(at(NOON), "jane", at(NOON), "jane", 1L));

            keelson.run(
                    context("acme", LATER),
                    work -> work.get(Order.class, id).items.get(0).count++);
            assertThat(database.query(stamps))
                    .as("a change anywhere in the aggregate")
                    .containsExactly(List.of(at(NOON), "jane", at(LATER), "jane", 2L));
        }
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }

    @Test
    void a_property_of_the_domain_shows_a_stamp() {
        KeelsonBuilder mapped = Keelson.builder()
                .map(Dated.class, order -> order.property("createdAt", at -> at.generated()))
                .policy(new Stamps());
        try (TestDatabase database = database(mapped);
                Keelson keelson = mapped.dataSource(database.application()).build()) {
            Dated order = new Dated(UUID.randomUUID());
            keelson.run(context("acme", NOON), work -> work.add(order));
            assertThat(order.createdAt).isEqualTo(NOON);
            keelson.run(context("acme", LATER), work -> {
                Dated loaded = work.get(Dated.class, order.id);
                assertThat(loaded.createdAt).isEqualTo(NOON);
                loaded.text = "changed";
            });
            assertThat(database.query("select created_at, updated_at from dateds"))
                    .containsExactly(List.of(at(NOON), at(LATER)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_removed_is_hidden_from_every_load_and_query_and_what_hangs_on_it_stays(boolean plain) {
        try (TestDatabase database = database(orders(new Bin()).portable(plain));
                Keelson keelson = orders(new Bin())
                        .portable(plain)
                        .dataSource(database.application())
                        .build()) {
            Order gone = new Order(UUID.randomUUID(), "gone");
            gone.items.add(new Item(UUID.randomUUID(), 1));
            gone.tags.add("tag");
            Order stays = new Order(UUID.randomUUID(), "stays");
            for (int n = 0; n < 6; n++) {
                stays.items.add(new Item(UUID.randomUUID(), n));
            }
            stays.tags = new LinkedHashSet<>(List.of("one", "two"));
            keelson.run(context("acme", NOON), work -> {
                work.add(gone);
                work.add(stays);
            });
            keelson.run(context("acme", LATER), work -> {
                work.remove(work.get(Order.class, gone.id));
                Order order = work.get(Order.class, stays.id);
                order.items.removeIf(item -> item.count % 2 == 0);
                order.tags.remove("one");
            });

            try (SqlUnitOfWork work = keelson.begin(context("acme", LATER))) {
                assertThat(work.find(Order.class, gone.id)).isEmpty();
                assertThat(work.findAll(Order.class, List.of(gone.id, stays.id)))
                        .containsOnlyKeys(stays.id);
                assertThat(work.query(Order.class).list()).hasSize(1);
                assertThat(work.query(Order.class).count()).isEqualTo(1);
                assertThat(work.exists(Order.class, gone.id)).isFalse();
                Order order = work.get(Order.class, stays.id);
                assertThat(order.items).extracting(item -> item.count).containsExactly(1, 3, 5);
                assertThat(order.tags).containsExactly("two");
            }
            assertThat(database.query("select text, deleted_at, deleted_by, version from orders order by text"))
                    .containsExactly(List.of("gone", at(LATER), "jane", 2L), nulls("stays", null, null, 2L));
            assertThat(database.query("select count, deleted_by from order_items order by deleted_by, count"))
                    .as("an entity of its own identifier is hidden, also with its root")
                    .containsExactly(
                            List.of(0, "jane"),
                            List.of(1, "jane"),
                            List.of(2, "jane"),
                            List.of(4, "jane"),
                            nulls(1, null),
                            nulls(3, null),
                            nulls(5, null));
            assertThat(database.query("select tag from order_tags order by tag"))
                    .as("values have no identifier, and are deleted")
                    .containsExactly(List.of("tag"), List.of("two"));
        }
    }

    private static List<@Nullable Object> nulls(@Nullable Object... values) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object value : values) {
            all.add(value);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_root_that_somebody_hid_is_told_as_hidden(boolean plain) {
        try (TestDatabase database = database(orders(new Bin()).portable(plain));
                Keelson keelson = orders(new Bin())
                        .portable(plain)
                        .dataSource(database.application())
                        .build()) {
            for (boolean wholeOrder : List.of(false, true)) {
                Order order = new Order(UUID.randomUUID(), "an order");
                order.items.add(new Item(UUID.randomUUID(), 1));
                keelson.run(context("acme", NOON), work -> work.add(order));
                try (SqlUnitOfWork work = keelson.begin(context("acme", NOON))) {
                    Order mine = work.get(Order.class, order.id);
                    keelson.run(context("acme", LATER), other -> other.remove(other.get(Order.class, order.id)));
                    mine.text = "mine";
                    if (wholeOrder) {
                        mine.items.add(new Item(UUID.randomUUID(), 2));
                        mine.items.remove(0);
                        work.add(new Order(UUID.randomUUID(), "another"));
                    }
                    StaleAggregateException stale = catchThrowableOfType(StaleAggregateException.class, work::commit);
                    assertThat(stale.stale().get(0).reason()).isEqualTo(Reason.HIDDEN);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_policy_adds_rows_to_a_table_of_its_own_and_they_go_or_come_with_the_commit(boolean plain) {
        try (TestDatabase database = database(orders(new Journal()).portable(plain));
                Keelson keelson = orders(new Journal())
                        .portable(plain)
                        .dataSource(database.application())
                        .build()) {
            UUID id = UUID.randomUUID();
            keelson.run(context("acme", NOON), work -> work.add(new Order(id, "new")));
            keelson.run(context("acme", LATER), work -> work.get(Order.class, id).text = "changed");
            keelson.run(context("acme", LATER), work -> work.get(Order.class, id));
            try (SqlUnitOfWork work = keelson.begin(context("acme", LATER))) {
                work.get(Order.class, id).text = "a\0b";
                assertThatThrownBy(work::commit).isInstanceOf(RuntimeException.class);
                work.discard();
            }
            assertThat(database.query("select at, aggregate, rows from journal order by at"))
                    .containsExactly(
                            List.of(at(NOON), "Order[" + id + "]", 1), List.of(at(LATER), "Order[" + id + "]", 1));
        }
    }

    @Test
    void the_table_of_a_policy_that_is_missing_is_a_fault_with_the_statement_that_makes_it() {
        try (TestDatabase database = database(orders())) {
            assertThatThrownBy(() -> orders(new Journal())
                            .dataSource(database.application())
                            .build())
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("there is no table journal")
                    .hasMessageContaining("create table journal");
        }
    }

    /** A wall of row-level security, which shows nothing but the rows of the tenant that the transaction names. */
    private static void secure(TestDatabase database) {
        for (String table : List.of("orders", "order_items", "order_tags", "keelson_commits")) {
            database.execute(
                    "alter table " + table + " enable row level security",
                    "create policy wall on " + table
                            + " using (tenant_id = nullif(current_setting('app.tenant', true), ''))");
        }
    }

    static Stream<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (boolean plain : List.of(false, true)) {
            for (Isolation isolation : Isolation.values()) {
                ways.add(Arguments.of(plain, isolation));
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void settings_go_ahead_of_every_transaction_and_nothing_of_them_is_left(boolean plain, Isolation isolation) {
        Policy[] policies = {Tenancy.byColumn("tenant_id"), new Walled(), new Stamps(), new Bin(), new Journal()};
        try (TestDatabase database = database(orders(policies).portable(plain))) {
            secure(database);
            database.execute("create sequence numbers");
            database.execute("grant usage on sequence numbers to public");
            try (Keelson keelson = orders(policies)
                    .portable(plain)
                    .dataSource(database.application())
                    .build()) {
                UUID id = UUID.randomUUID();
                keelson.run(context("acme", NOON), isolation, work -> {
                    Order order = new Order(id, "new");
                    order.items.add(new Item(UUID.randomUUID(), 1));
                    work.add(order);
                });
                keelson.run(context("acme", NOON), isolation, work -> work.get(Order.class, id).text = "changed");
                keelson.run(context("acme", NOON), isolation, work -> {
                    Order order = work.get(Order.class, id);
                    order.text = "in the long form";
                    for (int n = 0; n < 6; n++) {
                        order.items.add(new Item(UUID.randomUUID(), n));
                    }
                    work.add(new Order(UUID.randomUUID(), "beside it"));
                });
                try (SqlUnitOfWork work = keelson.begin(context("acme", NOON), isolation)) {
                    assertThat(work.query(Order.class).list()).hasSize(2);
                    assertThat(work.get(Order.class, id).items).hasSize(7);
                    assertThat(work.nextNumber("numbers")).isPositive();
                }
                try (SqlUnitOfWork work = keelson.begin(context("acme", NOON), isolation)) {
                    Order mine = work.get(Order.class, id);
                    keelson.run(context("acme", NOON), other -> other.get(Order.class, id).text = "theirs");
                    mine.text = "mine";
                    assertThat(catchThrowableOfType(StaleAggregateException.class, work::commit)
                                    .stale()
                                    .get(0)
                                    .reason())
                            .as("what became of it is looked up behind the wall")
                            .isEqualTo(Reason.CHANGED);
                }
                CommandToken token = CommandToken.next();
                keelson.run(context("acme", NOON), isolation, token, work -> work.get(Order.class, id).text = "once");
                assertThatThrownBy(() -> keelson.run(
                                context("acme", NOON),
                                isolation,
                                token,
                                work -> work.get(Order.class, id).text = "twice"))
                        .isInstanceOf(CommandAlreadyCommittedException.class);
                assertThat(keelson.outcome(context("acme", NOON), token).isCommitted())
                        .isTrue();
                assertThat(keelson.outcome(context("acme", NOON), CommandToken.next())
                                .isCommitted())
                        .isFalse();
                try (SqlUnitOfWork work = keelson.begin(context("globex", NOON), isolation)) {
                    assertThat(work.find(Order.class, id)).isEmpty();
                    assertThat(work.query(Order.class).count()).isZero();
                }
                assertThat(leftOver(database)).containsOnly("");
            }
        }
    }

    /** What connections of the pool say of the setting. */
    private static List<String> leftOver(TestDatabase database) {
        List<String> left = new ArrayList<>();
        List<Connection> connections = new ArrayList<>();
        try {
            for (int n = 0; n < 4; n++) {
                Connection connection = database.application().getConnection();
                connections.add(connection);
                try (Statement statement = connection.createStatement();
                        var rows = statement.executeQuery("select coalesce(current_setting('app.tenant', true), '')")) {
                    rows.next();
                    left.add(rows.getString(1));
                }
            }
            for (Connection connection : connections) {
                connection.close();
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        return left;
    }

    @Test
    void settings_cost_no_round_trip_where_messages_may_hold_several_statements() {
        KeelsonBuilder mapped = orders(Tenancy.byColumn("tenant_id"), new Walled());
        try (TestDatabase database = database(mapped);
                WireCounter wire = WireCounter.inFrontOf(database.server());
                Keelson keelson = orders(Tenancy.byColumn("tenant_id"), new Walled())
                        .dataSource(database.through(wire))
                        .build()) {
            UUID id = UUID.randomUUID();
            keelson.run(context("acme", NOON), work -> work.add(new Order(id, "new")));
            wire.reset();
            keelson.run(context("acme", NOON), work -> work.get(Order.class, id).text = "changed");
            assertThat(wire.counts().roundTrips()).isEqualTo(2);
            assertThat(wire.statements()).hasSize(4);
            assertThat(wire.statements().get(0))
                    .isEqualTo("select set_config('app.tenant', $1, true), set_config('app.actor', $2, true)");
        }
    }

    @Test
    void a_database_without_settings_of_a_transaction_refuses_them_by_name() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:user_policies;DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE");
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : orders(new Stamps(), new Bin(), new Journal())
                    .schema(StatementProfile.H2)
                    .statements()) {
                statement.execute(sql);
            }
        }
        assertThatThrownBy(() -> orders(new Stamps(), new Bin(), new Journal(), new Walled())
                        .dataSource(h2)
                        .build())
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("setting app.tenant")
                .hasMessageContaining("setting app.actor");
        try (Keelson keelson =
                orders(new Stamps(), new Bin(), new Journal()).dataSource(h2).build()) {
            UUID id = UUID.randomUUID();
            keelson.run(context("acme", NOON), work -> work.add(new Order(id, "new")));
            keelson.run(context("acme", LATER), work -> work.get(Order.class, id).text = "changed");
            keelson.run(context("acme", LATER), work -> work.remove(work.get(Order.class, id)));
            assertThat(keelson.<Long, RuntimeException>call(
                            context("acme", LATER),
                            work -> work.find(Order.class, id).stream().count()))
                    .isZero();
            try (Connection connection = h2.getConnection();
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select (select count(*) from \"journal\"), deleted_by, updated_at from orders")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(3);
                assertThat(rows.getString(2)).isEqualTo("jane");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Inheritance.class)
    void hierarchies_of_every_strategy_are_stamped_and_hidden(Inheritance strategy) {
        KeelsonBuilder mapped = hierarchy(strategy);
        try (TestDatabase database = database(mapped);
                Keelson keelson =
                        hierarchy(strategy).dataSource(database.application()).build()) {
            Car car = new Car(UUID.randomUUID());
            Boat boat = new Boat(UUID.randomUUID());
            keelson.run(context("acme", NOON), work -> {
                work.add(car);
                work.add(boat);
            });
            keelson.run(context("acme", LATER), work -> {
                ((Car) work.get(Vehicle.class, car.id)).doors = 5;
                work.remove(work.get(Vehicle.class, boat.id));
            });
            try (SqlUnitOfWork work = keelson.begin(context("acme", LATER))) {
                assertThat(work.find(Vehicle.class, boat.id)).isEmpty();
                assertThat(work.query(Vehicle.class).list()).hasSize(1);
                assertThat(((Car) work.get(Vehicle.class, car.id)).doors).isEqualTo(5);
            }
            String cars = strategy == Inheritance.TABLE_PER_CLASS ? "cars" : "vehicles";
            String boats = strategy == Inheritance.TABLE_PER_CLASS ? "boats" : "vehicles";
            assertThat(database.query("select updated_at, deleted_at from " + cars + " where id = ?", car.id))
                    .containsExactly(nulls(at(LATER), null));
            assertThat(database.query("select updated_at, deleted_at from " + boats + " where id = ?", boat.id))
                    .containsExactly(List.of(at(LATER), at(LATER)));
        }
    }

    private static KeelsonBuilder hierarchy(Inheritance strategy) {
        return Keelson.builder()
                .map(Vehicle.class, vehicle -> vehicle.inheritance(strategy))
                .policy(new Stamps())
                .policy(new Bin());
    }

    /** A policy that keeps rows apart beside the tenant, and sets something. */
    private record Region(String setting) implements Policy {
        @Override
        public String name() {
            return "region";
        }

        @Override
        public TableRule rule(PolicyTable table) {
            PolicyColumn region = new PolicyColumn("region", ColumnType.text(), moment -> "north", "region");
            return table.role() == PolicyTable.Role.COMMIT_LOG
                    ? TableRule.NONE
                    : TableRule.of(new Clause.Wall(region, false, false));
        }

        @Override
        public List<SessionSetting> settings() {
            return List.of(new SessionSetting(setting, moment -> "1s"));
        }
    }

    static final class Patient {
        private final UUID id;
        private String diagnosis;

        Patient(UUID id, String diagnosis) {
            this.id = id;
            this.diagnosis = diagnosis;
        }
    }

    private static KeelsonBuilder patients(ColumnCipher cipher, Policy... further) {
        KeelsonBuilder builder = Keelson.builder()
                .map(Patient.class, patient -> patient.property("diagnosis", text -> text.encrypted(cipher)))
                .policy(Tenancy.byColumn("tenant_id"));
        Stream.of(further).forEach(builder::policy);
        return builder;
    }

    @Test
    void a_second_wall_leaves_what_was_encrypted_before_it_readable() {
        ColumnCipher cipher = Ciphers.any();
        UUID id = UUID.randomUUID();
        try (TestDatabase database = database(patients(cipher))) {
            try (Keelson before =
                    patients(cipher).dataSource(database.application()).build()) {
                before.run(context("acme", NOON), work -> work.add(new Patient(id, "well")));
            }
            database.execute("alter table patients add region text not null default 'north'");
            try (Keelson after = patients(cipher, new Region("lock_timeout"))
                    .dataSource(database.application())
                    .build()) {
                String read = after.call(context("acme", NOON), work -> work.get(Patient.class, id).diagnosis);
                assertThat(read).isEqualTo("well");
            }
            database.execute("update patients set region = 'south'");
            try (Keelson after = patients(cipher, new Region("lock_timeout"))
                    .dataSource(database.application())
                    .build()) {
                after.run(
                        context("acme", NOON),
                        work -> assertThat(work.find(Patient.class, id)).isEmpty());
            }
        }
    }

    /** Tells the database the instant of each transaction, and stamps it. */
    private record Told() implements Policy {
        private static final PolicyColumn AT =
                new PolicyColumn("written_at", ColumnType.timestamptz(), Moment::instant, "instant");

        @Override
        public String name() {
            return "told";
        }

        @Override
        public TableRule rule(PolicyTable table) {
            return table.role() == PolicyTable.Role.ROOT
                    ? TableRule.of(new Clause.Stamp(AT, Set.of(Clause.Occasion.INSERT, Clause.Occasion.UPDATE)))
                    : TableRule.NONE;
        }

        @Override
        public List<SessionSetting> settings() {
            return List.of(
                    new SessionSetting("app.at", moment -> moment.instant().toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_settings_of_a_commit_are_of_its_moment_as_its_stamps_are(boolean plain) {
        KeelsonBuilder mapped = orders(new Told()).portable(plain);
        try (TestDatabase database = database(orders(new Told()))) {
            database.execute(
                    "alter table orders add told timestamptz",
                    "alter table orders alter told set default current_setting('app.at')::timestamptz");
            try (Keelson keelson = mapped.dataSource(database.application()).build();
                    SqlUnitOfWork work = keelson.begin(WorkContext.of(Actor.of("jane")))) {
                work.findAll(Order.class, List.of(UUID.randomUUID())); // the moment of the loads is another
                work.add(new Order(UUID.randomUUID(), "first"));
                work.commit();
                work.add(new Order(UUID.randomUUID(), "second"));
                work.commit();

                assertThat(database.query("select told = written_at from orders"))
                        .hasToString("[[true], [true]]");
            }
        }
    }

    @Test
    void a_setting_that_the_database_does_not_know_is_a_fault() {
        try (TestDatabase database = database(orders())) {
            database.execute(
                    "alter table orders add region text not null", "alter table order_items add region text not null");
            assertThatThrownBy(() -> orders(new Region("lock_timout"))
                            .dataSource(database.application())
                            .build())
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("setting lock_timout")
                    .hasMessageContaining("app.lock_timout");
        }
    }

    /** A policy whose column another one has, too. */
    private record Marked(String column) implements Policy {
        @Override
        public String name() {
            return "marked";
        }

        @Override
        public TableRule rule(PolicyTable table) {
            return TableRule.of(new Clause.Stamp(
                    new PolicyColumn(column, ColumnType.text(), moment -> "marked", "mark"),
                    Set.of(Clause.Occasion.INSERT)));
        }
    }

    @Test
    void a_column_that_a_property_or_another_policy_has_is_a_fault_that_names_it() {
        for (String column : List.of("text", "created_at")) {
            try (TestDatabase database = database(orders(new Stamps()))) {
                assertThatThrownBy(() -> orders(new Stamps(), new Marked(column))
                                .dataSource(database.application())
                                .build())
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("column orders." + column + " already belongs to a policy");
            }
        }
        assertThatThrownBy(() -> new SessionSetting("app tenant", moment -> "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot make the setting 'app tenant': ");
        assertThatThrownBy(() -> TableRule.of(
                        new Clause.Hide(List.of(new PolicyColumn("a", ColumnType.text(), moment -> "x", "a"))),
                        new Clause.Hide(List.of(new PolicyColumn("b", ColumnType.text(), moment -> "x", "b")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot hide rows by a and by b: ");
    }
}

package dev.keelson.work.load.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.database.Borrowed;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.rows.LoadedRows.PlacedRoot;
import dev.keelson.work.load.select.AggregateTable;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Queries and loads of hierarchies whose subtypes share a table, join one, or have one each: always one statement. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class HierarchyQueryTest {

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    private interface Payment {}

    private record Card() implements Payment {}

    private interface Transfer extends Payment {}

    private record Iban() implements Transfer {}

    private record Wire() implements Transfer {}

    private interface Vehicle {}

    private record Car() implements Vehicle {}

    private record Boat() implements Vehicle {}

    private static final AggregateModel JOINED = HandMade.of(Payment.class)
            .root("payments", "id bigint : key", "payment_type text", "cents integer", "version bigint")
            .child("payments", "cards", "id bigint : key parent", "number text", "holder text")
            .child("payments", "ibans", "id bigint : key parent", "number text", "bank text")
            .child("payments", "notes", "payment_id bigint : key parent", "position integer : key", "note text")
            .discriminator("payment_type")
            .subtype(Card.class, "card", "cards")
            .subtype(Iban.class, "iban", "ibans")
            .subtype(Wire.class, "wire")
            .model();

    private static final AggregateModel CARS = HandMade.of(Car.class, Vehicle.class)
            .root("cars", "id bigint : key", "name text", "doors integer", "mass numeric(8,2)", "version bigint")
            .child("cars", "trips", "car_id bigint : key parent", "n integer : key", "km integer")
            .model();

    private static final AggregateModel BOATS = HandMade.of(Boat.class, Vehicle.class)
            .root("boats", "version bigint", "boat_no bigint : key", "member text", "mass numeric(9,1)", "name text")
            .model();

    private static final Roots PAYMENTS = new Roots(Payment.class, List.of(JOINED));
    private static final Roots VEHICLES = new Roots(Vehicle.class, List.of(CARS, BOATS));

    private static TestDatabase database;
    private static WireCounter wire;
    private static RowReader reader;
    private static WorkScope scope;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        String tenant = "tenant_id text not null default 'acme', ";
        database.execute(
                "create table payments (" + tenant + "id bigint, payment_type text, cents integer, version bigint,"
                        + " primary key (tenant_id, id))",
                "create table cards (" + tenant + "id bigint, number text, holder text, primary key (tenant_id, id))",
                "create table ibans (" + tenant + "id bigint, number text, bank text, primary key (tenant_id, id))",
                "create table notes (" + tenant + "payment_id bigint, position integer, note text)",
                "create table cars (" + tenant + "id bigint primary key, name text, doors integer, mass numeric(8,2),"
                        + " version bigint)",
                "create table trips (" + tenant + "car_id bigint, n integer, km integer)",
                "create table boats (" + tenant + "boat_no bigint primary key, member text, mass numeric(9,1), name"
                        + " text, version bigint)",
                "insert into payments (id, payment_type, cents, version) values (1, 'card', 100, 1), (2, 'iban', 200,"
                        + " 1), (3, 'wire', 300, 1), (4, 'card', 400, 1)",
                "insert into cards (id, number, holder) values (1, 'c1', 'ann'), (4, 'c4', 'bob')",
                "insert into ibans (id, number, bank) values (2, 'i2', 'ing')",
                "insert into cards (tenant_id, id, number, holder) values ('other', 2, 'c2', 'eve')",
                "insert into payments (tenant_id, id, payment_type, cents) values ('other', 4, 'card', 44),"
                        + " ('other', 9, 'card', 99)",
                "insert into notes (payment_id, position, note) values (4, 0, 'x'), (1, 0, 'y'), (4, 1, 'z')",
                "insert into cars values ('acme', 1, 'mini', 3, 900, 1), ('acme', 2, 'limo', 6, 2900, 1),"
                        + " ('other', 3, 'kart', 0, 100, 1)",
                "insert into trips values ('acme', 2, 0, 10), ('acme', 2, 1, 20), ('other', 2, 2, 30)",
                "insert into boats values ('acme', 7, 'club', 500.5, 'kayak', 1), ('acme', 2, 'club', 3000, 'raft',"
                        + " 1), ('other', 8, 'club', 1, 'dinghy', 1)");
        wire = WireCounter.start();
        scope = new WorkScope(ACME, new Borrowed(new Database(database.through(wire))));
        reader = new RowReader(
                StatementProfile.POSTGRES,
                new Policies(List.of(Tenancy.byColumn("tenant_id"))),
                RowLimit.STANDARD,
                Map.of(),
                1_000,
                new TemplateCaches(TemplateCaches.STATEMENTS));
    }

    @AfterAll
    static void drop() {
        database.close();
        wire.close();
    }

    private static RowQuery query(Roots roots, Condition condition, @Nullable Integer limit, OrderField<?>... order) {
        return new RowQuery(roots, condition, List.of(order), limit);
    }

    /** The found roots in order, each as its table with its rows' keys and its children's rows. */
    private static List<String> found(RowQuery query) {
        wire.reset();
        List<LoadedRows> rows = reader.query(query, Visibility.VISIBLE, scope);
        assertThat(wire.counts().statements()).isEqualTo(1);
        List<String> found = new ArrayList<>();
        for (PlacedRoot placed : LoadedRows.inOrder(rows)) {
            StringBuilder text = new StringBuilder(placed.root().toString());
            AggregateModel model = placed.rows().model();
            model.tables()
                    .subList(1, model.tables().size())
                    .forEach(table -> placed.rows()
                            .of(table, placed.root())
                            .forEach(row -> text.append(" ").append(row)));
            found.add(text.toString());
        }
        return found;
    }

    private static Field<Integer> cents(Table<Record> table) {
        return table.field("cents", Integer.class);
    }

    @Test
    void a_joined_hierarchy_is_asked_for_by_columns_of_any_of_its_tables() {
        Table<Record> payments = AggregateTable.of(PAYMENTS);
        assertThat(found(query(
                        PAYMENTS,
                        payments.field("holder", String.class).in("ann", "bob", "eve"),
                        null,
                        payments.field("holder").desc())))
                .containsExactly(
                        "payments[4] cards[4] notes[[4, 0]] notes[[4, 1]]", "payments[1] cards[1] notes[[1, 0]]");
        assertThat(found(query(
                        PAYMENTS,
                        payments.field(DSL.name("ibans", "number"), String.class)
                                .eq("i2")
                                .or(cents(payments).eq(300)),
                        null,
                        cents(payments).asc())))
                .containsExactly("payments[2] ibans[2]", "payments[3]");
    }

    @Test
    void a_subtype_is_told_by_its_discriminator() {
        Table<Record> payments = AggregateTable.of(PAYMENTS);
        Roots cards = new Roots(Card.class, List.of(JOINED));
        Roots transfers = new Roots(Transfer.class, List.of(JOINED));
        assertThat(found(query(cards, DSL.noCondition(), null, cents(payments).asc())))
                .containsExactly(
                        "payments[1] cards[1] notes[[1, 0]]", "payments[4] cards[4] notes[[4, 0]] notes[[4, 1]]");
        assertThat(found(query(
                        transfers, cents(payments).gt(0), 1, cents(payments).desc())))
                .containsExactly("payments[3]");
        assertThat(reader.count(query(transfers, DSL.noCondition(), null), Visibility.VISIBLE, scope))
                .isEqualTo(2);
        assertThat(reader.exists(query(transfers, cents(payments).eq(100), null), Visibility.VISIBLE, scope))
                .isFalse();
        assertThat(reader.exists(query(cards, cents(payments).eq(100), null), Visibility.VISIBLE, scope))
                .isTrue();
    }

    @Test
    void tables_of_a_joined_hierarchy_that_a_query_does_not_name_cost_nothing() {
        Table<Record> payments = AggregateTable.of(PAYMENTS);
        wire.reset();
        reader.count(query(PAYMENTS, payments.field("bank", String.class).eq("ing"), null), Visibility.VISIBLE, scope);
        String sql = wire.transcript().get(0).replaceAll("\\$\\d", "'x'");
        assertThat(sql).contains("left outer join cards").contains("left outer join ibans");
        String plan = database.query("explain " + sql).toString();
        assertThat(plan).contains("ibans").doesNotContain("cards");
    }

    @Test
    void a_load_by_key_brings_the_rows_of_every_table_of_a_joined_hierarchy() {
        wire.reset();
        LoadedRows one = reader.one(List.of(JOINED), HandMade.key(4L), Visibility.VISIBLE, scope)
                .get(0);
        assertThat(wire.counts().statements()).isEqualTo(1);
        assertThat(one.of(JOINED.tables().get(1), one.roots().get(0)))
                .extracting(Object::toString)
                .containsExactly("cards[4]");
        assertThat(one.of(JOINED.tables().get(2), one.roots().get(0))).isEmpty();
    }

    @Test
    void classes_with_a_table_each_are_searched_as_one_in_the_order_asked_for() {
        Table<Record> vehicles = AggregateTable.of(VEHICLES);
        assertThat(vehicles.fields()).extracting(Field::getName).containsExactly("name", "mass", "version");
        Field<String> name = vehicles.field("name", String.class);
        assertThat(found(query(VEHICLES, DSL.noCondition(), null, name.desc())))
                .containsExactly("boats[2]", "cars[1]", "cars[2] trips[[2, 0]] trips[[2, 1]]", "boats[7]");
        assertThat(found(query(VEHICLES, name.in("limo", "kayak"), null, name.asc())))
                .containsExactly("boats[7]", "cars[2] trips[[2, 0]] trips[[2, 1]]");
        assertThat(found(query(
                        VEHICLES,
                        vehicles.field("mass", java.math.BigDecimal.class).lt(new java.math.BigDecimal("1000")),
                        1,
                        name.asc())))
                .containsExactly("boats[7]");
        assertThat(reader.count(query(VEHICLES, name.like("%i%"), null), Visibility.VISIBLE, scope))
                .isEqualTo(2);
        assertThat(reader.exists(query(VEHICLES, name.eq("dinghy"), null), Visibility.VISIBLE, scope))
                .isFalse();
        assertThat(reader.exists(query(VEHICLES, name.eq("kayak"), null), Visibility.VISIBLE, scope))
                .isTrue();
    }

    @Test
    void one_key_or_several_are_looked_for_in_the_table_of_each_class() {
        wire.reset();
        List<LoadedRows> one = reader.one(VEHICLES.members(), HandMade.key(7L), Visibility.VISIBLE, scope);
        assertThat(one).extracting(rows -> rows.roots().toString()).containsExactly("[]", "[boats[7]]");
        List<@Nullable Object[]> keys = List.of(HandMade.key(1L), HandMade.key(7L), HandMade.key(8L));
        List<LoadedRows> many = reader.many(VEHICLES.members(), List.of(keys, keys), Visibility.VISIBLE, scope);
        assertThat(many)
                .extracting(rows -> rows.roots().toString())
                .containsExactlyInAnyOrder("[cars[1]]", "[boats[7]]");
        assertThat(wire.counts().roundTrips()).isEqualTo(2);
        assertThat(wire.counts().statements())
                .as("one, and a select for each table")
                .isEqualTo(1 + 3);
    }
}

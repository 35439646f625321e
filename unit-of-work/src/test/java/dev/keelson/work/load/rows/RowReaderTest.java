package dev.keelson.work.load.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.database.Borrowed;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows of aggregates of several types, each with keys of its own, come by one statement. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class RowReaderTest {

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    private interface Plan {}

    private record Yearly() implements Plan {}

    private record Daily() implements Plan {}

    private record City() {}

    private record Street() {}

    private static final AggregateModel CITY = HandMade.of(City.class)
            .root("cities", "id integer : key", "name text")
            .child("cities", "parks", "city_id integer : key parent", "name text : key")
            .model();

    /** Found by two columns, in another order than they stand. */
    private static final AggregateModel STREET = HandMade.of(Street.class)
            .root("streets", "name text : key", "length integer", "city integer : key")
            .child("streets", "houses", "street text : key parent", "city integer : key parent", "n integer : key")
            .model();

    private static TestDatabase database;
    private static WireCounter wire;
    private static RowReader reader;
    private static WorkScope scope;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(
                "create table cities (id integer primary key, name text)",
                "create table parks (city_id integer, name text)",
                "create table streets (name text, length integer, city integer, primary key (name, city))",
                "create table houses (street text, city integer, n integer)",
                "insert into cities select n, 'c' || n from generate_series(1, 1500) n",
                "insert into parks select n, 'p' || n from generate_series(1, 1500) n",
                "insert into streets values ('a', 10, 1), ('a', 20, 2), ('b', 30, 1)",
                "insert into houses select 'a', 2, n from generate_series(1, 3) n");
        wire = WireCounter.start();
        scope = new WorkScope(CONTEXT, new Borrowed(new Database(database.through(wire))));
        reader = new RowReader(
                StatementProfile.POSTGRES,
                new Policies(List.of()),
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

    private static List<List<@Nullable Object[]>> keys(
            List<@Nullable Object[]> cities, List<@Nullable Object[]> streets) {
        List<List<@Nullable Object[]>> keys = new ArrayList<>();
        keys.add(cities);
        keys.add(streets);
        return keys;
    }

    private static List<LoadedRows> many(List<@Nullable Object[]> cities, List<@Nullable Object[]> streets) {
        wire.reset();
        return reader.many(List.of(CITY, STREET), keys(cities, streets), Visibility.VISIBLE, scope);
    }

    @Test
    void each_type_with_its_own_keys() {
        List<@Nullable Object[]> streets = new ArrayList<>(List.of(HandMade.key("a", 2), HandMade.key("b", 2)));
        List<LoadedRows> rows = many(HandMade.keys(7, 9), streets);
        assertThat(wire.counts().roundTrips()).isEqualTo(1);
        assertThat(wire.counts().statements()).as("a select for each table").isEqualTo(4);
        assertThat(rows).extracting(LoadedRows::model).containsExactly(CITY, STREET);
        assertThat(rows.get(0).roots()).extracting(Row::key).containsExactlyInAnyOrder(7, 9);
        assertThat(rows.get(0).of(CITY.tables().get(1), rows.get(0).roots().get(0)))
                .hasSize(1);
        assertThat(rows.get(1).roots()).extracting(row -> row.get(1)).containsExactly(20);
        assertThat(rows.get(1).ofTable(1)).hasSize(3);
    }

    @Test
    void a_type_without_keys_has_no_rows_and_none_at_all_is_no_statement() {
        List<LoadedRows> rows = many(HandMade.keys(), List.<@Nullable Object[]>of(HandMade.key("a", 1)));
        assertThat(rows).extracting(one -> one.roots().toString()).containsExactly("[]", "[streets[[a, 1]]]");
        assertThat(many(HandMade.keys(), HandMade.keys())).isEmpty();
        assertThat(wire.counts().statements()).isZero();
    }

    @Test
    void a_thousand_keys_of_each_type_are_one_round_trip() {
        Integer[] ids = IntStream.rangeClosed(1, 1_001).boxed().toArray(Integer[]::new);
        List<LoadedRows> rows = many(HandMade.keys((Object[]) ids), List.<@Nullable Object[]>of(HandMade.key("a", 1)));
        assertThat(wire.counts().roundTrips()).isEqualTo(2);
        assertThat(rows).extracting(one -> one.roots().size()).containsExactly(1_000, 1, 1, 0);
    }

    @Test
    void the_order_of_the_types_makes_no_other_statement() {
        many(HandMade.keys(1), HandMade.keys());
        reader.many(List.of(STREET, CITY), keys(HandMade.keys(), HandMade.keys(1)), Visibility.VISIBLE, scope);
        assertThat(wire.transcript()).hasSize(2);
        assertThat(wire.transcript().get(1)).isEqualTo(wire.transcript().get(0));
    }

    @Test
    void more_than_a_million_rows_are_an_error_with_counts() {
        database.execute(
                "create table halls (id integer)",
                "create table seats (hall_id integer, n integer)",
                "insert into halls values (1), (2)",
                "insert into seats select 1, n from generate_series(1, 1000000) n");
        AggregateModel hall = HandMade.of(City.class)
                .root("halls", "id integer : key")
                .child("halls", "seats", "hall_id integer : key parent", "n integer : key")
                .model();
        assertThatThrownBy(() -> reader.many(List.of(hall), List.of(HandMade.keys(1, 2)), Visibility.VISIBLE, scope))
                .isInstanceOf(HydrationException.class)
                .hasMessageContaining(
                        "Cannot hydrate City: one statement brings more than 1,000,000 rows (halls 2, seats 999,999 so"
                            + " far), which is all that it may. Load fewer at once: fewer identifiers, or a query with"
                            + " a condition or a limit.");
    }

    @Test
    void errors_say_what_was_attempted() {
        AggregateModel yearly = HandMade.of(Yearly.class, Plan.class)
                .root("yearly", "id integer : key")
                .model();
        AggregateModel daily = HandMade.of(Daily.class, Plan.class)
                .root("daily", "id integer : key")
                .model();
        List<AggregateModel> plans = List.of(yearly, daily);
        List<@Nullable Object[]> three = HandMade.keys(1, 2, 3);
        assertThatThrownBy(() -> reader.one(List.of(daily), HandMade.key(7), Visibility.VISIBLE, scope))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("load Daily[7]");
        assertThatThrownBy(() -> reader.one(plans, HandMade.key(7), Visibility.VISIBLE, scope))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("load Plan[7]");
        assertThatThrownBy(() -> reader.many(plans, keys(three, three), Visibility.VISIBLE, scope))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("load 3 of Plan");
        assertThatThrownBy(() ->
                        reader.many(List.of(CITY, daily), keys(HandMade.keys(1), three), Visibility.VISIBLE, scope))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("load 1 of City, 3 of Daily");
    }
}

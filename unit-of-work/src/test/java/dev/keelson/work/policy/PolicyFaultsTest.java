package dev.keelson.work.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.policy.Clause.Wall;
import dev.keelson.work.policy.PolicyTable.Role;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies would lose or mix of rows is a fault of the mapping, told with and without a database. */
class PolicyFaultsTest {

    private static final PolicyColumn OWNER = new PolicyColumn(
            "owner", ColumnType.text(), moment -> moment.context().actor().name(), "owner");
    private static final PolicyColumn DELETED_AT =
            new PolicyColumn("deleted_at", ColumnType.timestamptz(), Moment::instant, "deletion");

    static final class Item {
        private final UUID id;
        private String text = "";

        Item(UUID id) {
            this.id = id;
        }
    }

    static final class Basket {
        private final UUID id;
        private final List<Item> items = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Basket(UUID id) {
            this.id = id;
        }
    }

    static final class Shop {
        private final UUID id;
        private final Map<String, List<Item>> shelves = new LinkedHashMap<>();

        Shop(UUID id) {
            this.id = id;
        }
    }

    /** One clause for some tables. */
    private record Some(String name, Clause clause, Predicate<PolicyTable> where) implements Policy {
        @Override
        public TableRule rule(PolicyTable table) {
            return where.test(table) ? TableRule.of(clause) : TableRule.NONE;
        }
    }

    private static boolean isRoot(PolicyTable table) {
        return table.role() == Role.ROOT;
    }

    private static boolean isKept(PolicyTable table) {
        return isRoot(table) || (table.role() == Role.PART && table.hasOwnIdentifier());
    }

    private static KeelsonBuilder mapped(Class<?> type, Policy... policies) {
        KeelsonBuilder builder = Keelson.builder().map(type);
        List.of(policies).forEach(builder::policy);
        return builder;
    }

    private static List<Fault> faults(Class<?> type, Policy... policies) {
        List<Fault> told = catchThrowableOfType(
                        MappingException.class, () -> mapped(type, policies).schema())
                .faults();
        try (TestDatabase database = TestDatabase.create()) {
            MappingException atBuild = catchThrowableOfType(
                    MappingException.class,
                    () -> mapped(type, policies)
                            .dataSource(database.application())
                            .build());
            assertThat(atBuild.faults()).as("together with missing tables").containsAll(told);
            assertThat(atBuild.faults()).hasSizeGreaterThan(told.size());
        }
        return told;
    }

    @Test
    void a_wall_that_leads_keys_of_some_tables_of_an_aggregate_is_a_fault_of_each_that_lacks_it() {
        Wall wall = new Wall(OWNER, true, false);
        assertThat(faults(Basket.class, new Some("owned", wall, PolicyFaultsTest::isRoot)))
                .containsExactly(lacking("items", "baskets"), lacking("notes", "baskets"));
        assertThat(faults(
                        Basket.class,
                        new Some("owned", wall, table -> table.role() == Role.PART && table.hasOwnIdentifier())))
                .extracting(Fault::path)
                .containsExactly("Basket", "Basket.notes");
        assertThat(mapped(Basket.class, new Some("owned", wall, table -> table.role() != Role.COMMIT_LOG))
                        .schema()
                        .ddl())
                .contains("owner");
        assertThat(mapped(Basket.class, new Some("owned", new Wall(OWNER, false, false), PolicyFaultsTest::isRoot))
                        .schema()
                        .ddl())
                .contains("owner");
    }

    private static Fault lacking(String part, String has) {
        return new Fault(
                "Basket." + part,
                "column owner of a policy leads the keys of table " + has + ", and not those of table basket_" + part
                        + " of the same aggregate, so that rows on both sides of the wall would be taken for each"
                        + " other",
                "Have the policy give the wall to every table of Basket, or have it lead no keys");
    }

    @Test
    void rows_that_hide_without_an_identifier_of_their_own_are_a_fault() {
        Hide hide = new Hide(List.of(DELETED_AT));
        assertThat(faults(Basket.class, new Some("bin", hide, table -> isRoot(table) || table.role() == Role.PART)))
                .containsExactly(new Fault(
                        "Basket.notes",
                        "a policy hides rows of table basket_notes, which have no identifier of their own, so that one"
                                + " that is hidden keeps its key from what is added later",
                        "Have the policy hide only tables whose PolicyTable.hideable() is true, or give the"
                                + " rows an identifier"));
        assertThat(mapped(Basket.class, new Some("bin", hide, PolicyFaultsTest::isKept))
                        .schema()
                        .ddl())
                .contains("deleted_at");
        assertThat(mapped(Basket.class, new Some("bin", hide, PolicyFaultsTest::isRoot))
                        .schema()
                        .ddl())
                .contains("deleted_at");
    }

    @Test
    void rows_that_hide_below_rows_that_are_deleted_are_a_fault() {
        Hide hide = new Hide(List.of(DELETED_AT));
        assertThat(faults(
                        Basket.class,
                        new Some("bin", hide, table -> table.role() == Role.PART && table.hasOwnIdentifier())))
                .containsExactly(new Fault(
                        "Basket.items",
                        "a policy hides rows of table basket_items, and deletes those of table baskets above it, which"
                                + " a foreign key stops where hidden rows hang on them",
                        "Have the policy hide rows of baskets, too, or of no table below it"));
        assertThat(faults(Shop.class, new Some("bin", hide, PolicyFaultsTest::isKept)))
                .containsExactly(new Fault(
                        "Shop.shelves.values",
                        "a policy hides rows of table shop_shelves_values, and deletes those of table shop_shelves"
                                + " above it, which a foreign key stops where hidden rows hang on them",
                        "Have the policy hide rows of the root only, or give those of shop_shelves an identifier of"
                                + " their own and have it hide them, too"));
    }

    /** A policy that says nothing but what it sets. */
    private record Sets(String name, SessionSetting... made) implements Policy {
        @Override
        public TableRule rule(PolicyTable table) {
            return TableRule.NONE;
        }

        @Override
        public List<SessionSetting> settings() {
            return List.of(made);
        }
    }

    private static SessionSetting setting(String name, String value) {
        return new SessionSetting(name, moment -> value);
    }

    @Test
    void a_setting_that_is_made_twice_is_a_fault_in_whatever_case_it_is_written() {
        Fault twice = new Fault(
                "setting app.tenant",
                "policies make it more than once for each transaction (a, b), and only the last value would hold",
                "Have one policy make it, once, or call each by a name of its own");
        assertThat(faults(
                        Item.class,
                        new Sets("a", setting("app.tenant", "a"), setting("app.actor", "a")),
                        new Sets("b", setting("App.Tenant", "b"))))
                .containsExactly(twice);
        assertThat(faults(Item.class, new Sets("a", setting("app.x", "1"), setting("app.x", "2"))))
                .extracting(Fault::path)
                .containsExactly("setting app.x");
    }

    @Test
    void a_setting_whose_value_the_database_does_not_take_is_refused_by_its_name() {
        Moment moment = new Moment(WorkContext.of(Actor.of("jane")));
        assertThat(setting("app.tenant", "smile \uD83D\uDE00").valueAt(moment)).isEqualTo("smile \uD83D\uDE00");
        for (String value : List.of("a\0b", "b\uD800", "\uDC00b")) {
            assertThatThrownBy(() -> setting("app.tenant", value).valueAt(moment))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "The policy of setting app.tenant gave a value that the database does not take: it holds"
                                    + " a");
        }
    }

    /** A policy that gives null where it is asked for this. */
    @SuppressWarnings("NullAway") // what a policy in Java without annotations may do
    private record Nulls(String where) implements Policy {
        @Override
        public String name() {
            return "careless";
        }

        @Override
        public TableRule rule(PolicyTable table) {
            return where.equals("rule") ? null : TableRule.NONE;
        }

        @Override
        public List<RowType> tables() {
            return where.equals("tables") ? null : List.of();
        }

        @Override
        public List<SessionSetting> settings() {
            return where.equals("settings") ? null : List.of();
        }

        @Override
        public ChangeSet decide(ChangeSet changes, Moment moment) {
            return where.equals("decide") ? null : changes;
        }
    }

    @ParameterizedTest
    @CsvSource({"rule, its rule of table items", "tables, its tables", "settings, its settings"})
    void a_policy_that_gives_null_is_named(String where, String what) {
        assertThatThrownBy(() -> mapped(Item.class, new Nulls(where)).schema())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Policy careless gave null as " + what + ". ");
    }

    @Test
    void a_policy_that_decides_null_is_named_and_nothing_is_written() {
        KeelsonBuilder mapped = mapped(Item.class, new Nulls("decide"));
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                assertThatThrownBy(() -> keelson.run(
                                WorkContext.of(Actor.of("jane")), work -> work.add(new Item(UUID.randomUUID()))))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("Policy careless gave null as what it decides of a commit. ");
            }
            assertThat(database.query("select id from items")).isEmpty();
        }
    }
}

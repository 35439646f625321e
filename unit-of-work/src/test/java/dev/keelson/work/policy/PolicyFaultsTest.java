package dev.keelson.work.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.policy.Clause.Wall;
import dev.keelson.work.policy.PolicyTable.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

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
                        MappingException.class,
                        () -> mapped(type, policies).schema())
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
        assertThat(faults(
                        Basket.class,
                        new Some("bin", hide, table -> isRoot(table) || table.role() == Role.PART)))
                .containsExactly(new Fault(
                        "Basket.notes",
                        "a policy hides rows of table basket_notes, which have no identifier of their own, so that one"
                                + " that is hidden keeps its key from what is added later",
                        "Have the policy hide only tables whose PolicyTable.hasOwnIdentifier() is true, or give the"
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
                        "a policy hides rows of table shop_shelves_values, and deletes those of table shop_shelves above"
                                + " it, which a foreign key stops where hidden rows hang on them",
                        "Have the policy hide rows of the root only, or give those of shop_shelves an identifier of"
                                + " their own and have it hide them, too"));
    }
}

package dev.keelson.work.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a policy of one's own gives is held to its column, as every other value is. */
class PolicyColumnTest {

    private static final WorkContext JANE = WorkContext.of(Actor.of("jane"));

    static final class Account {
        private final String id;

        Account(String id) {
            this.id = id;
        }
    }

    /** Sets apart by something that the test gives. */
    private record Apart(ColumnType type, Map<String, Object> given) implements Policy {
        @Override
        public String name() {
            return "apart";
        }

        @Override
        public TableRule rule(PolicyTable table) {
            return TableRule.of(new Clause.Wall(
                    new PolicyColumn("region", type, moment -> given.get("region"), "region"), true, true));
        }
    }

    @Test
    void a_value_is_brought_into_the_form_of_its_column_or_refused_and_none_is_no_value() {
        Map<String, Object> given = new HashMap<>();
        KeelsonBuilder mapped =
                Keelson.builder().map(Account.class).commitLog(false).policy(new Apart(ColumnType.integer(), given));
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            Keelson keelson = mapped.dataSource(database.application()).build();
            given.put("region", 7L);
            keelson.run(JANE, work -> work.add(new Account("a")));
            keelson.run(
                    JANE, work -> assertThat(work.get(Account.class, "a").id).isEqualTo("a"));
            assertThat(database.query("select region, id from accounts")).containsExactly(List.of(7, "a"));

            given.put("region", 1L << 40);
            assertThatThrownBy(() -> keelson.run(JANE, work -> work.find(Account.class, "a")))
                    .hasMessageStartingWith("The policy of column region gave a region that the column does not take: ")
                    .hasMessageEndingWith(". Have the policy give what fits, or its column a type that takes it.");
            given.clear();
            assertThatThrownBy(() -> keelson.run(JANE, work -> work.add(new Account("b"))))
                    .hasMessage(
                            "The policy of column region gave no region for the work of jane. A policy gives a value"
                                    + " for every context of work, or refuses it.");
            assertThat(database.query("select id from accounts")).hasSize(1);
        }
    }

    @Test
    void a_text_that_no_column_holds_is_refused_before_it_is_sent() {
        Map<String, Object> given = new HashMap<>(Map.of("region", "a\0b"));
        KeelsonBuilder mapped =
                Keelson.builder().map(Account.class).commitLog(false).policy(new Apart(ColumnType.text(), given));
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            Keelson keelson = mapped.dataSource(database.application()).build();
            assertThatThrownBy(() -> keelson.run(JANE, work -> work.add(new Account("a"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "The policy of column region gave a region that the column does not take: ");
            assertThat(database.query("select id from accounts")).isEmpty();
        }
    }
}

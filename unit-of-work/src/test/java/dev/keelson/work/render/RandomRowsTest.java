package dev.keelson.work.render;

import static dev.keelson.work.model.Blueprint.aggregate;
import static dev.keelson.work.model.Blueprint.model;
import static dev.keelson.work.model.Blueprint.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.database.Borrowed;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.execute.PostgresExecutor;
import dev.keelson.work.execute.Shield;
import dev.keelson.work.model.Blueprint;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.plan.Constraints;
import dev.keelson.work.plan.RowDesk;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.render.CommitScript.Attempt;
import dev.keelson.work.row.Row;
import dev.keelson.work.schema.Schema;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rows that refer to each other in any way go from one random state to another in one commit: the database, whose foreign keys
 * are not deferred, objects to no order, and has the other state then.
 */
@NullMarked
class RandomRowsTest {

    private static final int ROUNDS = 300;
    private static final int IDS = 8;

    private static final ColumnType INT = ColumnType.integer();

    private static final Blueprint ITEMS = table("items", "Item")
            .key("id", INT)
            .optional("parent_id", INT)
            .optional("next_id", INT)
            .optional("owner_id", INT);

    private static final Blueprint FIRMS =
            table("firms", "Firm").key("id", INT).optional("head_id", INT).optional("item_id", INT);

    private static final Blueprint PEOPLE =
            table("people", "Person").key("id", INT).column("firm_id", INT);

    /** At most one a person. */
    private static final Blueprint SEATS = table("seats", "Seat")
            .key("id", INT)
            .column("person_id", INT)
            .optional("item_id", INT)
            .unique("person_id");

    static {
        ITEMS.refers(ITEMS, "parent_id").refers(ITEMS, "next_id").refers(PEOPLE, "owner_id");
        FIRMS.refers(PEOPLE, "head_id").refers(ITEMS, "item_id");
        PEOPLE.refers(FIRMS, "firm_id");
        SEATS.parent(PEOPLE, "person_id").refers(ITEMS, "item_id");
    }

    private static final DomainModel MODEL = model(
            aggregate(Object.class, ITEMS), aggregate(Object.class, FIRMS), aggregate(Object.class, PEOPLE, SEATS));

    private static final Policies POLICIES = new Policies(List.of());

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    /** Rows by table and key. */
    private record State(Map<String, Row> rows) {

        static State random(Random random) {
            List<Integer> items = some(random);
            List<Integer> firms = some(random);
            List<Integer> people = firms.isEmpty() ? List.of() : some(random);
            Map<String, Row> rows = new TreeMap<>();
            for (int id : items) {
                add(rows, ITEMS.row(id, one(items, random), one(items, random), one(people, random)));
            }
            for (int id : firms) {
                add(rows, FIRMS.row(id, one(people, random), one(items, random)));
            }
            for (int id : people) {
                add(rows, PEOPLE.row(id, firms.get(random.nextInt(firms.size()))));
                if (random.nextBoolean()) { // a seat never changes its person: another seat does
                    add(rows, SEATS.row(id * 100 + random.nextInt(3), id, one(items, random)));
                }
            }
            return new State(rows);
        }

        private static void add(Map<String, Row> rows, Row row) {
            rows.put(row.toString(), row);
        }

        private static List<Integer> some(Random random) {
            List<Integer> some = new ArrayList<>();
            for (int id = 1; id <= IDS; id++) {
                if (random.nextInt(3) > 0) {
                    some.add(id);
                }
            }
            return some;
        }

        private static @Nullable Integer one(List<Integer> ids, Random random) {
            return ids.isEmpty() || random.nextInt(3) == 0 ? null : ids.get(random.nextInt(ids.size()));
        }

        List<Change> to(State after) {
            List<Change> changes = new ArrayList<>();
            rows.forEach((key, row) -> {
                Row other = after.rows.get(key);
                if (other == null) {
                    changes.add(RowDesk.delete(row));
                } else if (!other.equals(row)) {
                    changes.add(update(row, other));
                }
            });
            after.rows.forEach((key, row) -> {
                if (!rows.containsKey(key)) {
                    changes.add(RowDesk.insert(row));
                }
            });
            return changes;
        }

        private static UpdateRow update(Row before, Row after) {
            int[] changed = new int[before.type().width()];
            int count = 0;
            for (int column = 0; column < changed.length; column++) {
                if (!before.same(column, after)) {
                    changed[count++] = column;
                }
            }
            return RowDesk.update(before, after, ColumnSet.of(changed, count));
        }

        List<List<@Nullable Object>> of(Blueprint table) {
            List<List<@Nullable Object>> all = new ArrayList<>();
            for (Row row : rows.values()) {
                if (row.type() == table.rows()) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int column = 0; column < row.type().width(); column++) {
                        values.add(row.get(column));
                    }
                    all.add(values);
                }
            }
            all.sort((one, other) -> Integer.compare(id(one), id(other)));
            return all;
        }

        private static int id(List<@Nullable Object> row) {
            return row.get(0) instanceof Integer id ? id : 0;
        }
    }

    @Test
    void any_state_follows_any_other() {
        long seed = System.nanoTime();
        System.out.println("RandomRowsTest seed " + seed);
        Random random = new Random(seed);
        Renderer renderer = new Renderer(
                POLICIES,
                StatementProfile.POSTGRES,
                Constraints.MAPPED,
                null,
                new TemplateCaches(TemplateCaches.STATEMENTS));
        RowDesk desk = new RowDesk(MODEL);
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(new Schema(MODEL, POLICIES, false).statements().toArray(String[]::new));
            PostgresExecutor executor = new PostgresExecutor(
                    StatementProfile.POSTGRES.dialect(),
                    null,
                    new Shield(Duration.ofSeconds(30)),
                    new TemplateCaches(TemplateCaches.STATEMENTS));
            State before = new State(Map.of());
            for (int round = 0; round < ROUNDS; round++) {
                State after = State.random(random);
                List<Change> changes = before.to(after);
                Collections.shuffle(changes, random);
                if (!changes.isEmpty()) {
                    Attempt attempt = Attempt.first(CommandToken.next(), 1);
                    CommitScript script = renderer.render(desk.plan(changes), attempt, new Moment(CONTEXT));
                    executor.execute(
                            script, new WorkScope(CONTEXT, new Borrowed(new Database(database.application()))));
                }
                for (Blueprint table : List.of(ITEMS, FIRMS, PEOPLE, SEATS)) {
                    assertThat(database.query("select * from " + table.rows().table() + " order by id"))
                            .as("seed %s, round %s", seed, round)
                            .isEqualTo(after.of(table));
                }
                before = after;
            }
        }
    }
}

package dev.keelson.work.render;

import static dev.keelson.work.model.Blueprint.aggregate;
import static dev.keelson.work.model.Blueprint.model;
import static dev.keelson.work.model.Blueprint.table;
import static dev.keelson.work.plan.RowDesk.delete;
import static dev.keelson.work.plan.RowDesk.insert;
import static dev.keelson.work.plan.RowDesk.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.change.Change;
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
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.render.CommitScript.Attempt;
import dev.keelson.work.schema.Schema;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL of rows in every shape, planned, rendered, and sent to real tables whose foreign keys are not deferred. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class ShapesSqlTest {

    private static final ColumnType BIGINT = ColumnType.bigint();

    private static final Blueprint TICKETS = table("tickets", "Ticket")
            .key("id", BIGINT)
            .column("text", ColumnType.text())
            .identity();

    private static final Blueprint ITEMS =
            table("items", "Item").key("id", BIGINT).optional("parent_id", BIGINT);

    private static final Blueprint FIRMS =
            table("firms", "Firm").key("id", BIGINT).optional("head_id", BIGINT);

    private static final Blueprint PEOPLE =
            table("people", "Person").key("id", BIGINT).column("firm_id", BIGINT);

    private static final Blueprint SEATS = table("seats", "Person.seat")
            .key("id", BIGINT)
            .column("person_id", BIGINT)
            .parent(PEOPLE, "person_id")
            .unique("person_id");

    static {
        ITEMS.refers(ITEMS, "parent_id");
        FIRMS.refers(PEOPLE, "head_id");
        PEOPLE.refers(FIRMS, "firm_id");
    }

    private static final DomainModel MODEL = model(
            aggregate(Object.class, TICKETS),
            aggregate(Object.class, ITEMS),
            aggregate(Object.class, FIRMS),
            aggregate(Object.class, PEOPLE, SEATS));

    private static final Policies POLICIES = new Policies(List.of(Tenancy.byColumn("tenant_id")));

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(new Schema(MODEL, POLICIES, false).statements().toArray(String[]::new));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.execute("truncate tickets, items, firms, people, seats");
    }

    /** What these changes send, which the database takes. */
    private static List<String> sent(List<? extends Change> changes) {
        CommitScript script = new Renderer(
                        POLICIES,
                        StatementProfile.POSTGRES,
                        Constraints.MAPPED,
                        null,
                        new TemplateCaches(TemplateCaches.STATEMENTS))
                .render(new RowDesk(MODEL).plan(changes), Attempt.first(CommandToken.next(), 1), new Moment(ACME));
        new PostgresExecutor(
                        StatementProfile.POSTGRES.dialect(),
                        null,
                        new Shield(Duration.ofSeconds(30)),
                        new TemplateCaches(TemplateCaches.STATEMENTS))
                .execute(script, new WorkScope(ACME, new Borrowed(new Database(database.application()))));
        return script.steps().stream()
                .map(step -> switch (step) {
                    case ScriptStep.LockRoots lock -> lock.statement().toString();
                    case ScriptStep.CheckRoots check -> check.statement().toString();
                    case ScriptStep.WriteRows rows -> rows.statement().toString();
                    case ScriptStep.WholeCommit whole -> whole.statement().toString();
                    case ScriptStep.TokenFromRoot root -> root.statement().toString();
                    case ScriptStep.DeferConstraints defer -> defer.statement().toString();
                    default -> throw new IllegalArgumentException(step.toString());
                })
                .toList();
    }

    private static List<String> sent(Change... changes) {
        return sent(List.of(changes));
    }

    private static String rows(String sql) {
        return database.query(sql).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"set generated always", "set generated by default", "drop identity if exists"})
    void a_key_that_the_database_made_before_is_inserted_into_whatever_makes_it(String column) {
        database.execute("alter table tickets alter id " + column);

        assertThat(sent(insert(TICKETS, 7L, "a"), insert(TICKETS, 5L, "b")))
                .containsExactly("insert into tickets (tenant_id, id, text) overriding system value"
                        + " values (?, ?, ?), (?, ?, ?)");
        assertThat(rows("select * from tickets order by id")).isEqualTo("[[acme, 5, b], [acme, 7, a]]");
        assertThat(sent(LongStream.range(10, 14)
                        .mapToObj(id -> insert(TICKETS, id, "c"))
                        .toList()))
                .containsExactly(
                        "insert into tickets (tenant_id, id, text) overriding system value select ?, u.c0, u.c1"
                                + " from unnest(cast(? as bigint[]), cast(? as text[])) as u (c0, c1)");
        assertThat(rows("select min(id), max(id), count(*) from tickets")).isEqualTo("[[5, 13, 6]]");
    }

    @Test
    void a_tree_of_200_nodes_is_one_insert_and_one_delete() {
        for (boolean deep : List.of(true, false)) {
            Random random = new Random(42);
            List<Change> inserts = new ArrayList<>();
            List<Change> deletes = new ArrayList<>();
            for (long id = 1; id <= 200; id++) {
                Long parent = id == 1 ? null : Long.valueOf(deep ? id - 1 : random.nextLong(1, id));
                inserts.add(insert(ITEMS, id, parent));
                deletes.add(delete(ITEMS, id, parent));
            }
            Collections.shuffle(inserts, random);
            Collections.shuffle(deletes, random);
            assertThat(sent(inserts)).hasSize(1);
            assertThat(rows("select count(*), count(parent_id) from items")).isEqualTo("[[200, 199]]");
            assertThat(sent(deletes)).hasSize(1);
            assertThat(rows("select * from items")).isEqualTo("[]");
        }
    }

    @Test
    void a_few_nodes_are_inserted_side_by_side_and_deleted_together() {
        assertThat(sent(insert(ITEMS, 3L, 2L), insert(ITEMS, 2L, 1L), insert(ITEMS, 1L, null)))
                .containsExactly("insert into items (tenant_id, id, parent_id) values (?, ?, ?), (?, ?, ?), (?, ?, ?)");
        assertThat(sent(delete(ITEMS, 1L, null), delete(ITEMS, 2L, 1L), delete(ITEMS, 3L, 2L)))
                .containsExactly("delete from items using (values (?), (?), (?)) as u (c0)"
                        + " where (items.tenant_id = ? and items.id = u.c0)");
        assertThat(rows("select * from items")).isEqualTo("[]");
    }

    @Test
    void a_subtree_moves_to_a_new_node_and_its_old_one_goes() {
        sent(insert(ITEMS, 1L, null), insert(ITEMS, 2L, 1L), insert(ITEMS, 3L, 2L));

        sent(delete(ITEMS, 1L, null), update(ITEMS.row(2L, 1L), 1, 4L), insert(ITEMS, 4L, 5L), insert(ITEMS, 5L, null));

        assertThat(rows("select id, parent_id from items order by id"))
                .isEqualTo("[[2, 4], [3, 2], [4, 5], [5, null]]");
    }

    @Test
    void rows_in_a_circle_are_stored_and_deleted() {
        assertThat(sent(insert(PEOPLE, 1L, 1L), insert(FIRMS, 1L, 1L)))
                .containsExactly(
                        "insert into firms (tenant_id, id, head_id) values (?, ?, ?)",
                        "insert into people (tenant_id, id, firm_id) values (?, ?, ?)",
                        "update firms set head_id = ? where (firms.tenant_id = ? and firms.id = ?)");
        assertThat(rows("select firms.id, head_id, firm_id from firms, people")).isEqualTo("[[1, 1, 1]]");
        sent(delete(PEOPLE, 1L, 1L), delete(FIRMS, 1L, 1L));
        assertThat(rows("select id from firms union all select id from people")).isEqualTo("[]");
    }

    @Test
    void many_circles_are_three_statements() {
        List<Change> inserts = new ArrayList<>();
        List<Change> deletes = new ArrayList<>();
        for (long id = 1; id <= 50; id++) {
            inserts.addAll(List.of(insert(PEOPLE, id, id), insert(FIRMS, id, id)));
            deletes.addAll(List.of(delete(PEOPLE, id, id), delete(FIRMS, id, id)));
        }
        assertThat(sent(inserts)).hasSize(3);
        assertThat(rows("select count(*) from firms where head_id = id")).isEqualTo("[[50]]");
        assertThat(sent(deletes)).hasSize(3);
        assertThat(rows("select id from firms union all select id from people")).isEqualTo("[]");
    }

    @Test
    void a_part_is_replaced_where_a_parent_has_one_at_most() {
        sent(insert(FIRMS, 1L, null), insert(PEOPLE, 1L, 1L), insert(SEATS, 1L, 1L));

        assertThat(sent(insert(SEATS, 2L, 1L), delete(SEATS, 1L, 1L)).stream()
                        .map(sql -> sql.substring(0, 11))
                        .collect(Collectors.toList()))
                .containsExactly("delete from", "insert into");
        assertThat(rows("select id from seats")).isEqualTo("[[2]]");
    }
}

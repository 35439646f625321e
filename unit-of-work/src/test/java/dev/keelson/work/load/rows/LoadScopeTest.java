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
import dev.keelson.work.load.select.LoadPlan;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** No load refers to a table without the policies' predicate: not in a recursion, beside a root, or in a referral. */
@NullMarked
class LoadScopeTest {

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    private record Thing() {}

    private record Other() {}

    @Test
    void every_reference_to_a_table_is_the_tenants() {
        AggregateModel model = HandMade.of(Thing.class)
                .root("ts", "id bigint : key", "kind text")
                .child("ts", "ext", "id bigint : key parent", "more text")
                .child("ts", "lines", "id bigint : key", "t_id bigint : parent")
                .child("lines", "tags", "line_id bigint : key parent", "tag text : key")
                .recursive("lines", "notes", "id bigint : key", "line_id bigint : parent", "note_id bigint : node")
                .child("notes", "words", "note_id bigint : key parent", "word text : key")
                .discriminator("kind")
                .subtype(Thing.class, "thing", "ext")
                .model();
        AggregateModel other = HandMade.of(Other.class, Thing.class)
                .root("os", "id bigint : key", "kind text")
                .child("os", "o_lines", "id bigint : key", "o_id bigint : parent")
                .model();
        List<AggregateModel> both = List.of(model, other);
        Policies tenancy = new Policies(List.of(Tenancy.byColumn("tenant_id")));
        LoadPlan plan = new LoadPlan(both, tenancy, StatementProfile.POSTGRES);
        assertAllScoped(plan.one(HandMade.key(1L), new Moment(ACME)).template().sql());
        assertAllScoped(plan.many(List.of(HandMade.keys(1L), HandMade.keys(1L)), new Moment(ACME))
                .template()
                .sql());
        try (TestDatabase own = TestDatabase.create();
                WireCounter counter = WireCounter.start()) {
            for (TableModel table :
                    both.stream().flatMap(one -> one.tables().stream()).toList()) {
                List<String> columns = table.rowType().columns().stream()
                        .map(column -> column.name() + " " + column.sqlType())
                        .toList();
                own.execute(
                        "create table " + table.rowType() + " (tenant_id text, " + String.join(", ", columns) + ")");
            }
            WorkScope scope = new WorkScope(ACME, new Borrowed(new Database(own.through(counter))));
            RowReader scoped = new RowReader(
                    StatementProfile.POSTGRES,
                    tenancy,
                    RowLimit.STANDARD,
                    Map.of(),
                    1_000,
                    new TemplateCaches(TemplateCaches.STATEMENTS));
            for (Roots roots : List.of(new Roots(Thing.class, List.of(model)), new Roots(Thing.class, both))) {
                RowQuery query = new RowQuery(roots, DSL.noCondition(), List.of(), 3);
                scoped.query(query, Visibility.VISIBLE, scope);
                scoped.count(query, Visibility.VISIBLE, scope);
                scoped.exists(query, Visibility.VISIBLE, scope);
            }
            scoped.query(
                    RowQuery.referring(new Roots(Thing.class, List.of(model)), 2, List.of(0), HandMade.keys(1L)),
                    Visibility.VISIBLE,
                    scope);
            assertThat(counter.transcript()).hasSize(7).allSatisfy(LoadScopeTest::assertAllScoped);
        }
    }

    /** That each table after {@code from} or {@code join} is compared with the tenant as often as it stands there. */
    private static void assertAllScoped(String sql) {
        List<String> references = found("(?:from|join) (?!nodes|roots)([a-z_]+)", sql);
        List<String> scoped = found("([a-z_]+)\\.tenant_id = ", sql);
        assertThat(references).isNotEmpty();
        assertThat(scoped).containsExactlyInAnyOrderElementsOf(references);
    }

    private static List<String> found(String pattern, String sql) {
        return Pattern.compile(pattern)
                .matcher(sql)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}

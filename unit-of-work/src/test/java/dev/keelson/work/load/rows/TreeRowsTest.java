package dev.keelson.work.load.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.database.Borrowed;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trees within an aggregate: whose nodes all hold the root's key, and whose nodes hold it at the top alone. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class TreeRowsTest {

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    private record Menu() {}

    private record Forum() {}

    /** All nodes hold the menu. */
    private static final AggregateModel MENU = HandMade.of(Menu.class)
            .root("menus", "id bigint : key", "title text")
            .child(
                    "menus",
                    "dishes",
                    "id bigint : key",
                    "menu_id bigint : parent",
                    "parent_id bigint : node",
                    "name text")
            .child("dishes", "prices", "dish_id bigint : key parent", "size text : key", "cents integer")
            .model();

    /** Only the first post of a thread holds the forum; replies are sorted. */
    private static final AggregateModel FORUM = HandMade.of(Forum.class)
            .root("forums", "id bigint : key", "title text")
            .recursive(
                    "forums",
                    "posts",
                    "id bigint : key",
                    "forum_id bigint : parent",
                    "reply_to bigint : node",
                    "text text : desc")
            .child("posts", "likes", "post_id bigint : key parent", "liker text : key asc")
            .recursive(
                    "posts", "files", "id bigint : key", "post_id bigint : parent", "within bigint : node", "name text")
            .child("files", "bytes", "file_id bigint : key parent", "n integer : key", "content integer")
            .model();

    private static TestDatabase database;
    private static RowReader reader;
    private static WorkScope scope;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        String tenant = "tenant_id text not null default 'acme', ";
        database.execute(
                "create table menus (" + tenant + "id bigint primary key, title text)",
                "create table dishes (" + tenant
                        + "id bigint primary key, menu_id bigint, parent_id bigint, name text)",
                "create table prices (" + tenant + "dish_id bigint, size text, cents integer)",
                "create table forums (" + tenant + "id bigint primary key, title text)",
                "create table posts (" + tenant + "id bigint primary key, forum_id bigint, reply_to bigint, text text)",
                "create table likes (" + tenant + "post_id bigint, liker text)",
                "create table files (" + tenant + "id bigint primary key, post_id bigint, within bigint, name text)",
                "create table bytes (" + tenant + "file_id bigint, n integer, content integer)",
                "insert into menus (id, title) values (1, 'day'), (2, 'night')",
                "insert into dishes (id, menu_id, parent_id, name) values (12, 1, 11, 'soup'), (11, 1, null, 'hot'),"
                        + " (13, 1, 12, 'pho'), (14, 1, null, 'cold'), (21, 2, null, 'bar'), (22, 2, 21, 'gin')",
                "insert into prices (dish_id, size, cents) values (13, 's', 700), (13, 'l', 900), (22, 's', 800)",
                "insert into forums (id, title) values (1, 'java'), (2, 'sql'), (3, 'deep'), (4, 'deeper')",
                "insert into posts (id, forum_id, reply_to, text) values (11, 1, null, 'a'), (12, 1, null, 'b'), (13,"
                        + " null, 11, 'c'), (14, null, 11, 'd'), (15, null, 14, 'e'), (21, 2, null, 'f'), (22, 2, 21,"
                        + " 'g')",
                "insert into likes (post_id, liker) values (15, 'tom'), (15, 'ann'), (21, 'tom')",
                "insert into files (id, post_id, within, name) values (1, 15, null, 'zip'), (2, null, 1, 'dir'),"
                        + " (3, null, 2, 'file')",
                "insert into bytes (file_id, n, content) values (3, 0, 77), (1, 0, 66)",
                "insert into posts (id, forum_id, reply_to, text) select 1000 + n, case n when 1 then 3 end,"
                        + " case when n > 1 then 999 + n end, n from generate_series(1, 100) n",
                "insert into posts (id, forum_id, reply_to, text) select 2000 + n, case n when 1 then 4 end,"
                        + " case when n > 1 then 1999 + n end, n from generate_series(1, 101) n",
                "insert into posts (tenant_id, id, forum_id, reply_to, text) values ('other', 16, 1, null, 'not mine'),"
                        + " ('other', 17, null, 15, 'not mine either')",
                "insert into posts (id, forum_id, reply_to, text) values (18, null, 17, 'below what is not mine')",
                "insert into likes (tenant_id, post_id, liker) values ('other', 15, 'spy')",
                "insert into files (tenant_id, id, post_id, within, name) values ('other', 4, null, 3, 'hidden')");
        scope = new WorkScope(ACME, new Borrowed(new Database(database.application())));
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
    }

    /** The tree of one table below a row, as "a(c d(e))". */
    private static String text(LoadedRows rows, int table, int name, Row parent) {
        return below(rows, table, name, rows.of(rows.model().tables().get(table), parent));
    }

    private static String below(LoadedRows rows, int table, int name, List<Row> nodes) {
        StringBuilder text = new StringBuilder();
        for (Row node : nodes) {
            List<Row> children = rows.ofNode(rows.model().tables().get(table), node);
            text.append(text.isEmpty() ? "" : " ").append(node.get(name));
            if (!children.isEmpty()) {
                text.append('(').append(below(rows, table, name, children)).append(')');
            }
        }
        return text.toString();
    }

    private static LoadedRows one(AggregateModel model, long id) {
        return reader.one(List.of(model), HandMade.key(id), Visibility.VISIBLE, scope)
                .get(0);
    }

    @Test
    void nodes_that_hold_the_roots_key_hang_on_their_node_and_not_on_the_root() {
        LoadedRows rows = one(MENU, 1);
        Row menu = rows.roots().get(0);
        assertThat(text(rows, 1, 3, menu)).isEqualTo("hot(soup(pho)) cold");
        Row pho = rows.ofTable(1).stream()
                .filter(row -> "pho".equals(row.get(3)))
                .findFirst()
                .orElseThrow();
        assertThat(rows.of(MENU.tables().get(2), pho))
                .extracting(row -> row.get(2))
                .containsExactlyInAnyOrder(700, 900);
    }

    @Test
    void nodes_of_several_roots_are_told_apart() {
        LoadedRows rows = reader.many(
                        List.of(MENU), List.of(List.of(HandMade.key(1L), HandMade.key(2L))), Visibility.VISIBLE, scope)
                .get(0);
        assertThat(rows.roots())
                .extracting(row -> row.get(1) + ": " + text(rows, 1, 3, row))
                .containsExactlyInAnyOrder("day: hot(soup(pho)) cold", "night: bar(gin)");
    }

    @Test
    void a_tree_that_holds_the_roots_key_at_its_top_alone_is_walked_down_within_the_tenant() {
        LoadedRows rows = one(FORUM, 1);
        assertThat(text(rows, 1, 3, rows.roots().get(0))).isEqualTo("b a(d(e) c)");
        assertThat(rows.ofTable(1)).filteredOn(row -> row.get(1) == null).hasSize(3);
        Row e = rows.ofTable(1).stream()
                .filter(row -> "e".equals(row.get(3)))
                .findFirst()
                .orElseThrow();
        assertThat(rows.of(FORUM.tables().get(2), e))
                .extracting(row -> row.get(1))
                .containsExactly("ann", "tom");
        assertThat(text(rows, 3, 3, e)).isEqualTo("zip(dir(file))");
        assertThat(rows.ofTable(4)).extracting(row -> row.get(2)).containsExactlyInAnyOrder(66, 77);
    }

    @Test
    void so_is_one_of_several_roots_and_of_roots_of_a_query() {
        LoadedRows rows = reader.many(
                        List.of(FORUM), List.of(List.of(HandMade.key(1L), HandMade.key(2L))), Visibility.VISIBLE, scope)
                .get(0);
        assertThat(rows.roots())
                .extracting(row -> row.get(1) + ": " + text(rows, 1, 3, row))
                .containsExactlyInAnyOrder("java: b a(d(e) c)", "sql: f(g)");
        RowQuery query = new RowQuery(
                new Roots(Forum.class, List.of(FORUM)),
                DSL.condition("forums.id < 3"),
                List.of(DSL.field("forums.title").desc()),
                null);
        LoadedRows found = reader.query(query, Visibility.VISIBLE, scope).get(0);
        assertThat(found.roots())
                .extracting(row -> row.get(1) + ": " + text(found, 1, 3, row))
                .containsExactly("sql: f(g)", "java: b a(d(e) c)");
        assertThat(found.ofTable(2)).hasSize(3);
        assertThat(found.ofTable(4)).hasSize(2);
    }

    @Test
    void a_hundred_levels_are_followed_and_one_more_is_an_error() {
        assertThat(one(FORUM, 3).ofTable(1)).hasSize(100);
        assertThatThrownBy(() -> one(FORUM, 4))
                .isInstanceOf(HydrationException.class)
                .hasMessageContaining("Forum[4], property posts: the tree in posts is deeper than 100 levels");
    }
}

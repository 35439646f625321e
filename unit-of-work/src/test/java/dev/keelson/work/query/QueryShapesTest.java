package dev.keelson.work.query;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlReading;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A query is rendered once for each shape, whatever values it asks for. */
class QueryShapesTest {

    static final class Item {
        private final long id;
        private String text;

        Item(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Box {
        private final long id;
        private String name;
        private @Nullable String note;
        private final List<Item> items = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();

        Box(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private static int texts(Keelson keelson) {
        return keelson.statistics().caches().stream()
                .filter(cache -> cache.name().equals("queries"))
                .mapToInt(cache -> cache.texts())
                .sum();
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Box.class).policy(Tenancy.byColumn("tenant_id"));
    }

    private static WorkContext context(String tenant) {
        return WorkContext.of(TenantId.of(tenant), by("eve", PolicyStage.LATER).actor());
    }

    private static List<Long> found(Keelson keelson, String tenant, Function<Fields, Condition> asked) {
        try (SqlUnitOfWork work = keelson.begin(context(tenant))) {
            return work
                    .query(Box.class)
                    .where(asked)
                    .orderBy(work.field(Box.class, "id").asc())
                    .list()
                    .stream()
                    .map(box -> box.id)
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void of_one_shape_there_is_one_text(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, mapped())) {
            Keelson keelson = stage.keelson();
            keelson.run(by("ann", PolicyStage.NOON), work -> {
                for (long id = 1; id <= 5; id++) {
                    Box box = new Box(id, "n" + id % 2);
                    box.items.add(new Item(10 + id, "i" + id));
                    work.add(box);
                }
            });
            for (long id = 1; id <= 5; id++) {
                long wanted = id;
                assertThat(found(keelson, "acme", box -> box.field("id").eq(wanted)))
                        .containsExactly(wanted);
                assertThat(found(keelson, "other", box -> box.field("id").eq(wanted)))
                        .isEmpty();
            }
            assertThat(texts(keelson)).isEqualTo(1);
            for (String name : List.of("n0", "n1", "none")) {
                for (String text : List.of("i2", "i3")) {
                    assertThat(found(
                                    keelson,
                                    "acme",
                                    box -> box.field("name")
                                            .eq(name)
                                            .and(box.any(
                                                    "items",
                                                    item -> item.field("text").eq(text)))))
                            .isEqualTo(
                                    name.equals("n0") && text.equals("i2")
                                            ? List.of(2L)
                                            : name.equals("n1") && text.equals("i3") ? List.of(3L) : List.of());
                }
            }
            assertThat(texts(keelson)).isEqualTo(2);
            assertThat(found(keelson, "acme", box -> box.field("id").in(1L, 4L)))
                    .containsExactly(1L, 4L);
            assertThat(found(keelson, "acme", box -> box.field("id").in(2L, 5L)))
                    .containsExactly(2L, 5L);
            assertThat(texts(keelson)).isEqualTo(3);
            assertThat(found(keelson, "acme", box -> box.field("id").ge(4L))).containsExactly(4L, 5L);
            assertThat(found(keelson, "acme", box -> box.field("id").gt(4L))).containsExactly(5L);
            assertThat(texts(keelson)).isEqualTo(5);
            assertThat(found(
                            keelson,
                            "acme",
                            box -> box.<String>field("name").field().likeIgnoreCase("N1")))
                    .containsExactly(1L, 3L, 5L);
            assertThat(texts(keelson)).isEqualTo(6);
        }
    }

    private static void store(Keelson keelson, String tenant, long... ids) {
        keelson.run(context(tenant), work -> {
            for (long id : ids) {
                Box box = new Box(id, tenant + id % 2);
                box.items.add(new Item(10 + id, tenant));
                box.tags.add("t" + id);
                work.add(box);
            }
        });
    }

    /** Ways to ask for one or more boxes, each by the number of one. */
    private static Map<String, LongFunction<Function<Fields, Condition>>> ways() {
        Map<String, LongFunction<Function<Fields, Condition>>> ways = new LinkedHashMap<>();
        ways.put("=", n -> box -> box.field("id").eq(n));
        ways.put("<>", n -> box -> box.field("id").ne(n));
        ways.put("in", n -> box -> box.field("id").in(n, n + 1));
        ways.put("<=", n -> box -> box.field("id").le(n));
        ways.put("between", n -> box -> box.field("id").between(n, n + 1));
        ways.put(
                "is null",
                n -> box -> box.field("note").isNull().and(box.field("id").gt(n)));
        ways.put("like", n -> box -> box.<String>field("name").field().like("%" + n % 2));
        ways.put("ilike", n -> box -> box.<String>field("name").field().likeIgnoreCase("%E" + n % 2));
        ways.put(
                "lower",
                n -> box -> DSL.lower(box.<String>field("name").field()).eq("acme" + n % 2));
        ways.put("any", n -> box -> box.any("items", item -> item.field("id").eq(10 + n)));
        ways.put("none", n -> box -> box.none("items", item -> item.field("id").eq(10 + n)));
        ways.put("all", n -> box -> box.all("items", item -> item.field("id").ge(10 + n)));
        ways.put("size", n -> box -> box.size("items").ge((int) n));
        ways.put("a value", n -> box -> box.any("tags", tag -> tag.value().eq("t" + n)));
        ways.put(
                "around",
                n -> box -> box.any(
                        "items",
                        item -> box.any(
                                "items",
                                same -> same.field("id")
                                        .field()
                                        .eq(item.field("id").field())
                                        .and(same.field("id").eq(10 + n)))));
        return ways;
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void two_tenants_share_the_text_of_a_shape_and_have_it_bind_their_own_values(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, mapped())) {
            Keelson keelson = stage.keelson();
            store(keelson, "acme", 1, 2, 3);
            store(keelson, "other", 3, 4);
            ways().forEach((name, way) -> {
                int before = texts(keelson);
                List<List<Long>> found = new ArrayList<>();
                for (String tenant : List.of("acme", "other", "nobody", "acme")) {
                    found.add(found(keelson, tenant, way.apply(3)));
                    found.add(found(keelson, tenant, way.apply(1)));
                }
                assertThat(texts(keelson)).as("texts of %s", name).isEqualTo(before + 1);
                assertThat(found)
                        .as(name)
                        .isEqualTo(
                                switch (name) {
                                    case "=", "any", "a value", "around" -> answers("3 / 1 / 3 / - / - / - / 3 / 1");
                                    case "<>", "none" -> answers("1 2 / 2 3 / 4 / 3 4 / - / - / 1 2 / 2 3");
                                    case "in", "between" -> answers("3 / 1 2 / 3 4 / - / - / - / 3 / 1 2");
                                    case "<=" -> answers("1 2 3 / 1 / 3 / - / - / - / 1 2 3 / 1");
                                    case "is null" -> answers("- / 2 3 / 4 / 3 4 / - / - / - / 2 3");
                                    case "like" -> answers("1 3 / 1 3 / 3 / 3 / - / - / 1 3 / 1 3");
                                    case "ilike" -> answers("1 3 / 1 3 / - / - / - / - / 1 3 / 1 3");
                                    case "lower" -> answers("1 3 / 1 3 / - / - / - / - / 1 3 / 1 3");
                                    case "all" -> answers("3 / 1 2 3 / 3 4 / 3 4 / - / - / 3 / 1 2 3");
                                    case "size" -> answers("- / 1 2 3 / - / 3 4 / - / - / - / 1 2 3");
                                    default -> throw new AssertionError(name);
                                });
            });
        }
    }

    private static List<List<Long>> answers(String text) {
        return Arrays.stream(text.split(" / "))
                .map(one -> one.equals("-")
                        ? List.<Long>of()
                        : Arrays.stream(one.split(" ")).map(Long::valueOf).toList())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_value_that_stands_in_two_places_is_not_taken_for_two_values(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, mapped())) {
            store(stage.keelson(), "acme", 1, 2, 3);
            assertThat(found(stage.keelson(), "acme", box -> {
                        Condition one = box.field("id").eq(1L);
                        return one.or(one.and(box.field("name").isNotNull()));
                    }))
                    .containsExactly(1L);
            assertThat(found(stage.keelson(), "acme", box -> {
                        Condition one = box.field("id").eq(1L);
                        Condition other = box.field("id").eq(2L);
                        return one.or(other.and(box.field("name").isNotNull()));
                    }))
                    .containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void subqueries_of_the_applications_own_differ_in_every_part(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, mapped())) {
            store(stage.keelson(), "acme", 1);
            assertThat(found(stage.keelson(), "acme", box -> DSL.exists(none(box))))
                    .isEmpty();
            assertThat(found(
                            stage.keelson(),
                            "acme",
                            box -> DSL.exists(none(box)
                                    .unionAll(DSL.selectOne()
                                            .where(box.field("name").isNotNull())))))
                    .containsExactly(1L);
            assertThat(found(
                            stage.keelson(), "acme", box -> DSL.exists(none(box).unionAll(none(box)))))
                    .isEmpty();
        }
    }

    private static Select<Record1<Integer>> none(Fields box) {
        return DSL.selectOne().where(box.field("name").isNull());
    }

    @Test
    void what_locks_and_what_leads_to_others_is_rendered_once_a_shape_too() {
        try (PolicyStage stage = PolicyStage.open(Setting.ONE_MESSAGE, mapped())) {
            Keelson keelson = stage.keelson();
            store(keelson, "acme", 1, 2, 3);
            store(keelson, "other", 2);
            List<List<Long>> found = new ArrayList<>();
            for (String tenant : List.of("acme", "other")) {
                for (long most : List.of(2L, 3L)) {
                    keelson.run(
                            context(tenant),
                            Isolation.LOCKING,
                            work -> found.add(((SqlUnitOfWork) work)
                                            .query(Box.class)
                                            .where(box -> box.field("id").le(most))
                                            .orderBy(((SqlUnitOfWork) work)
                                                    .field(Box.class, "id")
                                                    .asc())
                                            .forUpdate()
                                            .list()
                                            .stream()
                                            .map(box -> box.id)
                                            .toList()));
                }
            }
            assertThat(found).isEqualTo(answers("1 2 / 1 2 3 / 2 / 2"));
            assertThat(texts(keelson))
                    .as("that which locks, and that which reads")
                    .isEqualTo(2);
        }
    }

    @Test
    void a_query_by_identifier_alone_is_sent_as_a_load_by_it_is() {
        try (PolicyStage stage = PolicyStage.open(Setting.ONE_MESSAGE, mapped())) {
            Keelson keelson = stage.keelson();
            store(keelson, "acme", 1, 2);
            for (Function<SqlReading, Condition> asked : List.<Function<SqlReading, Condition>>of(
                    read -> read.field(Box.class, "id").eq(2L),
                    read -> read.table(Box.class).field("id", Object.class).eq(2L))) {
                List<String> own = keelson.readSql(
                        context("acme"),
                        read -> read.query(Box.class).where(asked.apply(read)).single().stream()
                                .map(box -> box.id + " " + box.items.get(0).id + " " + box.tags)
                                .toList());
                assertThat(own).containsExactly("2 12 [t2]");
                List<Box> others = keelson.readSql(
                        context("other"),
                        read -> read.query(Box.class).where(asked.apply(read)).list());
                assertThat(others).isEmpty();
            }
            assertThat(texts(keelson)).isZero();
        }
    }
}

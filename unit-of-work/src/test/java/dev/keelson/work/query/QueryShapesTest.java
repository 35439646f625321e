package dev.keelson.work.query;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
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
        private final List<Item> items = new ArrayList<>();

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

    private static List<Long> found(Keelson keelson, String tenant, Function<Fields, Condition> asked) {
        try (SqlUnitOfWork work = keelson.begin(dev.keelson.kernel.WorkContext.of(
                dev.keelson.kernel.TenantId.of(tenant),
                by("eve", PolicyStage.LATER).actor()))) {
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
        KeelsonBuilder mapped = Keelson.builder().map(Box.class).policy(Tenancy.byColumn("tenant_id"));
        try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
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
}

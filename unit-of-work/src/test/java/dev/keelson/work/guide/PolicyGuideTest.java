package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.guide.CommitModels.Basket;
import dev.keelson.work.guide.CommitModels.Item;
import dev.keelson.work.policy.softdelete.SoftDelete;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@code docs/policies.md} shows is compiled, and is what is sent. */
class PolicyGuideTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "policies.md");
    private static final Path SOURCE = Path.of("src/test/java/dev/keelson/work/guide/Provenance.java");
    private static final UUID BASKET = new UUID(0, 1);

    private static WorkContext by(String actor) {
        return WorkContext.of(Actor.of(actor));
    }

    private static KeelsonBuilder mapped() {
        KeelsonBuilder keelson = Keelson.builder().commitLog(false);
        CommitModels.map(keelson);
        return keelson;
    }

    private static Basket basket() {
        Basket basket = new Basket(BASKET, "Ada");
        basket.items().add(new Item(new UUID(0, 2), 1));
        return basket;
    }

    @Test
    void the_policy_of_forty_lines_is_the_one_that_it_shows() throws IOException {
        String source = Files.readString(SOURCE);
        String policy = source.substring(
                source.indexOf("// region policy\n") + "// region policy\n".length(), source.indexOf("// endregion"));
        assertThat(Files.readString(DOCUMENT)).contains(policy);
        assertThat(policy.lines()).hasSizeLessThanOrEqualTo(40);

        KeelsonBuilder mapped = mapped().policy(new Provenance("billing"));
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                keelson.run(by("jane"), work -> work.add(basket()));
                assertThat(database.query("select written_by from baskets")).containsExactly(List.of("billing"));
                assertThatThrownBy(() -> keelson.run(by("job:cleaner"), work -> work.remove(Basket.class, BASKET)))
                        .isInstanceOf(PolicyViolationException.class)
                        .hasMessageContaining("would lose rows by a batch job");
                keelson.run(by("jane"), work -> work.remove(Basket.class, BASKET));
            }
        }
    }

    @Test
    void what_soft_delete_sends_is_what_it_shows() throws IOException {
        KeelsonBuilder mapped = mapped().policy(SoftDelete.columns("deleted_at", "deleted_by"));
        String page = Files.readString(DOCUMENT).replaceAll("\\s+", " ");
        try (TestDatabase database = TestDatabase.create();
                WireCounter wire = WireCounter.inFrontOf(database.server())) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.through(wire)).build()) {
                keelson.run(by("jane"), work -> work.add(basket()));
                List<String> sent = new ArrayList<>();
                keelson.run(by("jane"), work -> {
                    work.remove(Basket.class, BASKET);
                    sent.add(wire.statements().getLast());
                    wire.reset();
                });
                sent.addAll(written(wire));
                wire.reset();
                keelson.run(by("jane"), work -> {
                    work.restore(Basket.class, BASKET);
                    sent.add(wire.statements().getLast());
                    wire.reset();
                });
                sent.addAll(written(wire));
                assertThat(sent).hasSize(6).allSatisfy(sql -> assertThat(page).contains(sql));
            }
        }
    }

    private static List<String> written(WireCounter wire) {
        return wire.statements().stream()
                .filter(sql -> sql.contains("update basket"))
                .toList();
    }
}

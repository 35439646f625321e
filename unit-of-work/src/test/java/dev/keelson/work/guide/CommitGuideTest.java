package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.guide.CommitModels.Basket;
import dev.keelson.work.guide.CommitModels.Item;
import dev.keelson.work.hydrate.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/commit.md} shows of a commit is what is sent and planned. */
class CommitGuideTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "commit.md");

    private static KeelsonBuilder mapped() {
        KeelsonBuilder keelson = Keelson.builder();
        CommitModels.map(keelson);
        return keelson;
    }

    private static Basket stored(Store store) {
        Basket basket = new Basket(new UUID(0, 1), "Ada");
        for (int i = 2; i < 5; i++) {
            basket.items().add(new Item(new UUID(0, i), i));
        }
        store.save(basket);
        return basket;
    }

    @Test
    void the_plan_and_the_message_of_the_example_are_those_that_it_shows() throws IOException {
        try (Store store = Store.of(CommitGuideTest::mapped)) {
            Basket basket = stored(store);
            try (SqlUnitOfWork work = store.begin()) {
                // region example
                Basket loaded = work.get(Basket.class, new UUID(0, 1));
                loaded.items().remove(0);
                loaded.items().get(0).take(4);
                loaded.items().add(new Item(new UUID(0, 9), 1));
                // endregion
                assertThat(loaded.items()).hasSameSizeAs(basket.items());
                shows("text", work.plan().toString().lines().map(Lines::ofText).collect(Collectors.joining("\n")));
                store.wire().reset();
                work.commit();
                shows("sql", message(store.wire().statements()));
                assertThat(store.wire().counts().roundTrips()).isOne();
            }
        }
    }

    @Test
    void the_statement_of_a_small_commit_is_the_one_that_it_shows() throws IOException {
        try (Store store = Store.of(CommitGuideTest::mapped)) {
            stored(store);
            try (SqlUnitOfWork work = store.begin()) {
                // region small
                Basket loaded = work.get(Basket.class, new UUID(0, 1));
                loaded.items().get(0).take(1);
                // endregion
                store.wire().reset();
                work.commit();
                assertThat(store.wire().transcript()).hasSize(1);
                shows("sql", message(store.wire().transcript()));
            }
        }
    }

    private static String message(List<String> statements) {
        return statements.stream().map(Lines::ofStatement).collect(Collectors.joining(";\n\n", "", ";"));
    }

    private static void shows(String kind, String block) throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains("```" + kind + "\n" + block + "\n```\n");
    }
}

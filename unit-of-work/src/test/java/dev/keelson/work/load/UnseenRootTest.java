package dev.keelson.work.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.PolicyTable;
import dev.keelson.work.policy.SessionSetting;
import dev.keelson.work.policy.TableRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some of the roots that a load of several asks for are not seen: what hangs on them is not taken for anybody else's. */
class UnseenRootTest {

    private static final WorkContext JANE = WorkContext.of(Actor.of("jane"));
    private static final WorkContext BOB = WorkContext.of(Actor.of("bob"));

    static final class Page {
        private final UUID id;
        private final String text;

        Page(UUID id, String text) {
            this.id = id;
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static final class Book {
        private UUID id = new UUID(0, 0);
        private String title = "";
        private final List<Page> pages = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();

        private Book() {}

        Book(int id, String title) {
            this.id = new UUID(0, id);
            this.title = title;
            pages.add(new Page(new UUID(1, id), "page of " + title));
            tags.add("tag of " + title);
        }

        @Override
        public String toString() {
            return title + pages + tags;
        }
    }

    /** Tells the database who works, as row-level security reads it. */
    private static final class Who implements Policy {
        @Override
        public String name() {
            return "who";
        }

        @Override
        public TableRule rule(PolicyTable table) {
            return TableRule.NONE;
        }

        @Override
        public List<SessionSetting> settings() {
            return List.of(new SessionSetting(
                    "app.who", moment -> moment.context().actor().name()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_parts_of_a_root_that_the_database_hides_stay_with_it(boolean plain) {
        KeelsonBuilder mapped =
                Keelson.builder().policy(new Who()).portable(plain).map(Book.class);
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            database.execute(
                    "alter table books add owner text not null default nullif(current_setting('app.who', true), '')",
                    "alter table books enable row level security",
                    "create policy own on books using (owner = nullif(current_setting('app.who', true), ''))");
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                keelson.run(JANE, work -> work.add(new Book(1, "hers")));
                keelson.run(BOB, work -> work.add(new Book(2, "his")));

                assertAllReadsOfBobAreHis(keelson);
                String hers = keelson.call(
                        JANE, work -> work.get(Book.class, new UUID(0, 1)).toString());
                assertThat(hers).isEqualTo("hers[page of hers][tag of hers]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_parts_of_a_root_that_is_gone_hang_on_nothing(boolean plain) {
        KeelsonBuilder mapped = Keelson.builder().portable(plain).map(Book.class);
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            database.execute(
                    "alter table book_pages drop constraint book_pages_book_id_fkey",
                    "alter table book_tags drop constraint book_tags_book_id_fkey");
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                keelson.run(BOB, work -> {
                    work.add(new Book(1, "gone"));
                    work.add(new Book(2, "his"));
                });
                database.execute("delete from books where title = 'gone'");

                assertAllReadsOfBobAreHis(keelson);
            }
        }
    }

    /** One of two that are asked for, then two of three: that there is one root alone is no proof that all is its own. */
    private static void assertAllReadsOfBobAreHis(Keelson keelson) {
        UUID unseen = new UUID(0, 1);
        UUID his = new UUID(0, 2);
        UUID second = new UUID(0, 3);
        try (SqlUnitOfWork work = keelson.begin(BOB)) {
            assertThat(work.findAll(Book.class, List.of(unseen, his)))
                    .hasToString(Map.of(his, "his[page of his][tag of his]").toString());
            assertThat(work.commit().isEmpty()).isTrue();
        }
        keelson.run(BOB, work -> work.add(new Book(3, "second")));
        try (SqlUnitOfWork work = keelson.begin(BOB)) {
            Map<UUID, Book> found = work.findAll(Book.class, List.of(unseen, his, second));
            assertThat(found.values())
                    .extracting(Book::toString)
                    .containsExactly("his[page of his][tag of his]", "second[page of second][tag of second]");
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }
}

package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A version that the domain holds is that of the row after every load and every commit, whatever the domain made of it. */
@SuppressWarnings("NullAway.Init")
class VersionPropertyTest {

    static final class Memo {
        private final UUID id;
        private String text = "";
        private long version;

        Memo(UUID id) {
            this.id = id;
        }
    }

    static final class Tiny {
        private final UUID id;
        private String text = "";
        private short version;

        Tiny(UUID id) {
            this.id = id;
        }
    }

    record Audit(String by, int edition) {}

    record Recipe(UUID id, String title, Audit audit, List<String> steps) {

        Recipe retitled(String next) {
            return new Recipe(id, next, audit, steps);
        }
    }

    record Wrong(UUID id, String version) {}

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Memo.class, memo -> memo.version("version"))
                .map(Tiny.class, tiny -> tiny.version("version"))
                .map(Recipe.class, recipe -> recipe.version("audit.edition"));
    }

    @BeforeAll
    static void create() {
        store = Store.of(VersionPropertyTest::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @Test
    void it_is_set_by_a_load_and_by_each_commit() { // 86
        Memo memo = new Memo(UUID.randomUUID());
        memo.version = 77;
        try (SqlUnitOfWork work = store.begin()) {
            work.add(memo);
            work.commit();
            assertThat(memo.version).isEqualTo(1);
            memo.text = "two";
            work.commit();
            assertThat(memo.version).isEqualTo(2);
            work.commit();
            assertThat(memo.version).isEqualTo(2);
        }
        assertThat(store.load(Memo.class, memo.id).version).isEqualTo(2);
        assertThat(store.database().query("select version from memos where id = ?", memo.id))
                .containsExactly(List.of(2L));
    }

    @Test
    void what_the_domain_writes_into_it_counts_for_nothing() { // 100
        Memo memo = new Memo(UUID.randomUUID());
        store.save(memo);
        try (SqlUnitOfWork work = store.begin()) {
            Memo loaded = work.get(Memo.class, memo.id);
            loaded.version = 99;
            assertThat(work.plan()).hasToString("nothing to commit");
            loaded.text = "changed";
            assertThat(work.commit().version(Memo.class, memo.id)).hasValue(2);
            assertThat(loaded.version).isEqualTo(2);
        }
    }

    @Test
    void a_conflict_is_found_by_the_version_that_was_loaded() { // 87
        Memo memo = new Memo(UUID.randomUUID());
        store.save(memo);
        try (SqlUnitOfWork work = store.begin();
                SqlUnitOfWork other = store.begin()) {
            work.get(Memo.class, memo.id).text = "mine";
            other.get(Memo.class, memo.id).text = "theirs";
            other.commit();
            work.get(Memo.class, memo.id).version = 2;
            assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
            assertThat(work.get(Memo.class, memo.id).version).isEqualTo(2); // as the domain left it
            work.discard();
        }
    }

    @Test
    void of_an_immutable_aggregate_the_receipt_has_the_instance_with_the_new_one() { // 103
        Recipe recipe = new Recipe(UUID.randomUUID(), "Soup", new Audit("Ada", 0), List.of("boil"));
        try (SqlUnitOfWork work = store.begin()) {
            work.add(recipe);
            CommitReceipt added = work.commit();
            Recipe current = added.current(Recipe.class, recipe.id());
            assertThat(current).isEqualTo(new Recipe(recipe.id(), "Soup", new Audit("Ada", 1), List.of("boil")));
            assertThat(work.get(Recipe.class, recipe.id())).isSameAs(current);

            work.replace(current.retitled("Stew"));
            CommitReceipt changed = work.commit();
            assertThat(changed.current(Recipe.class, recipe.id()).audit()).isEqualTo(new Audit("Ada", 2));
            assertThat(work.plan()).hasToString("nothing to commit");
        }
        assertThat(store.load(Recipe.class, recipe.id()).audit().edition()).isEqualTo(2);
    }

    @Test
    void one_that_its_column_cannot_count_further_is_refused() { // 101
        Tiny tiny = new Tiny(UUID.randomUUID());
        store.save(tiny);
        store.database().execute("update tinies set version = 32767");
        try (SqlUnitOfWork work = store.begin()) {
            Tiny loaded = work.get(Tiny.class, tiny.id);
            assertThat(loaded.version).isEqualTo(Short.MAX_VALUE);
            loaded.text = "changed";
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("Tiny.version")
                    .hasMessageContaining("32768");
            work.discard();
        }
    }

    @Test
    void one_that_is_no_number_is_a_fault() {
        assertThatThrownBy(() -> Keelson.builder()
                        .map(Wrong.class, wrong -> wrong.version("version"))
                        .schema())
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("Wrong.version: cannot count versions");
        assertThatThrownBy(() -> Keelson.builder()
                        .map(Wrong.class, wrong -> wrong.version("revision"))
                        .schema())
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("revision: there is no such property");
    }
}

package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How objects of every shape come back from a real database: rules 1 to 4. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class HydrationTest {

    record Part(String name, @Nullable Integer size) {}

    record Immutable(UUID id, Part part, Optional<Part> spare, List<Part> parts, Set<String> tags) {}

    /** A private class of final fields behind a private constructor, beside one for the domain. */
    private static final class Sealed {
        private final UUID id;
        private final Part part;
        private final long total;

        Sealed(Part part) {
            this(UUID.randomUUID(), part, 7);
        }

        private Sealed(UUID id, Part part, long total) {
            this.id = id;
            this.part = part;
            this.total = total;
        }
    }

    /** No constructor takes anything; accessors are traps. */
    static class Bean {
        private @Nullable UUID id;
        private String name = "default";
        private int count = 42;
        private @Nullable Part part = new Part("default", 1);
        private List<String> notes = new ArrayList<>(List.of("default"));

        protected Bean() {
            count = 43;
        }

        static Bean of(UUID id) {
            Bean bean = new Bean();
            bean.id = id;
            bean.name = "";
            bean.count = 0;
            bean.part = null;
            bean.notes = new ArrayList<>();
            return bean;
        }

        public String getName() {
            throw new IllegalStateException("getters are not called");
        }

        public void setName(String ignored) {
            throw new IllegalStateException("setters are not called");
        }
    }

    /** What its constructor and initialisers do must not be seen in a loaded object. */
    static final class Eager {
        private final UUID id;
        private String state = "initial";
        private int derived;
        private final List<String> log = new ArrayList<>(List.of("initialised"));
        private final Set<String> marks = new LinkedHashSet<>();
        private List<String> replaced = new ArrayList<>();

        Eager(UUID id) {
            this.id = id;
            this.derived = 99;
            log.add("constructed");
            marks.add("constructed");
            replaced.add("constructed");
        }

        void clear() {
            state = "stored";
            derived = 1;
            log.clear();
            marks.clear();
            replaced.clear();
        }
    }

    abstract static class Named {
        private final String name;
        private int revision;

        Named(String name) {
            this.name = name;
        }
    }

    static class Aged extends Named {
        private int age;

        Aged(String name) {
            super(name);
        }
    }

    static final class Heir extends Aged {
        private final UUID id;
        private Collection<String> words = new HashSet<>();

        Heir(UUID id, String name) {
            super(name);
            this.id = id;
        }
    }

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Immutable.class)
                .map(Sealed.class)
                .map(Bean.class)
                .map(Eager.class)
                .map(Heir.class);
    }

    @BeforeAll
    static void create() {
        store = Store.of(HydrationTest::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @Test
    void a_record_comes_back_equal() {
        Immutable full = new Immutable(
                UUID.randomUUID(),
                new Part("a", null),
                Optional.of(new Part("b", 2)),
                List.of(new Part("c", 3), new Part("c", 3), new Part("d", null)),
                Set.of("x", "y"));
        Immutable bare = new Immutable(UUID.randomUUID(), new Part("", 0), Optional.empty(), List.of(), Set.of());
        store.save(full, bare);
        assertThat(store.load(Immutable.class, full.id())).isEqualTo(full);
        assertThat(store.load(Immutable.class, bare.id())).isEqualTo(bare);
    }

    @Test
    void a_private_class_of_final_fields_comes_back_through_its_private_constructor() {
        Sealed sealed = new Sealed(new Part("a", 1));
        store.save(sealed);
        assertThat(store.load(Sealed.class, sealed.id))
                .usingRecursiveComparison()
                .isEqualTo(sealed);
    }

    @Test
    void a_class_without_arguments_is_filled_field_by_field_and_its_accessors_are_left_alone() {
        Bean bean = Bean.of(UUID.randomUUID());
        store.save(bean);
        assertThat(store.load(Bean.class, bean.id)).usingRecursiveComparison().isEqualTo(bean);
    }

    @Test
    void what_a_constructor_does_to_fields_that_it_does_not_take_never_leaks() {
        Eager eager = new Eager(UUID.randomUUID());
        eager.clear();
        store.save(eager);
        Eager loaded = store.load(Eager.class, eager.id);
        assertThat(List.of(loaded.state, loaded.derived, loaded.replaced)).isEqualTo(List.of("stored", 1, List.of()));
    }

    @Test
    void what_a_constructor_puts_into_final_collections_never_leaks() {
        Eager eager = new Eager(UUID.randomUUID());
        eager.clear();
        eager.log.add("stored");
        store.save(eager);
        Eager loaded = store.load(Eager.class, eager.id);
        assertThat(List.of(loaded.log, loaded.marks)).isEqualTo(List.of(List.of("stored"), Set.of()));
    }

    @Test
    void what_a_constructor_puts_into_final_collections_is_not_written_by_the_next_commit() {
        Eager eager = new Eager(UUID.randomUUID());
        eager.clear();
        store.save(eager);
        try (var work = store.begin()) {
            work.get(Eager.class, eager.id);
            assertThat(work.plan()).hasToString("nothing to commit");
        }
    }

    @Test
    void private_and_final_fields_of_superclasses_come_back() {
        Heir heir = new Heir(UUID.randomUUID(), "Ada");
        ((Named) heir).revision = 3;
        ((Aged) heir).age = 36;
        heir.words = List.of("b", "a");
        store.save(heir);
        assertThat(store.load(Heir.class, heir.id)).usingRecursiveComparison().isEqualTo(heir);
    }

    @Test
    void elements_are_complete_before_they_enter_a_set() {
        Immutable saved =
                new Immutable(UUID.randomUUID(), new Part("a", 1), Optional.empty(), List.of(), Set.of("x", "y", "z"));
        store.save(saved);
        Set<String> tags = store.load(Immutable.class, saved.id()).tags();
        assertThat(tags.contains("x") && tags.contains("y") && tags.contains("z"))
                .isTrue();
    }
}

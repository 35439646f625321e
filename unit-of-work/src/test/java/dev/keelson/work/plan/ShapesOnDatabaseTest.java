package dev.keelson.work.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.hydrate.Unfolded;
import dev.keelson.work.mapping.Inheritance;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commits of trees, joined hierarchies, parts and circles, to real foreign keys of which none is deferred. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class ShapesOnDatabaseTest {

    record FirmId(int value) {}

    record PersonId(int value) {}

    record Firm(FirmId id, @Nullable PersonId head) {}

    record Person(PersonId id, FirmId firm) {}

    static final class Node {
        private final int id;
        private String name = "";
        private final List<Node> nodes = new ArrayList<>();

        Node(int id) {
            this.id = id;
        }
    }

    record Passport(UUID id, String number) {}

    static final class Forest {
        private final int id;
        private final List<Node> nodes = new ArrayList<>();
        private @Nullable Passport passport;

        Forest(int id) {
            this.id = id;
        }
    }

    sealed interface Animal permits Cat, Dog {}

    record Cat(int id, String name, int lives) implements Animal {}

    record Dog(int id, String name, String breed) implements Animal {}

    private static Store store;

    @BeforeAll
    static void create() {
        store = Store.of(() -> Keelson.builder()
                .map(Firm.class)
                .map(Person.class)
                .map(Forest.class, forest -> forest.part("passport", part -> {}))
                .map(Animal.class, animal -> animal.inheritance(Inheritance.JOINED))
                .commitLog(false));
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.database().execute("truncate firms, people, forests, forest_nodes, forest_passport, animals, cats, dogs");
    }

    /** The statements of the last commit, without BEGIN and COMMIT. */
    private static List<String> sent() {
        return Unfolded.of(store.wire().transcript()).stream()
                .filter(sql -> !sql.equalsIgnoreCase("BEGIN") && !sql.equalsIgnoreCase("COMMIT"))
                .map(sql -> sql.substring(0, sql.indexOf(' ', 12)))
                .toList();
    }

    private static String rows(String sql) {
        return store.database().query(sql).toString();
    }

    @Test
    void roots_that_name_each_other_are_added_and_removed_together() { // 17
        Firm firm = new Firm(new FirmId(1), new PersonId(1));
        Person person = new Person(new PersonId(1), new FirmId(1));
        store.save(person, firm);
        assertThat(store.load(Firm.class, firm.id())).isEqualTo(firm);
        assertThat(store.load(Person.class, person.id())).isEqualTo(person);

        try (SqlUnitOfWork work = store.begin()) {
            work.remove(work.get(Firm.class, firm.id()));
            work.remove(work.get(Person.class, person.id()));
            work.commit();
        }
        assertThat(rows("select id from firms union all select id from people")).isEqualTo("[]");
    }

    @Test
    void a_tree_of_200_nodes_is_one_statement_whatever_its_depth() {
        for (int children : List.of(1, 3)) {
            Forest forest = new Forest(children);
            List<Node> all = new ArrayList<>();
            all.add(new Node(1_000 * children));
            forest.nodes.add(all.get(0));
            for (int n = 1; n < 200; n++) {
                Node node = new Node(1_000 * children + n);
                all.get((n - 1) / children).nodes.add(node);
                all.add(node);
            }
            store.save(forest);
            assertThat(sent()).containsExactly("insert into forests", "insert into forest_nodes");
            assertThat(rows("select count(*), count(parent_id) from forest_nodes"))
                    .isEqualTo("[[200, 199]]");

            try (SqlUnitOfWork work = store.begin()) {
                Forest loaded = work.get(Forest.class, forest.id);
                store.wire().reset();
                loaded.nodes.clear();
                work.commit();
            }
            assertThat(sent()).contains("delete from forest_nodes").hasSize(4);
            assertThat(rows("select * from forest_nodes")).isEqualTo("[]");
        }
    }

    @Test
    void a_subtree_moves_to_a_new_node_while_its_old_one_goes() {
        Forest forest = new Forest(1);
        forest.nodes.add(new Node(1));
        forest.nodes.get(0).nodes.add(new Node(2));
        forest.nodes.get(0).nodes.get(0).nodes.add(new Node(3));
        store.save(forest);

        try (SqlUnitOfWork work = store.begin()) {
            Forest loaded = work.get(Forest.class, 1);
            Node moved = loaded.nodes.remove(0).nodes.remove(0);
            moved.name = "moved";
            Node above = new Node(4);
            above.nodes.add(moved);
            loaded.nodes.add(above);
            work.commit();
        }
        assertThat(rows("select id, parent_id, name from forest_nodes order by id"))
                .isEqualTo("[[2, 4, moved], [3, 2, ], [4, null, ]]");
    }

    @Test
    void a_part_is_replaced_by_another() { // 49
        Forest forest = new Forest(1);
        forest.passport = new Passport(UUID.randomUUID(), "old");
        store.save(forest);

        try (SqlUnitOfWork work = store.begin()) {
            work.get(Forest.class, 1).passport = new Passport(UUID.randomUUID(), "new");
            work.commit();
        }
        assertThat(rows("select number from forest_passport")).isEqualTo("[[new]]");
    }

    @Test
    void joined_rows_follow_their_base_and_share_statements() { // 33
        store.save(new Cat(1, "a", 9), new Dog(2, "b", "x"), new Cat(3, "c", 9), new Dog(4, "d", "y"));
        assertThat(sent()).containsExactly("insert into animals", "insert into cats", "insert into dogs");

        try (SqlUnitOfWork work = store.begin()) {
            List<Animal> animals = work.getAll(Animal.class, List.of(1, 2, 3, 4));
            store.wire().reset();
            animals.forEach(work::remove);
            work.commit();
        }
        assertThat(sent().stream().filter(sql -> sql.startsWith("delete")).distinct())
                .containsExactly("delete from dogs", "delete from cats", "delete from animals");
        assertThat(rows("select id from animals union all select id from cats union all select id from dogs"))
                .isEqualTo("[]");
    }

    @Test
    void a_joined_object_that_becomes_another_changes_its_rows() {
        store.save(new Cat(1, "a", 9));

        try (SqlUnitOfWork work = store.begin()) {
            work.get(Animal.class, 1);
            work.replace(new Dog(1, "a", "x"));
            work.commit();
        }
        assertThat(rows("select animal_type, breed from animals join dogs using (id)"))
                .isEqualTo("[[dog, x]]");
        assertThat(rows("select id from cats")).isEqualTo("[]");
    }
}

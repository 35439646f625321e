package dev.keelson.work.query;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Refs;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.AggregateQuery;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlReading;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.softdelete.SoftDelete;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditions that ask several classes at once, each class of its own, or in a place that has no such property. */
class HierarchyConditionsTest {

    record Extra(@Nullable Integer size, @Nullable String name) {}

    record Kennel(String street, Extra extra) {}

    record AnimalId(long value) {}

    abstract static sealed class Animal {
        private final AnimalId id;
        private String name = "some";
        private Refs<Folder> folders = Refs.none();

        private Animal(AnimalId id) {
            this.id = id;
        }
    }

    static final class Dog extends Animal {
        private Extra extra = new Extra(null, null);
        private @Nullable Kennel kennel;

        Dog(AnimalId id) {
            super(id);
        }
    }

    static final class Cat extends Animal {
        private int lives = 7;

        Cat(AnimalId id) {
            super(id);
        }
    }

    abstract static sealed class Ship {
        private final long id;

        private Ship(long id) {
            this.id = id;
        }
    }

    static final class Ferry extends Ship {
        private int size = 3;

        Ferry(long id) {
            super(id);
        }
    }

    static final class Yacht extends Ship {
        private String size = "small";

        Yacht(long id) {
            super(id);
        }
    }

    record PaperId(UUID value) {}

    static final class Mark {
        private final long id;
        private final String text;

        Mark(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    abstract static sealed class Paper {
        private final PaperId id;
        private String name;
        private final List<Mark> marks = new ArrayList<>();

        private Paper(PaperId id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Invoice extends Paper {
        private int sum;

        Invoice(PaperId id, String name) {
            super(id, name);
        }
    }

    static final class Letter extends Paper {
        private String sender = "ann";

        Letter(PaperId id, String name) {
            super(id, name);
        }
    }

    static final class Folder {
        private final long id;
        private final String name;
        private final Set<AnimalId> animalIds = new LinkedHashSet<>();
        private Refs<Animal> animals = Refs.none();

        Folder(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private static final Map<Setting, PolicyStage> STAGES = new LinkedHashMap<>();

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .policy(SoftDelete.columns("deleted_at", "deleted_by"))
                .map(Animal.class, animal -> animal.refs("folders", refs -> refs.inverseOf("animalIds")))
                .map(Ship.class, ship -> ship.inheritance(Inheritance.JOINED))
                .map(Paper.class, paper -> paper.inheritance(Inheritance.TABLE_PER_CLASS))
                .map(Folder.class, folder -> folder.refs("animals", refs -> refs.through("animalIds")));
    }

    private static AnimalId animal(int id) {
        return new AnimalId(id);
    }

    private static PaperId paper(int id) {
        return new PaperId(new UUID(0, id));
    }

    @BeforeAll
    static void create() {
        for (Setting setting : Setting.values()) {
            PolicyStage stage = PolicyStage.open(setting, mapped());
            STAGES.put(setting, stage);
            stage.keelson().run(by("ann", PolicyStage.NOON), work -> {
                work.add(new Dog(animal(1)));
                work.add(new Cat(animal(2)));
                Dog third = new Dog(animal(3));
                third.extra = new Extra(5, "x");
                third.kennel = new Kennel("High Street", new Extra(null, null));
                work.add(third);
                work.add(new Ferry(1));
                work.add(new Yacht(2));
                for (int id = 1; id <= 4; id++) {
                    Paper one = id % 2 == 0 ? new Letter(paper(id), "p" + id) : new Invoice(paper(id), "p" + id);
                    one.marks.addAll(List.of(new Mark(id * 10, "old"), new Mark(id * 10 + 1, "new" + id)));
                    work.add(one);
                }
                Folder red = new Folder(1, "red");
                red.animalIds.addAll(List.of(animal(1), animal(2)));
                work.add(red);
                Folder blue = new Folder(2, "blue");
                blue.animalIds.addAll(List.of(animal(2), animal(3)));
                work.add(blue);
                work.add(new Folder(3, "empty"));
            });
            stage.keelson().run(by("bob", PolicyStage.LATER), work -> {
                ((Paper) work.get(Letter.class, paper(2))).marks.remove(0);
                ((Paper) work.get(Invoice.class, paper(3))).marks.remove(0);
            });
            stage.keelson().run(by("bob", PolicyStage.LATER.plusSeconds(1)), work -> {
                work.remove(work.get(Invoice.class, paper(3)));
                work.remove(work.get(Letter.class, paper(4)));
            });
        }
    }

    @AfterAll
    static void drop() {
        STAGES.values().forEach(PolicyStage::close);
    }

    private static SqlUnitOfWork begin(Setting setting) {
        return STAGES.get(setting).keelson().begin(by("eve", PolicyStage.LATER));
    }

    private static List<Object> found(
            Setting setting, Class<?> type, BiFunction<SqlReading, Fields, Condition> asked, boolean hidden) {
        try (SqlUnitOfWork work = begin(setting)) {
            SqlReading reading = hidden ? work.includingDeleted("a test") : work;
            return reading.query(type)
                    .where(one -> asked.apply(reading, one))
                    .orderBy(work.field(type, "id").asc())
                    .ids();
        }
    }

    private static void finds(Setting setting, Class<?> type, Function<Fields, Condition> asked, Object... ids) {
        assertThat(found(setting, type, (work, one) -> asked.apply(one), false)).containsExactly(ids);
    }

    private static void refuses(
            Setting setting, Class<?> type, BiFunction<SqlReading, Fields, Condition> asked, String told) {
        assertThatThrownBy(() -> found(setting, type, asked, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(told);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_another_class_has_is_absent_where_its_parts_do_not_tell(Setting setting) {
        finds(setting, Animal.class, animal -> animal.field("extra").isNull(), animal(2));
        finds(setting, Animal.class, animal -> animal.field("extra").isNotNull(), animal(1), animal(3));
        finds(setting, Animal.class, animal -> animal.field("extra").eq(new Extra(null, null)), animal(1));
        finds(setting, Animal.class, animal -> animal.field("extra").ne(new Extra(5, "x")), animal(1));
        finds(
                setting,
                Animal.class,
                animal -> DSL.not(animal.field("extra").eq(new Extra(9, null))),
                animal(1),
                animal(3));
        finds(setting, Dog.class, dog -> dog.field("extra").isNull());
        finds(setting, Dog.class, dog -> dog.field("extra").isNotNull(), animal(1), animal(3));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_part_of_what_is_absent_is_absent_where_its_own_parts_do_not_tell(Setting setting) {
        finds(setting, Animal.class, animal -> animal.field("kennel.extra").isNull(), animal(1), animal(2));
        finds(setting, Dog.class, dog -> dog.field("kennel.extra").isNull(), animal(1));
        finds(setting, Dog.class, dog -> dog.field("kennel.extra").eq(new Extra(null, null)), animal(3));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void of_classes_with_a_table_each_all_have_what_is_asked(Setting setting) {
        refuses(
                setting,
                Paper.class,
                (work, paper) -> paper.field("nam").eq("x"),
                "Cannot query by 'nam': Paper has no property 'nam'; did you mean 'name'? It has id, name, marks.");
        refuses(
                setting,
                Paper.class,
                (work, paper) -> paper.field("sender").eq("ann"),
                "Cannot query Paper by 'sender': each of its classes has a table of its own, and of these only Letter"
                        + " has a property 'sender'. Query that class: work.query(Letter.class).");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_property_of_several_classes_is_asked_of_the_one_that_is_meant(Setting setting) {
        refuses(
                setting,
                Ship.class,
                (work, ship) -> ship.field("size").eq(3),
                "Cannot query by 'size': several classes of Ship have a property 'size', each in columns of its own."
                        + " Name the class that is meant: work.field(Ferry.class, \"size\") or work.field(Yacht.class,"
                        + " \"size\").");
        assertThat(found(
                        setting,
                        Ship.class,
                        (work, ship) -> work.field(Ferry.class, "size").eq(3),
                        false))
                .containsExactly(1L);
        assertThat(found(
                        setting,
                        Ship.class,
                        (work, ship) -> work.field(Yacht.class, "size").eq("small"),
                        false))
                .containsExactly(2L);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_property_of_another_place_is_refused_by_name(Setting setting) {
        List<Fields> inner = new ArrayList<>();
        Map<BiFunction<SqlReading, Fields, Condition>, String> asked = new LinkedHashMap<>();
        asked.put((work, folder) -> work.field(Animal.class, "name").eq("some"), "animals");
        asked.put(
                (work, folder) -> {
                    folder.any("animalIds", one -> {
                        inner.add(one);
                        return DSL.noCondition();
                    });
                    return inner.get(inner.size() - 1).value().eq(animal(1));
                },
                "folder_animal_ids_1");
        asked.forEach((condition, named) -> assertThatThrownBy(() -> found(setting, Folder.class, condition, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot query Folder: its condition or order names " + named)
                .hasMessageContaining("which is not read where it is asked for")
                .hasCauseInstanceOf(DatabaseException.class));
        List<Consumer<AggregateQuery<Folder>>> ends = List.of(
                AggregateQuery::list,
                AggregateQuery::count,
                AggregateQuery::exists,
                query -> query.page(3),
                query -> query.stream().toList(),
                query -> query.forUpdate().list());
        for (Consumer<AggregateQuery<Folder>> end : ends) {
            try (SqlUnitOfWork work =
                    STAGES.get(setting).keelson().begin(by("eve", PolicyStage.LATER), Isolation.LOCKING)) {
                AggregateQuery<Folder> query = work.query(Folder.class)
                        .where(work.field(Animal.class, "name").eq("some"));
                assertThatThrownBy(() -> end.accept(query))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("Cannot query Folder: its condition or order names animals");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void an_aggregate_is_no_value_and_has_no_key(Setting setting) {
        refuses(
                setting,
                Folder.class,
                (work, folder) -> folder.value().isNull(),
                "Cannot compare Folder as one value: it is an aggregate. Name a property: field(\"...\").");
        refuses(
                setting,
                Folder.class,
                (work, folder) -> folder.key().isNull(),
                "Cannot compare the key of Folder: it is no map. Entries of maps have keys: any(\"<map>\", entry ->"
                        + " entry.key().eq(...)).");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_reading_locks_nothing_and_says_who_does(Setting setting) {
        for (Isolation isolation : List.of(Isolation.DEFAULT, Isolation.SNAPSHOT)) {
            assertThatThrownBy(() -> STAGES.get(setting)
                            .keelson()
                            .readSql(
                                    by("eve", PolicyStage.LATER),
                                    isolation,
                                    reading -> reading.query(Folder.class)
                                            .forUpdate()
                                            .list()))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(
                            "Cannot lock Folder by a query: the unit of work is a reading, which takes no locks. Lock"
                                    + " in a unit of work: keelson.run(context, Isolation.LOCKING, work -> ...).");
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void junctions_to_a_hierarchy_may_be_nested(Setting setting) {
        finds(setting, Folder.class, folder -> folder.any("animals", one -> is(one, 1)), 1L);
        finds(setting, Folder.class, folder -> folder.any("animals", one -> is(one, 2)), 1L, 2L);
        finds(setting, Folder.class, folder -> folder.none("animals", one -> is(one, 1)), 2L, 3L);
        finds(setting, Folder.class, folder -> folder.all("animals", one -> is(one, 1)), 3L);
        finds(setting, Folder.class, folder -> folder.size("animals").eq(2), 1L, 2L);
        finds(
                setting,
                Folder.class,
                folder -> folder.any(
                        "animals",
                        one -> one.any(
                                "folders",
                                other -> other.field("name")
                                        .eq("red")
                                        .and(other.any("animals", last -> is(last, 1)))
                                        .and(one.field("lives").eq(7)))),
                1L,
                2L);
        finds(
                setting,
                Folder.class,
                folder -> folder.any("animals", one -> is(one, 2).and(folder.any("animals", other -> is(other, 3)))),
                2L);
    }

    private static Condition is(Fields one, int id) {
        return one.field("id").eq(animal(id));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_hangs_on_classes_with_a_table_each_is_seen_with_the_hidden_root_that_it_went_with(Setting setting) {
        assertThat(found(setting, Paper.class, (work, one) -> has(one, "old"), false))
                .containsExactly(paper(1));
        assertThat(found(setting, Paper.class, (work, one) -> has(one, "old"), true))
                .containsExactly(paper(1), paper(4));
        assertThat(found(setting, Paper.class, (work, one) -> has(one, "new3").or(has(one, "new2")), true))
                .containsExactly(paper(2), paper(3));
        assertThat(found(setting, Paper.class, (work, one) -> one.size("marks").eq(1), true))
                .containsExactly(paper(2), paper(3));
        assertThat(found(setting, Invoice.class, (work, one) -> has(one, "new3"), true))
                .containsExactly(paper(3));
    }

    private static Condition has(Fields paper, String mark) {
        return paper.any("marks", one -> one.field("text").eq(mark));
    }
}

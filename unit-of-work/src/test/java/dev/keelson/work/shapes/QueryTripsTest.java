package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Isolation;
import dev.keelson.testing.rig.Counts;
import dev.keelson.work.AggregateQuery;
import dev.keelson.work.SqlReading;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.query.Page;
import dev.keelson.work.shapes.Staged.Stored;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is asked of a shape is one statement in one round trip, or a select for each table where several identifiers are asked for, and
 * whole aggregates come by it. The objects of other aggregates that
 * these hold take one more for each level, a lock one more before.
 */
class QueryTripsTest {

    @RegisterExtension
    static final Stage stage = new Stage();

    /** Where the identifier is no property "id". */
    private static final Map<String, String> IDENTIFIERS = Map.of(
            "natural identifier", "isbn",
            "identifier within a value object", "document.number",
            "legacy names, schemas and keys", "number");

    /** What the shapes have in rows of their own, and which other aggregates they hold. */
    private static final Map<String, List<String>> PARTS = parts("""
        value of every type, in children: readings samples
        encrypted values: findings hints
        natural identifier: authors
        identifier of several columns: remarks snacks
        identifier within a value object: visas
        identifier in a generic superclass: parts
        identifier by the column's own sequence: replies
        version in a record: steps
        no version: aliases
        wrapper with one rule for all its uses: sharedWith
        many to many by identifiers: courses favouriteVenues
        many to many with data of its own: enrollments
        object of another aggregate: carrier substitute
        object of another aggregate in values and children: route.first legs quotes
        two aggregates that refer to each other: favourite
        object of the same class: manager
        reference on demand: stages
        those whose identifiers this one holds: lectureIds
        list of entities: items wishes
        list of entities without an order: presents
        list of entities sorted by dates and numbers: shifts latestFirst
        list of entities sorted by text: words backwards
        set of entities: members
        children with identifiers of their own parent: lines
        immutable children of an immutable root: ingredients
        children of children of children: days
        list of values: languages stops prices
        set of values: tags links
        set of values of several columns, some of them null: references stops
        value object with a collection: planned.entries spent.entries
        value object that is just a collection: tags.values steps.list
        collection in a value object that may be absent: ledger.entries
        map of scalars: stock hours takings
        map of value objects: prices
        map of entities: rooms
        map by value objects: pieces notes
        map of sets: shelves
        list of lists: cells
        map of maps of lists: seasons
        five levels of collections: boxes
        list of values with collections: verses
        child with its parent in a field: cards
        child with its parent by its constructor: branches
        grandchild with its parent and the root: chapters
        tree: remarks
        tree of sets with values and back references: folders
        tree whose nodes below the top do not name the root: components
        tree of nodes of several classes: blocks
        references within the aggregate: milestones tasks
        one to one in the same row: engine.faults
        one to one in a table of its own: identity second
        one to one with the key of its owner: licence boat
        single table: abstract classes on several levels: owners
        joined: sealed interface of records: items
        joined: abstract classes on several levels: crew
        table per class: abstract class: treatments
        children of several classes in one table: entries
        children of several classes in joined tables: devices
        list of values of several classes: discounts
        part of several classes: heating
        state machine in one table: lines
        made by factories: tags
        made by a constructor without arguments: aliases
        converted by one registration for the class: payouts
        legacy names, schemas and keys: phones visits flags
        """);

    private static Map<String, List<String>> parts(String text) {
        Map<String, List<String>> parts = new HashMap<>();
        text.lines().forEach(line -> {
            int end = line.lastIndexOf(": ");
            parts.put(line.substring(0, end), List.of(line.substring(end + 2).split(" ")));
        });
        return parts;
    }

    static Stream<Shape<?, ?>> shapes() {
        return Stream.concat(AllShapes.stream(), EncryptedShapes.all().stream());
    }

    @Test
    void of_every_shape_with_several_tables_its_parts_are_asked() {
        List<String> names = shapes().map(Shape::name).toList();
        assertThat(names).containsAll(PARTS.keySet());
        assertThat(names).containsAll(IDENTIFIERS.keySet());
        assertThat(shapes().filter(shape -> shape.tables().size() > 1 && !PARTS.containsKey(shape.name()))
                        .map(Shape::name))
                .as("whose further tables belong to one class of several")
                .containsExactly(
                        "single table: generic base",
                        "joined: concrete base",
                        "table per class: sealed interface of records",
                        "state machine in joined tables");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void each_question_is_one_statement_in_one_round_trip(Shape<?, ?> shape) {
        new Asked<>(stage.of(shape)).all();
    }

    /** What is stored of a shape, and asked for in every form. */
    private static final class Asked<A, I> {

        private final Staged<A, I> staged;
        private final Class<A> type;
        private final String identifier;

        /** The states by their identifiers, in the order of the database. */
        private final Map<I, String> states = new LinkedHashMap<>();

        /** Those which leave nothing out. */
        private final Set<I> full = new LinkedHashSet<>();

        Asked(Staged<A, I> staged) {
            this.staged = staged;
            this.type = staged.shape().type();
            this.identifier = IDENTIFIERS.getOrDefault(staged.shape().name(), "id");
        }

        void all() {
            store();
            List<I> all = List.copyOf(states.keySet());
            inEachForm("all", all, query -> query);
            read(all);
            byIdentifiers(all);
            locked(all);
            Map<I, A> objects = objects();
            for (String path : PARTS.getOrDefault(staged.shape().name(), List.of())) {
                List<I> having = having(objects, path, Asked::isThere);
                assertThat(having).as(path).containsAll(full);
                inEachForm("any " + path, having, query -> query.any(path, part -> DSL.trueCondition()));
                same(
                        "size of " + path,
                        having(objects, path, Asked::isAny),
                        work -> query(work, states.keySet())
                                .size(path, size -> size.gt(0))
                                .list());
            }
        }

        private void store() {
            Map<I, String> stored = new LinkedHashMap<>();
            for (int n = 0; n < 5; n++) {
                boolean isFull = n < 3;
                String purpose = "query " + n;
                Stored<I> one = staged.store(
                        isFull
                                ? staged.full(purpose)
                                : Chance.of((staged.shape().name() + purpose).hashCode()));
                stored.put(one.id(), one.state());
                if (isFull) {
                    full.add(one.id());
                }
            }
            try (SqlUnitOfWork work = staged.begin()) {
                query(work, stored.keySet()).<I>ids().forEach(id -> states.put(id, stored.get(id)));
            }
            assertThat(states).containsExactlyInAnyOrderEntriesOf(stored);
        }

        private AggregateQuery<A> query(SqlReading work, Collection<I> ids) {
            return work.query(type)
                    .where(root -> root.field(identifier).in(ids))
                    .orderBy(work.field(type, identifier).asc());
        }

        /** Lists them, gives them as pages, streams them, counts them and so on, and compares whole states in their order. */
        private void inEachForm(String what, List<I> expected, Function<AggregateQuery<A>, AggregateQuery<A>> asked) {
            Function<SqlReading, AggregateQuery<A>> query = work -> asked.apply(query(work, states.keySet()));
            same(what + ": list", expected, work -> query.apply(work).list());
            same(
                    what + ": part",
                    expected.subList(1, 3),
                    work -> query.apply(work).offset(1).limit(2).list());
            same(what + ": stream", expected, work -> {
                try (Stream<A> stream = query.apply(work).stream()) {
                    return stream.toList();
                }
            });
            same(
                    what + ": first",
                    expected.subList(0, 1),
                    work -> list(query.apply(work).first()));
            I only = full.iterator().next();
            same(
                    what + ": single",
                    List.of(only),
                    work -> list(query.apply(work)
                            .where(root -> root.field(identifier).eq(only))
                            .single()));
            pages(what, expected, query);
            answers(what + ": ids", expected, work -> query.apply(work).<I>ids());
            answers(
                    what + ": count",
                    (long) expected.size(),
                    work -> query.apply(work).count());
            answers(what + ": exists", true, work -> query.apply(work).exists());
        }

        private void pages(String what, List<I> expected, Function<SqlReading, AggregateQuery<A>> query) {
            List<Page<A>> pages = new ArrayList<>();
            same(what + ": page", expected.subList(0, 2), work -> {
                pages.add(query.apply(work).page(2));
                return pages.getLast().items();
            });
            String next = pages.getLast().next().orElseThrow();
            List<I> second = expected.subList(2, Math.min(4, expected.size()));
            same(
                    what + ": next page",
                    second,
                    work -> query.apply(work).after(next).page(2).items());
        }

        private void byIdentifiers(List<I> all) {
            List<I> reversed = all.reversed();
            same(
                    "get one",
                    List.copyOf(full).subList(0, 1),
                    work -> List.of(work.get(type, full.iterator().next())));
            same("get all", reversed, work -> work.getAll(type, reversed));
            same(
                    "find all",
                    reversed,
                    work -> List.copyOf(work.findAll(type, reversed).values()));
        }

        private void read(List<I> all) {
            staged.wire().reset();
            List<A> found = staged.keelson()
                    .readSql(
                            Staged.CONTEXT,
                            reading -> query(reading, states.keySet()).list());
            passed("only read", 0, 1, all);
            states("only read", all, found);
        }

        private void locked(List<I> all) {
            if (staged.shape().name().startsWith("table per class")) {
                return;
            }
            try (SqlUnitOfWork work = staged.keelson().begin(Staged.CONTEXT, Isolation.LOCKING)) {
                staged.wire().reset();
                states("locked", all, query(work, all).forUpdate().list());
                passed("locked", 1, 2, all);
            }
        }

        private void same(String form, List<I> expected, Function<SqlReading, List<A>> asked) {
            List<A> found;
            try (SqlUnitOfWork work = staged.begin()) {
                found = asked.apply(work);
                passed(form, 0, 1, expected);
            }
            states(form, expected, found);
        }

        private void states(String form, List<I> expected, List<A> found) {
            assertThat(found)
                    .as(form)
                    .extracting(staged.shape()::text)
                    .isEqualTo(expected.stream().map(states::get).toList());
        }

        /** Asks the roots' table alone. */
        private <T> void answers(String form, T expected, Function<SqlReading, T> asked) {
            try (SqlUnitOfWork work = staged.begin()) {
                assertThat((Object) asked.apply(work)).as(form).isEqualTo(expected);
                passed(form, 0, 1, List.of());
            }
        }

        /**
         * Compares what passed: so many round trips, and one for each level of what these hold, where one holds all there may be; each with
         * one statement, but for what goes ahead and where several come by identifier.
         */
        private void passed(String form, int ahead, int roundTrips, List<I> loaded) {
            Counts counts = staged.wire().counts();
            String what = "round trips of " + form + ": " + staged.wire().transcript();
            int levels = loaded.isEmpty() ? 0 : staged.shape().levels();
            int least = loaded.stream().anyMatch(full::contains) ? levels : 0;
            assertThat(counts.roundTrips()).as(what).isBetween(roundTrips + least, roundTrips + levels);
            if (levels > 0 || form.endsWith(" all")) { // several by identifier come by a select for each table
                assertThat(counts.statements()).as(what).isGreaterThanOrEqualTo(ahead + counts.roundTrips());
            } else {
                assertThat(counts.statements()).as(what).isEqualTo(ahead + counts.roundTrips());
            }
        }

        private Map<I, A> objects() {
            try (SqlUnitOfWork work = staged.begin()) {
                return work.findAll(type, states.keySet());
            }
        }

        private static <T> List<T> list(Optional<T> one) {
            return one.stream().toList();
        }

        private List<I> having(Map<I, A> objects, String path, Predicate<@Nullable Object> there) {
            return states.keySet().stream()
                    .filter(id -> there.test(at(objects.get(id), path)))
                    .toList();
        }

        /** Whether there is an element, be it an empty collection in turn: these are counted. */
        private static boolean isAny(@Nullable Object value) {
            return switch (value) {
                case Map<?, ?> map -> !map.isEmpty();
                case Collection<?> collection -> !collection.isEmpty();
                case null, default -> isThere(value);
            };
        }

        /** Whether there is something that is no collection, or such a thing within one. */
        private static boolean isThere(@Nullable Object value) {
            Predicate<@Nullable Object> there = Asked::isThere;
            return switch (value) {
                case null -> false;
                case Optional<?> optional -> optional.isPresent();
                case Map<?, ?> map -> map.values().stream().anyMatch(there);
                case Collection<?> collection -> collection.stream().anyMatch(there);
                default -> true;
            };
        }

        private static @Nullable Object at(@Nullable Object object, String path) {
            @Nullable Object value = object;
            for (String name : path.split("\\.")) {
                value = value == null ? null : property(value.getClass(), value, name);
            }
            return value;
        }

        private static @Nullable Object property(@Nullable Class<?> type, Object object, String name) {
            if (type == null) {
                return null; // of another class of the hierarchy
            }
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    try {
                        field.setAccessible(true);
                        return field.get(object);
                    } catch (IllegalAccessException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }
            }
            return property(type.getSuperclass(), object, name);
        }
    }
}

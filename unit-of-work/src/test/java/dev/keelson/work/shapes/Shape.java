package dev.keelson.work.shapes;

import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One kind of domain and how it lies in tables: what the contract of all shapes needs to know of it. Immutable once made.
 *
 * @param name what the shape shows
 * @param type the root asked for, which may be the base of a hierarchy
 * @param mapping maps the root and those beside it
 * @param ids makes a new identifier
 * @param others makes the aggregates that a state refers to
 * @param states makes a state of the aggregate of an identifier
 * @param leaves changes of one leaf each
 * @param tables the tables of the aggregate
 * @param beside further tables, of other aggregates
 * @param levels how many levels of object references a load follows
 * @param unsaid fields, as "Order.version", that are no part of what must come back
 * @param unordered fields whose lists have no order
 * @param before statements to run before those of the generated schema
 * @param version the column of the root version, or empty for none
 */
record Shape<A, I>(
        String name,
        Class<A> type,
        Consumer<KeelsonBuilder> mapping,
        BiFunction<Chance, SqlUnitOfWork, I> ids,
        Function<Chance, List<Object>> others,
        States<A, I> states,
        List<Leaf<A>> leaves,
        List<String> tables,
        List<String> beside,
        int levels,
        Set<String> unsaid,
        Set<String> unordered,
        List<String> before,
        String version) {

    /** Makes a state. */
    @FunctionalInterface
    interface States<A, I> {
        A of(Chance chance, I id, Cast cast);
    }

    /** Changes a loaded aggregate, or gives its next state. */
    @FunctionalInterface
    interface Change<A> {
        A of(A loaded, Cast cast);
    }

    /**
     * A change of one leaf.
     *
     * @param name what is changed
     * @param change the change
     * @param written what a commit writes besides the root's version, as "update order_lines (quantity)"
     */
    record Leaf<A>(String name, Change<A> change, List<String> written) {}

    static <A, I> Builder<A, I> of(String name, Class<A> type, Function<Chance, I> ids) {
        return new Builder<>(name, type, (chance, work) -> ids.apply(chance));
    }

    /** A shape whose identifiers the database makes. */
    static <A, I> Builder<A, I> drawing(String name, Class<A> type) {
        return new Builder<>(name, type, (chance, work) -> work.nextId(type));
    }

    /** The whole state as text. */
    String text(Object state) {
        return new StateText(unsaid, unordered).text(state);
    }

    @Override
    public String toString() {
        return name;
    }

    /** A shape in the making. */
    static final class Builder<A, I> {

        private final String name;
        private final Class<A> type;
        private final BiFunction<Chance, SqlUnitOfWork, I> ids;
        private final List<Leaf<A>> leaves = new ArrayList<>();
        private Consumer<KeelsonBuilder> mapping;
        private Function<Chance, List<Object>> others = chance -> List.of();
        private List<String> tables = List.of();
        private List<String> beside = List.of();
        private int levels;
        private Set<String> unsaid = Set.of();
        private Set<String> unordered = Set.of();
        private List<String> before = List.of();
        private String version = "version";

        private Builder(String name, Class<A> type, BiFunction<Chance, SqlUnitOfWork, I> ids) {
            this.name = name;
            this.type = type;
            this.ids = ids;
            this.mapping = keelson -> keelson.map(type);
        }

        Builder<A, I> mapped(Consumer<KeelsonBuilder> how) {
            mapping = how;
            return this;
        }

        Builder<A, I> tables(String... names) {
            tables = List.of(names);
            return this;
        }

        Builder<A, I> beside(String... names) {
            beside = List.of(names);
            return this;
        }

        Builder<A, I> others(Function<Chance, List<Object>> makers) {
            others = makers;
            return this;
        }

        Builder<A, I> levels(int count) {
            levels = count;
            return this;
        }

        Builder<A, I> unsaid(String... fields) {
            unsaid = Set.of(fields);
            return this;
        }

        Builder<A, I> unordered(String... fields) {
            unordered = Set.of(fields);
            return this;
        }

        Builder<A, I> before(String... statements) {
            before = List.of(statements);
            return this;
        }

        Builder<A, I> version(String column) {
            version = column;
            return this;
        }

        /** A leaf of a mutable aggregate. */
        Builder<A, I> changing(String leaf, Consumer<A> change, String... written) {
            return leaf(
                    leaf,
                    (loaded, cast) -> {
                        change.accept(loaded);
                        return loaded;
                    },
                    written);
        }

        /** A leaf of a mutable aggregate that becomes something of another aggregate. */
        Builder<A, I> changing(String leaf, BiConsumer<A, Cast> change, String... written) {
            return leaf(
                    leaf,
                    (loaded, cast) -> {
                        change.accept(loaded, cast);
                        return loaded;
                    },
                    written);
        }

        /** A leaf of an aggregate whose next state is another object. */
        Builder<A, I> replacing(String leaf, UnaryOperator<A> change, String... written) {
            return leaf(leaf, (loaded, cast) -> change.apply(loaded), written);
        }

        private Builder<A, I> leaf(String leaf, Change<A> change, String... written) {
            leaves.add(new Leaf<>(leaf, change, List.of(written)));
            return this;
        }

        Shape<A, I> states(BiFunction<Chance, I, A> states) {
            return states((chance, id, cast) -> states.apply(chance, id));
        }

        Shape<A, I> states(States<A, I> states) {
            return new Shape<>(
                    name,
                    type,
                    mapping,
                    ids,
                    others,
                    states,
                    List.copyOf(leaves),
                    tables,
                    beside,
                    levels,
                    unsaid,
                    unordered,
                    before,
                    version);
        }
    }
}

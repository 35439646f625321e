package dev.keelson.work.model;

import dev.keelson.identity.cache.CacheLimits;
import dev.keelson.work.model.Belonging.HidingProperty;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The mapping of one aggregate, built and validated. Immutable.
 *
 * <p>Source: Evans, DDD Reference, Aggregates; Fowler, PoEAA, Metadata Mapping (306), Identity Field (216), Concrete Table
 * Inheritance (293).
 *
 * @param shape the root's class, or the hierarchy of root classes that share tables
 * @param family the type under which its identifiers are unique: that of the shape, or, where each concrete class of a
 *     hierarchy has tables of its own, the type they have in common
 * @param tables every table of the aggregate, the root's first, parents before their children
 * @param identifier what identifies the root
 * @param versioning how the root's version is counted
 * @param trees the outermost collection of each table that is a tree, by the table's place
 * @param siblings the tables, by their places, whose entities others of the aggregate refer to
 * @param repeated the tables, by their places, whose entities are of a class that has another table in the aggregate too
 * @param sequence how the database makes identifiers, or null where the application does
 * @param events leads to the collection in which the root records its events, or null where it has none that was named
 * @param belonging whose its rows are
 * @param cache within which limits units of work share its rows, or null where they do not
 */
public record AggregateModel(
        Shape shape,
        Class<?> family,
        List<TableModel> tables,
        IdentifierModel identifier,
        Versioning versioning,
        Map<Integer, CollectionContent> trees,
        Set<Integer> siblings,
        Set<Integer> repeated,
        @Nullable IdSequence sequence,
        @Nullable FieldPath events,
        Belonging belonging,
        @Nullable CacheLimits cache) {

    /** One whose rows are whose policies say. */
    public AggregateModel(
            Shape shape,
            Class<?> family,
            List<TableModel> tables,
            IdentifierModel identifier,
            Versioning versioning,
            Map<Integer, CollectionContent> trees,
            Set<Integer> siblings,
            Set<Integer> repeated,
            @Nullable IdSequence sequence,
            @Nullable FieldPath events) {
        this(
                shape,
                family,
                tables,
                identifier,
                versioning,
                trees,
                siblings,
                repeated,
                sequence,
                events,
                Belonging.BY_POLICY,
                null);
    }

    /**
     * How the version of a root is counted. The column is {@link RowType#version()}.
     *
     * @param fromClock whether first versions are taken from the clock, since an identifier may be used again, or who shares rows may
     *     hold one of an earlier life
     * @param property leads to a version property of the domain, or null where the domain has none
     */
    public record Versioning(boolean fromClock, @Nullable FieldPath property) {}

    /**
     * Where the database makes identifiers.
     *
     * @param name the sequence, or null for the one that the key's column owns
     * @param block how many are drawn at once
     * @param undrawn the column values, besides null, of an identifier that is yet to be drawn
     * @param always whether the column takes no values but the sequence's
     */
    public record IdSequence(@Nullable String name, int block, Set<Long> undrawn, boolean always) {

        public IdSequence {
            undrawn = Set.copyOf(undrawn);
        }

        /** Whether this column value stands for an identifier that is yet to be drawn. */
        public boolean isUndrawn(@Nullable Object column) {
            return !(column instanceof Number number) || undrawn.contains(number.longValue());
        }
    }

    public AggregateModel {
        tables = List.copyOf(tables);
        trees = Map.copyOf(trees);
        siblings = Set.copyOf(siblings);
        repeated = Set.copyOf(repeated);
    }

    /** Two mappings are equal only when they are the same object, so that they are cheap keys. */
    @Override
    @SuppressWarnings("ReferenceEquality") // identity is what is meant
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** The root's class, or what the classes of its hierarchy have in common. */
    public Class<?> type() {
        return shape.type();
    }

    /** What messages call it. */
    public String name() {
        return type().getSimpleName();
    }

    /** A path of the mapping as messages take it that name the root themselves: "lines" of "Order.lines". */
    public String within(String path) {
        if (path.equals(name())) {
            return "";
        }
        return path.startsWith(name() + ".") ? path.substring(name().length() + 1) : path;
    }

    public RowType root() {
        return tables.get(0).rowType();
    }

    /** Whether the domain itself says that a root is hidden, by what stands in its row. */
    public boolean isHidden(Row root) {
        HidingProperty hiding = belonging.hiding();
        return hiding != null && !Objects.equals(root.get(hiding.column()), hiding.seen());
    }

    /** The tables that hold further columns of the root, where its hierarchy is joined: each once, in their order. */
    public List<TableModel> extensions() {
        List<ObjectModel> classes = switch (shape) {
            case ObjectModel object -> List.of(object);
            case Hierarchy hierarchy ->
                hierarchy.subtypes().stream().map(Hierarchy.Subtype::object).toList();
        };
        return classes.stream()
                .flatMap(object -> object.extensions().stream())
                .distinct()
                .sorted(Comparator.comparingInt(TableModel::index))
                .toList();
    }

    /**
     * The key that a row holds of such a root, as the root's own row has it: what a column of another type holds is converted.
     *
     * @param columns the columns that hold it, in its order
     * @return null where a part of it is null, so that the row refers to nothing
     */
    public @Nullable Object @Nullable [] keyHeld(Row row, List<Integer> columns) {
        RowType root = root();
        @Nullable Object[] key = new Object[columns.size()];
        for (int n = 0; n < key.length; n++) {
            Object part = row.get(columns.get(n));
            if (part == null) {
                return null;
            }
            key[n] = root.column(root.keyColumn(n)).type().fit(part);
        }
        return key;
    }

    /** The outermost collection of a tree's table. */
    public CollectionContent tree(int table) {
        CollectionContent tree = trees.get(table);
        if (tree == null) {
            throw new IllegalStateException(tables.get(table).rowType() + " is no tree");
        }
        return tree;
    }
}

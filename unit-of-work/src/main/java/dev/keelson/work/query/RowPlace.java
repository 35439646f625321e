package dev.keelson.work.query;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.query.Scene.Aliases;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.sql.ScopedTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** One row of an aggregate, and where its properties lead. Immutable. */
final class RowPlace implements Place {

    private final Scene scene;
    private final AggregateModel model;
    private final TableModel table;
    private final Content element;
    private final @Nullable ColumnContent key;
    private final Class<?> type;
    private final String label;
    private final RowSource row;
    private final Supplier<Field<Object>> hiding;

    /**
     * @param element what the row holds
     * @param key the key of a map's entry, or null
     * @param type what objects of a hierarchy must be
     * @param hiding tells whether the row is hidden, where rows that hang on it may be hidden with it
     */
    RowPlace(
            Scene scene,
            AggregateModel model,
            TableModel table,
            Content element,
            @Nullable ColumnContent key,
            Class<?> type,
            String label,
            RowSource row,
            Supplier<Field<Object>> hiding) {
        this.scene = scene;
        this.model = model;
        this.table = table;
        this.element = element;
        this.key = key;
        this.type = type;
        this.label = label;
        this.row = row;
        this.hiding = hiding;
    }

    /**
     * A root's row.
     *
     * @param type what the root must be
     * @param hiding the column that tells whether the root is hidden
     */
    static RowPlace ofRoot(
            Scene scene, AggregateModel model, Class<?> type, RowSource row, Supplier<Field<Object>> hiding) {
        return new RowPlace(
                scene,
                model,
                model.tables().get(0),
                new EmbeddedContent(model.shape(), -1),
                null,
                type,
                type.getSimpleName(),
                row,
                hiding);
    }

    @Override
    public Compared property(String path) {
        Located found = located(path);
        if (!(found.content() instanceof ColumnContent content)) {
            throw new IllegalArgumentException("Cannot query by '" + path + "': " + found.label()
                    + " lies in rows of its own. Ask for them: any(\"" + path + "\", one -> ...), all, none or size.");
        }
        Comparison comparison = comparison(found.label(), found.table(), content, () -> without(found));
        if (found.inJson().isEmpty()) {
            return comparison;
        }
        int column = comparison.columns().get(0);
        return new JsonComparison(
                scene.profile().dialect(),
                found.label(),
                row.column(found.table(), column),
                found.table().rowType().column(column).type(),
                found.inJson());
    }

    private Comparison comparison(String path, TableModel of, ColumnContent content, Supplier<Condition> without) {
        return new Comparison(scene, model, path, of, content, row, without);
    }

    /** That the row is of a class without the property, or what it lies in is absent. */
    private Condition without(Located found) {
        Condition without = DSL.falseCondition();
        for (Located.Partly partly : found.partly()) {
            without = without.or(partly.isOther(row));
        }
        for (Located.Outer outer : found.outers()) {
            without = without.or(comparison(outer.label(), outer.table(), outer.content(), DSL::falseCondition)
                    .isNull());
        }
        return without;
    }

    /** The names of the properties that it has. */
    Set<String> names() {
        return element instanceof EmbeddedContent embedded ? Located.names(embedded.shape(), type) : Set.of();
    }

    @Override
    public Field<Object> presence() {
        return row.column(table, table.rowType().keyColumn(0));
    }

    @Override
    public Located located(String path) {
        if (!(element instanceof EmbeddedContent embedded)) {
            throw new IllegalArgumentException("Cannot query by '" + path + "': " + label
                    + " has values without properties. Compare the value itself: value().eq(...).");
        }
        return Located.of(new Located.Start(model, table, embedded.shape(), type, label), path);
    }

    @Override
    public Compared value() {
        if (table.parent() < 0) {
            throw new IllegalArgumentException(
                    "Cannot compare " + label + " as one value: it is an aggregate. Name a property: field(\"...\").");
        }
        if (element instanceof ColumnContent content) {
            return comparison(label, table, content, DSL::falseCondition);
        }
        throw new IllegalArgumentException("Cannot compare " + label + " as one value: it is a collection in turn.");
    }

    @Override
    public Compared key() {
        if (key == null) {
            throw new IllegalArgumentException("Cannot compare the key of " + label
                    + ": it is no map. Entries of maps have keys: any(\"<map>\", entry -> entry.key().eq(...)).");
        }
        return comparison(label + "'s key", table, key, DSL::falseCondition);
    }

    @Override
    public List<Reached> reach(String path, Aliases aliases) {
        Located found = located(path);
        return switch (found.content()) {
            case CollectionContent collection -> List.of(elements(collection, found.label(), aliases));
            case TreeContent tree -> List.of(nodes(tree, found.label(), aliases));
            case PartContent part -> List.of(child(part.table(), part.element(), null, found.label(), aliases));
            case RefsContent refs -> targets(refs, aliases);
            case ReferenceContent reference ->
                Targets.of(scene, aliases, reference, row.columns(found.table(), reference.columns()));
            case EmbeddedContent embedded
            when Located.wrapped(embedded.shape()).isPresent() ->
                reach(path + "." + Located.wrapped(embedded.shape()).get().name(), aliases);
            case ColumnContent value -> byForeignKey(value, found, path, aliases);
            case ParentContent parent ->
                throw new IllegalArgumentException("Cannot query by '" + path + "': " + found.label()
                        + " is the owner, from which the query comes.");
        };
    }

    /** A property that holds another aggregate's identifier leads to it where a foreign key says so. */
    private List<Reached> byForeignKey(ColumnContent content, Located found, String path, Aliases aliases) {
        List<Integer> columns = ContentColumns.of(content);
        for (ForeignKey reference : found.table().rowType().foreignKeys()) {
            boolean isMeant =
                    !reference.toParent() && Set.copyOf(reference.columns()).equals(Set.copyOf(columns));
            Optional<Roots> roots = isMeant ? scene.rootsIn(reference.target()) : Optional.empty();
            if (roots.isPresent()) {
                return Targets.of(
                        scene, aliases, roots.get(), reference, row.columns(found.table(), reference.columns()));
            }
        }
        throw new IllegalArgumentException("Cannot query by '" + path + "': " + found.label()
                + " is a value in columns of its owner's row, and the identifier of no mapped aggregate. Compare it: "
                + Operand.mend(content, path) + ".");
    }

    private Reached elements(CollectionContent collection, String path, Aliases aliases) {
        return child(collection.table(), collection.element(), collection.key(), path, aliases);
    }

    /** Rows that hang on this one: of a tree, those at its top. */
    private Reached child(
            TableModel child, Content content, @Nullable ColumnContent entryKey, String path, Aliases aliases) {
        ScopedTable of = scene.another(child.rowType(), aliases);
        Condition condition = seen(of).and(
                        Extended.equal(of, child.parentColumns(), row.columns(owner(child), child.parentKey())))
                .and(hangsOnNone(of, child));
        if (content instanceof CollectionContent inner) {
            RowPlace outer = new RowPlace(
                    scene,
                    model,
                    child,
                    content,
                    null,
                    Object.class,
                    path,
                    RowSource.of(Map.of(child, of)),
                    of::hiding);
            Reached within = outer.elements(inner, path, aliases);
            return new Reached(
                    of.table().join(within.from()).on(within.condition()), of.table(), condition, within.place());
        }
        return reached(child, of, content, entryKey, path, condition, aliases);
    }

    private TableModel owner(TableModel child) {
        return model.tables().get(child.parent());
    }

    private Reached nodes(TreeContent tree, String path, Aliases aliases) {
        TableModel nodes = model.tables().get(tree.table());
        CollectionContent whole = model.tree(tree.table());
        ScopedTable of = scene.another(nodes.rowType(), aliases);
        Condition condition = seen(of).and(Extended.equal(
                of, nodes.nodeColumns(), row.columns(table, nodes.rowType().keyColumns())));
        return reached(nodes, of, whole.element(), whole.key(), path, condition, aliases);
    }

    private static Condition hangsOnNone(ScopedTable of, TableModel nodes) {
        Condition top = DSL.noCondition();
        for (int column : nodes.nodeColumns()) {
            top = top.or(of.field(column).isNull());
        }
        return top;
    }

    /** What the policies let be seen of rows that hang on this one. */
    private Condition seen(ScopedTable of) {
        Condition seen = scene.scope(of);
        return of.showsHidden() ? seen.and(of.isOneWith(hiding.get())) : seen;
    }

    private List<Reached> targets(RefsContent refs, Aliases aliases) {
        return switch (refs.route().get()) {
            case RefsContent.Inverse inverse ->
                Targets.holding(
                        scene,
                        aliases,
                        inverse,
                        row.columns(table, table.rowType().keyColumns()));
            case RefsContent.Through through -> {
                TableModel holder = model.tables().get(through.table());
                ScopedTable junction = scene.another(holder.rowType(), aliases);
                Condition ours = seen(junction)
                        .and(Extended.equal(
                                junction, holder.parentColumns(), row.columns(owner(holder), holder.parentKey())));
                yield Targets.heldBy(scene, aliases, through, junction, ours);
            }
        };
    }

    private Reached reached(
            TableModel child,
            ScopedTable of,
            Content content,
            @Nullable ColumnContent entryKey,
            String path,
            Condition condition,
            Aliases aliases) {
        Extended extended = Extended.of(scene, aliases, child, of, content);
        return new Reached(
                extended.from(),
                condition,
                new RowPlace(
                        scene, model, child, content, entryKey, extended.type(), path, extended.source(), of::hiding));
    }
}

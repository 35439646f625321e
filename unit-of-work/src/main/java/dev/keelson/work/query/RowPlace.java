package dev.keelson.work.query;

import dev.keelson.work.load.select.Discriminators;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.sql.ScopedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
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
    private final @Nullable ScopedTable rows;

    /**
     * @param element what the row holds
     * @param key the key of a map's entry, or null
     * @param type what objects of a hierarchy must be
     * @param rows the row's table, where rows that hang on it may be hidden with it
     */
    private RowPlace(
            Scene scene,
            AggregateModel model,
            TableModel table,
            Content element,
            @Nullable ColumnContent key,
            Class<?> type,
            String label,
            RowSource row,
            @Nullable ScopedTable rows) {
        this.scene = scene;
        this.model = model;
        this.table = table;
        this.element = element;
        this.key = key;
        this.type = type;
        this.label = label;
        this.row = row;
        this.rows = rows;
    }

    /**
     * A root's row.
     *
     * @param type what the root must be
     * @param rows its table as the statement refers to it
     */
    static RowPlace ofRoot(Scene scene, AggregateModel model, Class<?> type, RowSource row, ScopedTable rows) {
        return new RowPlace(
                scene,
                model,
                model.tables().get(0),
                new EmbeddedContent(model.shape(), -1),
                null,
                type,
                type.getSimpleName(),
                row,
                rows);
    }

    @Override
    public Compared property(String path) {
        Located found = located(path);
        if (!(found.content() instanceof ColumnContent content)) {
            throw new IllegalArgumentException("Cannot query by '" + path + "': " + found.label()
                    + " lies in rows of its own. Ask for them: any(\"" + path + "\", one -> ...), all, none or size.");
        }
        Comparison comparison = new Comparison(scene, model, found.label(), found.table(), content, row);
        if (found.inJson().isEmpty()) {
            return comparison;
        }
        return new JsonComparison(
                scene.profile().dialect(),
                found.label(),
                row.column(found.table(), comparison.columns().get(0)),
                found.inJson());
    }

    private Located located(String path) {
        if (!(element instanceof EmbeddedContent embedded)) {
            throw new IllegalArgumentException("Cannot query by '" + path + "': " + label
                    + " has values without properties. Compare the value itself: value().eq(...).");
        }
        return Located.of(new Located.Start(model, table, embedded.shape(), type, label), path);
    }

    @Override
    public Compared value() {
        if (element instanceof ColumnContent content) {
            return new Comparison(scene, model, label, table, content, row);
        }
        throw new IllegalArgumentException("Cannot compare " + label + " as one value: it is a collection in turn.");
    }

    @Override
    public Compared key() {
        if (key == null) {
            throw new IllegalArgumentException("Cannot compare the key of " + label + ": it is no map.");
        }
        return new Comparison(scene, model, label + "'s key", table, key, row);
    }

    @Override
    public List<Reached> reach(String path) {
        Located found = located(path);
        return switch (found.content()) {
            case CollectionContent collection -> List.of(elements(collection, found.label()));
            case TreeContent tree -> List.of(nodes(tree, found.label()));
            case PartContent part -> List.of(part(part, found.label()));
            case RefsContent refs -> referrers(refs, found.label());
            case ReferenceContent reference ->
                targets(reference.target().get(), row.columns(found.table(), reference.columns()), found.label());
            case ColumnContent value ->
                throw new IllegalArgumentException("Cannot query by '" + path + "': " + found.label()
                        + " is a value in columns of its owner's row. Compare it: field(\"" + path + "\").eq(...).");
            case ParentContent parent ->
                throw new IllegalArgumentException("Cannot query by '" + path + "': " + found.label()
                        + " is the owner, from which the query comes.");
        };
    }

    private Reached part(PartContent part, String path) {
        return child(part.table(), part.element(), null, path);
    }

    private Reached elements(CollectionContent collection, String path) {
        return child(collection.table(), collection.element(), collection.key(), path);
    }

    /** Rows that hang on this one: of a tree, those at its top. */
    private Reached child(TableModel child, Content content, @Nullable ColumnContent entryKey, String path) {
        ScopedTable of = scene.another(child.rowType());
        Condition condition = seen(of)
                .and(equal(of, child.parentColumns(), row.columns(owner(child), child.parentKey())))
                .and(hangsOnNone(of, child));
        if (content instanceof CollectionContent inner) {
            RowPlace outer = new RowPlace(
                    scene, model, child, content, null, Object.class, path, RowSource.of(Map.of(child, of)), of);
            Reached within = outer.elements(inner, path);
            return new Reached(
                    of.table().join(within.from()).on(within.condition()), condition, within.place());
        }
        return reached(child, of, content, entryKey, path, condition);
    }

    private TableModel owner(TableModel child) {
        return model.tables().get(child.parent());
    }

    private Reached nodes(TreeContent tree, String path) {
        TableModel nodes = model.tables().get(tree.table());
        CollectionContent whole = model.tree(tree.table());
        ScopedTable of = scene.another(nodes.rowType());
        List<Integer> keyColumns = keyColumns(nodes);
        Condition condition = seen(of).and(equal(of, nodes.nodeColumns(), row.columns(table, keyColumns)));
        return reached(nodes, of, whole.element(), whole.key(), path, condition);
    }

    private static List<Integer> keyColumns(TableModel table) {
        return IntStream.range(0, table.rowType().keyWidth())
                .mapToObj(table.rowType()::keyColumn)
                .toList();
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
        return of.showsHidden() && rows != null
                ? seen.and(of.isOneWith(rows.field(rows.hidingColumn())))
                : seen;
    }

    private Reached reached(
            TableModel child,
            ScopedTable of,
            Content content,
            @Nullable ColumnContent entryKey,
            String path,
            Condition condition) {
        Map<TableModel, ScopedTable> named = new HashMap<>(Map.of(child, of));
        Table<?> from = of.table();
        Class<?> objects = Object.class;
        if (content instanceof EmbeddedContent embedded) {
            from = withExtensions(from, child, of, embedded.shape(), named);
            objects = embedded.shape().type();
        }
        return new Reached(
                from,
                condition,
                new RowPlace(scene, model, child, content, entryKey, objects, path, RowSource.of(named), of));
    }

    private Table<?> withExtensions(
            Table<?> from, TableModel child, ScopedTable of, Shape shape, Map<TableModel, ScopedTable> named) {
        List<ObjectModel> objects = switch (shape) {
            case ObjectModel object -> List.of(object);
            case Hierarchy hierarchy ->
                hierarchy.subtypes().stream().map(Hierarchy.Subtype::object).toList();
        };
        Table<?> joined = from;
        for (ObjectModel object : objects) {
            for (TableModel extension : object.extensions()) {
                if (!named.containsKey(extension)) {
                    ScopedTable further = scene.another(extension.rowType());
                    named.put(extension, further);
                    joined = joined.leftJoin(further.table())
                            .on(scene.scope(further)
                                    .and(equal(
                                            further,
                                            extension.parentColumns(),
                                            extension.parentKey().stream()
                                                    .map(of::field)
                                                    .toList())));
                }
            }
        }
        return joined;
    }

    private List<Reached> targets(Roots roots, List<Field<Object>> key, String path) {
        List<Reached> targets = new ArrayList<>();
        for (AggregateModel member : roots.members()) {
            Target target = target(member, roots.type(), path);
            targets.add(target.reached(equal(target.rows(), keyColumns(member.tables().get(0)), key), null));
        }
        return targets;
    }

    /** Other aggregates, by what they hold of this one's key, or by what a collection of this one holds of theirs. */
    private List<Reached> referrers(RefsContent refs, String path) {
        List<Reached> referrers = new ArrayList<>();
        List<Field<Object>> own = row.columns(table, keyColumns(table));
        RefsContent.Route route = refs.route().get();
        for (AggregateModel member : route.targets().members()) {
            Target target = target(member, route.targets().type(), path);
            referrers.add(
                    switch (route) {
                        case RefsContent.Inverse inverse -> target.holding(inverse, own);
                        case RefsContent.Through through -> target.heldBy(through);
                    });
        }
        return referrers;
    }

    private Target target(AggregateModel member, Class<?> wanted, String path) {
        ScopedTable of = scene.another(member.root());
        Map<TableModel, ScopedTable> named = new HashMap<>(Map.of(member.tables().get(0), of));
        Table<?> from = withExtensions(of.table(), member.tables().get(0), of, member.shape(), named);
        return new Target(member, wanted, of, from, RowSource.of(named), path);
    }

    /** Another aggregate's root, as the statement refers to it. */
    private final class Target {

        private final AggregateModel member;
        private final Class<?> wanted;
        private final ScopedTable of;
        private final Table<?> from;
        private final RowSource source;
        private final String path;

        private Target(
                AggregateModel member, Class<?> wanted, ScopedTable of, Table<?> from, RowSource source, String path) {
            this.member = member;
            this.wanted = wanted;
            this.of = of;
            this.from = from;
            this.source = source;
            this.path = path;
        }

        private ScopedTable rows() {
            return of;
        }

        private Reached reached(Condition belongs, @Nullable Table<?> between) {
            Condition condition =
                    scene.scope(of).and(Discriminators.areOf(wanted, member, of)).and(belongs);
            return new Reached(
                    between == null ? from : between,
                    condition,
                    new RowPlace(
                            scene,
                            member,
                            member.tables().get(0),
                            new EmbeddedContent(member.shape(), -1),
                            null,
                            wanted,
                            path,
                            source,
                            of));
        }

        private Reached holding(RefsContent.Inverse inverse, List<Field<Object>> own) {
            TableModel holder = member.tables().get(inverse.table());
            if (holder.parent() < 0) {
                return reached(equal(of, inverse.columns(), own), null);
            }
            ScopedTable junction = scene.another(holder.rowType());
            Table<Record> joined = from.join(junction.table())
                    .on(scene.scope(junction)
                            .and(equal(
                                    junction,
                                    holder.parentColumns(),
                                    holder.parentKey().stream().map(of::field).toList())));
            return reached(equal(junction, inverse.columns(), own), joined);
        }

        private Reached heldBy(RefsContent.Through through) {
            TableModel holder = model.tables().get(through.table());
            ScopedTable junction = scene.another(holder.rowType());
            Table<Record> joined = from.join(junction.table())
                    .on(equal(
                            of,
                            keyColumns(member.tables().get(0)),
                            through.columns().stream().map(junction::field).toList()));
            return reached(
                    seen(junction)
                            .and(equal(junction, holder.parentColumns(), row.columns(owner(holder), holder.parentKey()))),
                    joined);
        }
    }

    private static Condition equal(ScopedTable of, List<Integer> columns, List<Field<Object>> others) {
        Condition equal = DSL.noCondition();
        for (int n = 0; n < columns.size(); n++) {
            equal = equal.and(of.field(columns.get(n)).eq(others.get(n)));
        }
        return equal;
    }
}

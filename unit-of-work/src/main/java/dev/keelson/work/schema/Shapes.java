package dev.keelson.work.schema;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.AggregateModel.IdSequence;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Column.Writer;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.HierarchyColumns.Discriminator;
import dev.keelson.work.schema.TableShape.ColumnShape;
import dev.keelson.work.schema.TableShape.Origin;
import dev.keelson.work.schema.TableShape.Reference;
import dev.keelson.work.schema.TableShape.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Makes the shapes of all tables that a model, its policies and the commit log ask for. Used by one thread, once. */
final class Shapes {

    private final Policies policies;
    private final Map<TableName, RowType> rowTypes = new HashMap<>();

    private Shapes(Policies policies) {
        this.policies = policies;
    }

    /** The shapes in the order of the model, parents before their children, the commit log last. */
    static List<TableShape> of(DomainModel model, Policies policies, boolean commitLog) {
        Shapes shapes = new Shapes(policies);
        for (AggregateModel aggregate : model.aggregates()) {
            for (TableModel table : aggregate.tables()) {
                shapes.rowTypes.put(table.rowType().table(), table.rowType());
            }
        }
        List<TableShape> all = new ArrayList<>();
        for (AggregateModel aggregate : model.aggregates()) {
            TableName sequence = sequence(aggregate);
            HierarchyColumns hierarchies = HierarchyColumns.of(aggregate);
            for (TableModel table : aggregate.tables()) {
                TableName own = table.rowType().identity() ? sequence : null;
                all.add(shapes.shape(table.rowType(), own, position -> column(table, position, own, hierarchies)));
            }
        }
        for (RowType own : policies.tables()) {
            all.add(shapes.shape(own, null, position -> column(own.column(position), Role.FIXED, Origin.APPLICATION)));
        }
        if (commitLog) {
            all.add(shapes.shape(
                    CommitLogTable.ROWS,
                    null,
                    position -> column(CommitLogTable.ROWS.column(position), Role.FIXED, Origin.APPLICATION)));
        }
        return List.copyOf(all);
    }

    private static @Nullable TableName sequence(AggregateModel aggregate) {
        IdSequence sequence = aggregate.sequence();
        return sequence == null || sequence.name() == null ? null : TableName.of(sequence.name());
    }

    private TableShape shape(RowType rows, @Nullable TableName sequence, IntFunction<ColumnShape> mapped) {
        TableRule rule = policies.rule(rows);
        List<ColumnShape> columns = new ArrayList<>();
        for (PolicyColumn column : rule.keyColumns()) {
            columns.add(
                    rule.isCarried(column)
                            ? carried(mapped.apply(rows.position(column.name())), column)
                            : ofPolicy(column, rule));
        }
        for (int position = 0; position < rows.width(); position++) {
            PolicyColumn carried = carriedAt(rows.column(position), rule);
            if (carried == null) {
                columns.add(shown(mapped.apply(position), rows.column(position), rule));
            } else if (!rule.keyColumns().contains(carried)) {
                columns.add(carried(mapped.apply(position), carried));
            }
        }
        for (PolicyColumn column : rule.columns()) {
            if (!rule.keyColumns().contains(column) && !rule.isCarried(column) && !isShown(column, rows)) {
                columns.add(ofPolicy(column, rule));
            }
        }
        List<Integer> key = new ArrayList<>();
        for (int n = 0; n < rows.keyWidth(); n++) {
            key.add(rows.keyColumn(n));
        }
        List<List<String>> uniques = new ArrayList<>();
        for (List<Integer> unique : rows.uniques()) {
            uniques.add(unique(rows, unique));
        }
        List<Reference> references = new ArrayList<>();
        for (ForeignKey foreignKey : rows.foreignKeys()) {
            Optional<Reference> reference = reference(rows, foreignKey);
            if (reference.isPresent()) {
                references.add(reference.get());
            }
        }
        return new TableShape(
                rows.table(),
                rows.path(),
                columns,
                unique(rows, key),
                uniques,
                references,
                sequence,
                policies.rowSecurity(rows),
                policies.rule(rows).hiding());
    }

    private List<String> unique(RowType rows, List<Integer> positions) {
        List<String> names = leading(rows);
        for (int position : positions) {
            String name = rows.column(position).name();
            if (!names.contains(name)) { // what the domain carries of a policy's stands there already
                names.add(name);
            }
        }
        return names;
    }

    private static @Nullable PolicyColumn carriedAt(Column column, TableRule rule) {
        for (PolicyColumn wall : rule.walls()) {
            if (rule.isCarried(wall) && wall.name().equals(column.name())) {
                return wall;
            }
        }
        return null;
    }

    /** A property of the domain that is a policy's column. */
    private static ColumnShape carried(ColumnShape mapped, PolicyColumn column) {
        return new ColumnShape(
                mapped.name(),
                mapped.property(),
                mapped.type(),
                false,
                mapped.role(),
                mapped.origin(),
                false,
                column.noun());
    }

    /** A property that shows a policy's column takes nulls where the policy leaves it out, whatever the property is before a commit. */
    private static ColumnShape shown(ColumnShape mapped, Column column, TableRule rule) {
        if (column.writer() == Writer.DATABASE) {
            for (PolicyColumn policys : rule.columns()) {
                if (policys.name().equals(column.name())) {
                    return new ColumnShape(
                            mapped.name(),
                            mapped.property(),
                            mapped.type(),
                            rule.isNullable(policys),
                            mapped.role(),
                            mapped.origin(),
                            mapped.partial(),
                            mapped.scope());
                }
            }
        }
        return mapped;
    }

    /** Whether a property of the domain shows a policy's column: it lies there, and the database is said to fill it. */
    private static boolean isShown(PolicyColumn column, RowType rows) {
        int position = rows.position(column.name());
        return position >= 0 && rows.column(position).writer() == Writer.DATABASE;
    }

    private static ColumnShape ofPolicy(PolicyColumn column, TableRule rule) {
        return new ColumnShape(
                column.name(),
                "",
                column.type(),
                rule.isNullable(column),
                Role.POLICY,
                Origin.APPLICATION,
                false,
                rule.walls().contains(column) ? column.noun() : null);
    }

    private static ColumnShape column(Column column, Role role, Origin origin) {
        return new ColumnShape(
                column.name(), column.property(), column.type(), column.nullable(), role, origin, false, null);
    }

    private static ColumnShape column(
            TableModel table, int position, @Nullable TableName sequence, HierarchyColumns hierarchies) {
        RowType rows = table.rowType();
        Column column = rows.column(position);
        Discriminator discriminator = hierarchies.discriminator(table.index(), position);
        return new ColumnShape(
                column.name(),
                discriminator == null ? column.property() : discriminator.property(),
                column.type(),
                column.nullable(),
                discriminator == null ? role(table, position) : Role.DISCRIMINATOR,
                origin(rows, position, sequence),
                hierarchies.isPartial(table.index(), position),
                null);
    }

    private static Origin origin(RowType rows, int position, @Nullable TableName sequence) {
        if (!rows.identity() || position != rows.keyColumn(0)) {
            return switch (rows.column(position).writer()) {
                case APPLICATION -> Origin.APPLICATION;
                case DEFAULT -> Origin.DEFAULT;
                case DATABASE -> Origin.GENERATED;
            };
        }
        return sequence == null ? Origin.COLUMN : Origin.SEQUENCE;
    }

    /** Empty where a policy leads the target's key by a column that the referring table does not have. */
    private Optional<Reference> reference(RowType from, ForeignKey foreignKey) {
        RowType target = rowTypes.get(foreignKey.target());
        if (target == null || !leading(from).containsAll(leading(target))) {
            return Optional.empty();
        }
        List<String> targetColumns = leading(target);
        List<String> columns = new ArrayList<>(targetColumns);
        for (int n = 0; n < foreignKey.columns().size(); n++) {
            String part = foreignKey.targetColumns().get(n);
            if (!targetColumns.contains(part)) { // a key that carries a policy's column is led by it already
                columns.add(from.column(foreignKey.columns().get(n)).name());
                targetColumns.add(part);
            }
        }
        return Optional.of(new Reference(columns, foreignKey.target(), targetColumns, foreignKey.toParent()));
    }

    private List<String> leading(RowType rows) {
        List<String> names = new ArrayList<>();
        for (PolicyColumn column : policies.rule(rows).keyColumns()) {
            names.add(column.name());
        }
        return names;
    }

    private static Role role(TableModel table, int position) {
        RowType rows = table.rowType();
        if (position == rows.version()) {
            return Role.VERSION;
        }
        if (position == table.position()) {
            return Role.POSITION;
        }
        if (table.parentColumns().contains(position)) {
            return table.parentColumns().size() == 1 ? Role.PARENT : Role.FIXED;
        }
        String property = rows.column(position).property();
        if (property.isEmpty()) {
            return Role.ELEMENT;
        }
        int sharing = 0;
        for (Column column : rows.columns()) {
            sharing += column.property().equals(property) ? 1 : 0;
        }
        return sharing == 1 ? Role.PROPERTY : Role.FIXED;
    }
}

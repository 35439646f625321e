package dev.keelson.work.schema;

import dev.keelson.work.database.CommitLog;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.TableShape.ColumnShape;
import dev.keelson.work.schema.TableShape.Reference;
import dev.keelson.work.schema.TableShape.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

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
            for (TableModel table : aggregate.tables()) {
                all.add(shapes.shape(table.rowType(), position -> role(table, position)));
            }
        }
        if (commitLog) {
            all.add(shapes.shape(CommitLog.ROWS, position -> Role.FIXED));
        }
        return List.copyOf(all);
    }

    private TableShape shape(RowType rows, IntFunction<Role> roles) {
        List<PolicyColumn> ofPolicies = policies.rule(rows).columns();
        List<ColumnShape> columns = new ArrayList<>();
        ofPolicies.stream().filter(PolicyColumn::leadsKeys).forEach(column -> columns.add(ofPolicy(column)));
        for (int position = 0; position < rows.width(); position++) {
            Column column = rows.column(position);
            columns.add(new ColumnShape(
                    column.name(), column.property(), column.type(), column.nullable(), roles.apply(position)));
        }
        ofPolicies.stream().filter(column -> !column.leadsKeys()).forEach(column -> columns.add(ofPolicy(column)));
        List<String> key = leading(rows);
        for (int n = 0; n < rows.keyWidth(); n++) {
            key.add(rows.column(rows.keyColumn(n)).name());
        }
        List<Reference> references = new ArrayList<>();
        rows.foreignKeys().forEach(foreignKey -> reference(rows, foreignKey).ifPresent(references::add));
        return new TableShape(rows.table(), rows.path(), columns, key, references);
    }

    private static ColumnShape ofPolicy(PolicyColumn column) {
        return new ColumnShape(column.name(), "", column.type(), false, Role.POLICY);
    }

    /** Empty where a policy leads the target's key by a column that the referring table does not have. */
    private Optional<Reference> reference(RowType from, ForeignKey foreignKey) {
        RowType target = rowTypes.get(foreignKey.target());
        if (target == null || !leading(from).containsAll(leading(target))) {
            return Optional.empty();
        }
        List<String> targetColumns = leading(target);
        List<String> columns = new ArrayList<>(targetColumns);
        for (int position : foreignKey.columns()) {
            columns.add(from.column(position).name());
        }
        targetColumns.addAll(foreignKey.targetColumns());
        return Optional.of(new Reference(columns, foreignKey.target(), targetColumns, foreignKey.toParent()));
    }

    private List<String> leading(RowType rows) {
        List<String> names = new ArrayList<>();
        policies.rule(rows).keyColumns().forEach(column -> names.add(column.name()));
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
        long sharing = rows.columns().stream()
                .filter(column -> column.property().equals(property))
                .count();
        return sharing == 1 ? Role.PROPERTY : Role.FIXED;
    }
}

package dev.keelson.work.load.select;

import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.ScopeValue;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;

/**
 * The rows of roots or of parts as far as the policies let them be seen, for a statement of the application's own. Immutable.
 *
 * @param select selects them
 * @param columns by the names that it gives them, where each comes from
 */
public record VisibleRows(Select<Record> select, Map<String, Source> columns) {

    /** A column of a table. */
    public record Source(TableName table, String column) {}

    /** The roots of a type; of classes with a table each, what all have in common. */
    public static VisibleRows ofRoots(Roots roots, ScopedTables tables, StatementProfile profile) {
        RootSearch search = RootSearch.of(roots, null, tables, profile, ScopeValue::new);
        Selected selected = new Selected();
        AggregateModel first = roots.first();
        if (roots.members().size() > 1) {
            FamilyTable family = new FamilyTable(roots.members());
            for (String column : family.names()) {
                selected.add(
                        first.root().table(),
                        column,
                        TemplateBuilder.field(search.table().getUnqualifiedName(), column));
            }
        } else {
            selected.add(tables.of(first.root()), tables.policies(), false);
            for (ObjectModel object : Walk.objects(first.shape())) {
                if (roots.type().isAssignableFrom(object.type())) {
                    object.extensions()
                            .forEach(further -> selected.add(tables.of(further.rowType()), tables.policies(), true));
                }
            }
        }
        return selected.rows(
                DSL.select(selected.fields.values()).from(search.table()).where(search.restricted()));
    }

    /**
     * The rows of a table of parts. They are seen with their roots alone, whose tables are joined where these can be hidden otherwise than
     * their parts.
     *
     * @throws IllegalArgumentException if nothing tells the roots of nodes in a tree
     */
    public static VisibleRows ofParts(AggregateModel model, TableModel parts, ScopedTables tables) {
        ScopedTable rows = tables.of(parts.rowType());
        Selected selected = new Selected();
        selected.add(rows, tables.policies(), false);
        SelectJoinStep<Record> from = DSL.select(selected.fields.values()).from(rows.table());
        Condition seen = rows.scope(ScopeValue::new);
        if (mayOutlive(model, parts, tables)) {
            ScopedTable below = rows;
            for (TableModel at = parts; at.parent() >= 0; at = model.tables().get(at.parent())) {
                if (at.recursive()) {
                    throw new IllegalArgumentException(
                            "Cannot give the table of " + at.rowType().path()
                                    + ": a policy may hide its roots, and the nodes of a tree do not tell theirs. Have"
                                    + " them hold the key of what the tree hangs on, or load the aggregates.");
                }
                ScopedTable above = tables.of(model.tables().get(at.parent()).rowType());
                from = from.join(above.table()).on(hangsOn(at, below, above).and(tables.ofOne(below, above)));
                seen = seen.and(above.scope(ScopeValue::new));
                if (below.showsHidden() && above.rule().hiding() != null) {
                    seen = seen.and(below.isOneWith(above.hiding()));
                }
                below = above;
            }
        }
        return selected.rows(from.where(seen));
    }

    private static Condition hangsOn(TableModel table, ScopedTable below, ScopedTable above) {
        Condition same = DSL.noCondition();
        for (int n = 0; n < table.parentColumns().size(); n++) {
            same = same.and(below.field(table.parentColumns().get(n))
                    .eq(above.field(table.parentKey().get(n))));
        }
        return same;
    }

    /** Whether rows may be seen by themselves although what they hang on is not. */
    private static boolean mayOutlive(AggregateModel model, TableModel parts, ScopedTables tables) {
        boolean secured = !tables.policies().rowSecurity(parts.rowType()).isEmpty();
        for (TableModel at = parts; at.parent() >= 0; at = model.tables().get(at.parent())) {
            RowType above = model.tables().get(at.parent()).rowType();
            ScopedTable owner = tables.of(above);
            if (!owner.rule().filters().isEmpty()
                    || !tables.policies()
                            .rule(parts.rowType())
                            .walls()
                            .containsAll(tables.policies().rule(above).walls())
                    || (!secured && !tables.policies().rowSecurity(above).isEmpty())
                    || at.rowType().foreignKeys().stream().noneMatch(ForeignKey::toParent)) {
                return true;
            }
        }
        return false;
    }

    /** The columns while they are gathered: of several of one name the first. */
    private static final class Selected {

        private final Map<String, Source> sources = new LinkedHashMap<>();
        private final Map<String, Field<?>> fields = new LinkedHashMap<>();

        private void add(TableName table, String column, Field<?> field) {
            if (sources.putIfAbsent(column, new Source(table, column)) == null) {
                fields.put(column, field);
            }
        }

        /** @param further whether the key is that of the table before */
        private void add(ScopedTable table, Policies policies, boolean further) {
            RowType rows = table.rowType();
            TableRule rule = policies.rule(rows);
            for (PolicyColumn column : rule.keyColumns()) {
                add(rows.table(), column.name(), table.field(column.name()));
            }
            for (int position = 0; position < rows.width(); position++) {
                if (!further || !rows.isKey(position)) {
                    add(rows.table(), rows.column(position).name(), table.field(position));
                }
            }
            for (PolicyColumn column : rule.columns()) {
                add(rows.table(), column.name(), table.field(column.name()));
            }
        }

        private VisibleRows rows(Select<Record> select) {
            return new VisibleRows(select, sources);
        }
    }

    public VisibleRows {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** The names of the columns, in their order. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }
}

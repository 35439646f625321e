package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.RowType;
import dev.keelson.work.schema.LiveTable.UniqueIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keys that are unique across all tenants, or whatever else a policy leads keys by, where each could have its own: what one
 * of them has is refused to the others. Identifiers that nobody makes twice do no harm: UUIDs, and the numbers of the column's
 * own sequence. Used by one thread, once.
 */
final class OneForAll {

    private final Policies policies;
    /** For each table, by its place, the columns in which two tenants never have the same value. */
    private final Map<Integer, Set<Integer>> apart = new HashMap<>();

    OneForAll(Policies policies, AggregateModel aggregate) {
        this.policies = policies;
        for (TableModel table : aggregate.tables()) {
            apart.put(table.index(), apart(table));
        }
    }

    private Set<Integer> apart(TableModel table) {
        RowType rows = table.rowType();
        Set<Integer> columns = new HashSet<>();
        for (int n = 0; n < rows.keyWidth(); n++) {
            if (rows.identity() || rows.column(rows.keyColumn(n)).type().kind() == ColumnType.Kind.UUID) {
                columns.add(rows.keyColumn(n));
            }
        }
        for (int n = 0; n < table.parentColumns().size(); n++) {
            if (apart.getOrDefault(table.parent(), Set.of())
                    .contains(table.parentKey().get(n))) {
                columns.add(table.parentColumns().get(n));
            }
        }
        return columns;
    }

    /** One for each constraint that is too narrow. */
    List<SchemaWarning> warnings(TableModel table, LiveTable live, Mends mends) {
        RowType rows = table.rowType();
        List<String> leading = new ArrayList<>();
        for (PolicyColumn column : policies.rule(rows).keyColumns()) {
            leading.add(column.name());
        }
        List<String> key = new ArrayList<>(leading);
        Set<String> apartByName = new HashSet<>();
        for (int n = 0; n < rows.keyWidth(); n++) {
            String name = rows.column(rows.keyColumn(n)).name();
            if (!leading.contains(name)) {
                key.add(name);
            }
            if (apart.getOrDefault(table.index(), Set.of()).contains(rows.keyColumn(n))) {
                apartByName.add(name);
            }
        }
        List<UniqueIndex> ours = new ArrayList<>();
        boolean each = false;
        for (UniqueIndex unique : live.uniques()) {
            if (key.containsAll(unique.columns())) {
                ours.add(unique);
                each |= unique.columns().containsAll(leading);
            }
        }
        List<SchemaWarning> warnings = new ArrayList<>();
        for (UniqueIndex unique : ours) {
            if (!unique.columns().containsAll(leading) && Collections.disjoint(unique.columns(), apartByName)) {
                warnings.add(new SchemaWarning(
                        rows.table().toString(),
                        rows.path(),
                        unique.name() + " lacks " + String.join(", ", leading) + ", so that a key that one has there is"
                                + " refused to all others",
                        each
                                ? mends.drop(unique.name())
                                : mends.notForAll(unique.name(), rows.table(), key, live.uniqueNames())));
            }
        }
        return warnings;
    }
}

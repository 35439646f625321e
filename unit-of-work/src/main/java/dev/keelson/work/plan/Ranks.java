package dev.keelson.work.plan;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The order of tables in which a row may refer only to rows of earlier ones, as far as there is such an order; tables
 * that refer to each other in a circle get one of the orders possible. Immutable.
 */
final class Ranks {

    private final Map<TableName, RowType> types = new LinkedHashMap<>();
    private final Map<TableName, Integer> ranks = new HashMap<>();
    private final IdentityHashMap<RowType, Integer> byType = new IdentityHashMap<>();

    Ranks(DomainModel model) {
        for (AggregateModel aggregate : model.aggregates()) {
            for (TableModel table : aggregate.tables()) {
                types.put(table.rowType().table(), table.rowType());
            }
        }
        Set<TableName> visited = new HashSet<>();
        types.values().forEach(type -> visit(type, visited));
        for (AggregateModel aggregate : model.aggregates()) {
            for (TableModel table : aggregate.tables()) {
                byType.put(table.rowType(), of(table.rowType().table()));
            }
        }
    }

    private void visit(RowType type, Set<TableName> visited) {
        if (!visited.add(type.table())) {
            return;
        }
        for (ForeignKey reference : type.foreignKeys()) {
            RowType target = types.get(reference.target());
            if (target != null) {
                visit(target, visited);
            }
        }
        ranks.put(type.table(), ranks.size());
    }

    /** Whether rows of some table refer to this one. */
    boolean isReferred(TableName table) {
        return types.values().stream()
                .flatMap(type -> type.foreignKeys().stream())
                .anyMatch(reference -> reference.target().equals(table));
    }

    int of(RowType type) {
        Integer rank = byType.get(type);
        return rank == null ? of(type.table()) : rank;
    }

    /** The rank of a table, or the lowest for one that nobody mapped. */
    int of(TableName table) {
        Integer rank = ranks.get(table);
        return rank == null ? -1 : rank;
    }
}

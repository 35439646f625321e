package dev.keelson.work.policy;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.policy.Clause.Stamp;
import dev.keelson.work.policy.Clause.Wall;
import dev.keelson.work.row.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds what policies write to the limits of the live columns, as the mapping holds what properties have: a text that is too long is
 * refused by the name of the column before it is sent, and an instant is cut rather than rounded by the database. Columns of walls
 * keep their type: a live one that takes less is a fault. Thread-safe.
 */
final class LiveLimits {

    private final LiveColumns live;
    private final Map<Limited, PolicyColumn> limited = new ConcurrentHashMap<>();

    private record Limited(PolicyColumn column, ColumnType type) {}

    /**
     * @param live what the database has
     */
    LiveLimits(LiveColumns live) {
        this.live = live;
    }

    /** The clauses of one table, their columns as the live table takes them. */
    List<Clause> of(List<Clause> clauses, TableName table) {
        Set<PolicyColumn> walls = new HashSet<>();
        for (Clause clause : clauses) {
            if (clause instanceof Wall wall) {
                walls.add(wall.column());
            }
        }
        return clauses.stream().map(clause -> of(clause, walls, table)).toList();
    }

    /** Whether the live column takes nulls; false where there is none. */
    boolean takesNulls(TableName table, String column) {
        LiveColumn found = live.find(table, column);
        return found != null && found.nullable();
    }

    private Clause of(Clause clause, Set<PolicyColumn> walls, TableName table) {
        return switch (clause) {
            case Stamp(PolicyColumn column, Set<Clause.Occasion> on) -> new Stamp(of(column, walls, table), on);
            case Filter(PolicyColumn column, Object seen) -> new Filter(of(column, walls, table), seen);
            case Hide(List<PolicyColumn> columns, Object seen) ->
                new Hide(
                        columns.stream().map(column -> of(column, walls, table)).toList(), seen);
            case Wall wall -> wall;
        };
    }

    private PolicyColumn of(PolicyColumn column, Set<PolicyColumn> walls, TableName table) {
        LiveColumn found = walls.contains(column) ? null : live.find(table, column.name());
        return found == null || !limits(found.type(), column.type())
                ? column
                : limited.computeIfAbsent(new Limited(column, found.type()), LiveLimits::held);
    }

    /** Its value is that of the column that the policy gave, so that all tables of a commit have the one that was evaluated once. */
    private static PolicyColumn held(Limited limited) {
        PolicyColumn column = limited.column();
        return new PolicyColumn(
                column.name(), limited.type(), moment -> moment.value(column), column.noun(), column.planned());
    }

    private static boolean limits(ColumnType live, ColumnType given) {
        return switch (given.kind()) {
            case TEXT, VARCHAR, CHAR ->
                live.kind() == Kind.CHAR || (live.kind() == Kind.VARCHAR && isLess(live, given));
            case TIME, TIMESTAMP, TIMESTAMPTZ -> live.kind() == given.kind() && isLess(live, given);
            case NUMERIC -> live.kind() == Kind.NUMERIC && live.size() != ColumnType.UNSIZED && !live.equals(given);
            default -> false;
        };
    }

    private static boolean isLess(ColumnType live, ColumnType given) {
        return live.size() != ColumnType.UNSIZED && (given.size() == ColumnType.UNSIZED || live.size() < given.size());
    }
}

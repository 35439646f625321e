package dev.keelson.work.coverage;

import dev.keelson.work.policy.TableRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.QOM;

/** A reference to a restricted table, and which of its restrictions are there. Used by one thread. */
final class Reference {

    /**
     * A join that it is part of.
     *
     * @param side the operand that it belongs to
     */
    record Joined(QueryPart join, QueryPart side) {

        @SuppressWarnings("ReferenceEquality") // the same part of one statement
        private static boolean isSame(QueryPart one, QueryPart other) {
            return one == other;
        }

        /** Whether a row for which the condition of the join does not hold leaves nothing of the operand. */
        private boolean isRestrictedBy(QueryPart condition) {
            return isSame(join, condition)
                    && switch (join) {
                        case QOM.Join<?> inner -> true;
                        case QOM.LeftJoin<?> left -> isOf(left.$table2());
                        case QOM.RightJoin<?> right -> isOf(right.$table1());
                        default -> false;
                    };
        }

        private boolean isOf(Table<?> operand) {
            return isSame(operand, side);
        }
    }

    private final String table;
    private final String name;
    private final TableRule rule;
    private final List<Joined> joins;
    private final Set<String> covered = new HashSet<>();

    /**
     * @param name by which the statement calls it
     */
    Reference(String table, String name, TableRule rule, List<Joined> joins) {
        this.table = table;
        this.name = name;
        this.rule = rule;
        this.joins = joins;
    }

    String table() {
        return table;
    }

    String name() {
        return name;
    }

    TableRule rule() {
        return rule;
    }

    /** Whether the condition of a join restricts it. */
    boolean isRestrictedBy(QueryPart join) {
        for (Joined joined : joins) {
            if (joined.isRestrictedBy(join)) {
                return true;
            }
        }
        return false;
    }

    /** It is restricted by a column. */
    boolean cover(String column) {
        return covered.add(column);
    }

    boolean isCovered(String column) {
        return covered.contains(column);
    }
}

package dev.keelson.work.plan;

import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.UniqueRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rules by which rows of a table are unique, mapped and live ones, and what a row has under them. Thread-safe. */
final class RuleBook {

    private final Constraints constraints;
    private final Map<RowType, List<UniqueRule>> rules = new ConcurrentHashMap<>();

    RuleBook(Constraints constraints) {
        this.constraints = constraints;
    }

    /** The rules of a table, its key's not among them. */
    List<UniqueRule> of(RowType type) {
        List<UniqueRule> known = rules.get(type);
        return known != null ? known : rules.computeIfAbsent(type, this::all);
    }

    private List<UniqueRule> all(RowType type) {
        List<UniqueRule> all = new ArrayList<>(constraints.of(type));
        for (List<Integer> mapped : type.uniques()) {
            boolean known = all.stream().anyMatch(rule -> new HashSet<>(rule.columns()).equals(new HashSet<>(mapped)));
            if (!known) {
                all.add(UniqueRule.mapped(mapped));
            }
        }
        return List.copyOf(all);
    }

    /** Whether a check or a foreign key watches over a column. */
    boolean isChecked(RowType type, int column) {
        return constraints.isChecked(type, column);
    }

    /** Whether a reference can be checked at the end of the transaction. */
    boolean isDeferrable(RowType type, ForeignKey reference) {
        return constraints.isDeferrable(type, reference);
    }

    /** Whether a row goes with the one that it refers to. */
    boolean cascades(RowType type, ForeignKey reference) {
        return constraints.cascades(type, reference);
    }

    /** Whether an update may bring its row under a rule or out of it, or change what it has there. */
    boolean isMoved(UpdateRow update) {
        List<UniqueRule> all = of(update.rowType());
        for (int i = 0; i < all.size(); i++) {
            if (changes(update, all.get(i).watched())) {
                return true;
            }
        }
        return false;
    }

    static boolean changes(UpdateRow update, List<Integer> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (!update.before().same(columns.get(i), update.row())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a row has a value under a rule; without one it is like no other. */
    static boolean isComplete(UniqueRule rule, Row row) {
        for (int column : rule.columns()) {
            if (row.get(column) == null && !rule.nullsAlike()) {
                return false;
            }
        }
        return true;
    }

    /** What a row has under a rule, with equality. */
    static Object value(UniqueRule rule, Row row) {
        Object value = row.keyOf(rule.columns());
        return rule.folded() ? value.toString().toLowerCase(Locale.ROOT) : value;
    }
}

package dev.keelson.work.render;

import dev.keelson.work.change.Change;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.row.RowType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of the statement that writes some rows. Thread-safe. */
final class RowValues {

    private final Policies policies;

    RowValues(Policies policies) {
        this.policies = policies;
    }

    @Nullable
    Object[] scalars(List<Change> changes, int from, int to, @Nullable String counted, Moment moment) {
        Change first = changes.get(from);
        RowType type = first.rowType();
        int[] columns = Values.columns(type, first.kind(), first.written());
        TableRule rule = policies.rule(type);
        Values values = Values.of(rule, first.kind(), moment, (to - from) * columns.length + (counted == null ? 0 : 1));
        for (int i = from; i < to; i++) {
            for (int column : columns) {
                values.add(Encrypting.stored(changes.get(i), column, rule, moment));
            }
        }
        if (counted != null) {
            values.add(counted);
        }
        return values.array();
    }

    @Nullable
    Object[] arrays(List<Change> changes, int from, int to, @Nullable String counted, Moment moment) {
        Change first = changes.get(from);
        RowType type = first.rowType();
        int[] columns = Values.columns(type, first.kind(), first.written());
        TableRule rule = policies.rule(type);
        Values values = Values.of(rule, first.kind(), moment, columns.length + (counted == null ? 0 : 2));
        for (int column : columns) {
            if (type.column(column).encryption() == null) {
                values.addColumn(changes, from, to, column);
            } else {
                values.addArray(
                        type.column(column).type(),
                        to - from,
                        n -> Encrypting.stored(changes.get(from + n), column, rule, moment));
            }
        }
        if (counted != null) {
            values.add(to - from);
            values.add(counted);
        }
        return values.array();
    }
}

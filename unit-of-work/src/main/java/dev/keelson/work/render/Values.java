package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.value.ColumnType;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Elements;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The values of one statement while they are gathered, in the order of its sources. Used by one thread. */
final class Values {

    private @Nullable Object[] values;
    private int count;

    Values() {
        this(8);
    }

    private Values(int capacity) {
        this.values = new Object[capacity];
    }

    /** Starts with the policies' values: what an insert writes, else what scopes the statement and what it writes. */
    static Values of(TableRule rule, Kind kind, Moment moment, int more) {
        List<PolicyColumn> first = kind == Kind.INSERT ? rule.inserted() : rule.walls();
        List<PolicyColumn> written = written(rule, kind);
        Values values = new Values(first.size() + written.size() + more);
        for (int i = 0; i < first.size(); i++) {
            values.add(moment.value(first.get(i)));
        }
        for (int i = 0; i < written.size(); i++) {
            values.add(rule.written(written.get(i), kind, moment));
        }
        return values;
    }

    /** The policies' columns that a write other than an insert writes, in the order of its sources. */
    static List<PolicyColumn> written(TableRule rule, Kind kind) {
        return switch (kind) {
            case UPDATE -> rule.updated();
            case HIDE, RESTORE -> hidden(rule);
            case INSERT, DELETE, GUARD -> List.of();
        };
    }

    private static List<PolicyColumn> hidden(TableRule rule) {
        if (rule.hide() == null) {
            throw new IllegalArgumentException("no policy hides such rows");
        }
        return rule.hidden();
    }

    /**
     * The columns whose values a statement takes, in its order: new values first, then the key.
     *
     * @param written the columns that it names, none where an insert names all
     */
    static int[] columns(RowType type, Kind kind, ColumnSet written) {
        boolean all = kind == Kind.INSERT && written.size() == 0;
        int values = all ? type.width() : written.size();
        int keys = kind == Kind.INSERT ? 0 : type.keyWidth();
        int[] columns = new int[values + keys];
        for (int i = 0; i < values; i++) {
            columns[i] = all ? i : written.get(i);
        }
        for (int n = 0; n < keys; n++) {
            columns[values + n] = type.keyColumn(n);
        }
        return columns;
    }

    void add(@Nullable Object value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count + 4);
        }
        values[count++] = value;
    }

    void addArray(ColumnType type, int length, IntFunction<@Nullable Object> element) {
        @Nullable Object[] array = Jdbc.newArray(type, length);
        for (int n = 0; n < length; n++) {
            array[n] = element.apply(n);
        }
        add(array);
    }

    void addAll(Values others) {
        for (int i = 0; i < others.count; i++) {
            add(others.values[i]);
        }
    }

    @Nullable
    Object[] array() {
        return count == values.length ? values : Arrays.copyOf(values, count);
    }

    /** A column of the rows of some changes that stand side by side, as an array. */
    void addColumn(List<? extends Change> changes, int from, int to, int column) {
        add(new RowColumn(changes, from, to, column));
    }

    /** One column of the rows of some changes that stand side by side. Immutable. */
    private static final class RowColumn extends Elements {

        private final List<? extends Change> changes;
        private final int from;
        private final int to;
        private final int column;

        private RowColumn(List<? extends Change> changes, int from, int to, int column) {
            this.changes = changes;
            this.from = from;
            this.to = to;
            this.column = column;
        }

        @Override
        public @Nullable Object get(int place) {
            return changes.get(from + place).row().get(column);
        }

        @Override
        public int size() {
            return to - from;
        }
    }
}

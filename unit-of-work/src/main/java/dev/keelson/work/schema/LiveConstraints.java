package dev.keelson.work.schema;

import dev.keelson.kernel.Internal;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.plan.Constraints;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.row.UniqueRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the live catalogue watches over in the tables of a model: unique constraints and indexes, partial ones and those over
 * expressions among them, checks, and foreign keys that can wait or that delete. Immutable and thread-safe.
 */
@Internal
public final class LiveConstraints implements Constraints {

    private final Map<RowType, List<UniqueRule>> rules = new HashMap<>();
    private final Map<RowType, Set<Integer>> checked = new HashMap<>();
    private final Map<RowType, Set<Set<Integer>>> deferrable = new HashMap<>();
    private final Map<RowType, Set<Set<Integer>>> cascading = new HashMap<>();

    private final SilentTables silent;

    /** None yet but for what tables say nothing of; who reads them adds them. */
    LiveConstraints(SilentTables silent) {
        this.silent = silent;
    }

    /**
     * A unique index as the catalogue tells of it, and what watches over its table.
     *
     * @param visible whether the search path finds the table
     * @param expressions whether it compares expressions
     * @param depends the columns that expressions and condition look at
     * @param checked the columns of the table that checks and foreign keys watch over
     * @param deferrable the columns of foreign keys that can wait, each behind the name of its key
     * @param cascades the same of those that delete
     */
    record Found(
            String schema,
            String table,
            boolean visible,
            String index,
            boolean canWait,
            boolean expressions,
            boolean nullsAlike,
            List<String> columns,
            List<String> depends,
            List<String> checked,
            List<String> deferrable,
            List<String> cascades) {

        static List<Found> all(ResultSet rows) throws SQLException {
            List<Found> all = new ArrayList<>();
            while (rows.next()) {
                all.add(new Found(
                        rows.getString(ConstraintStatement.SCHEMA),
                        rows.getString(ConstraintStatement.TABLE),
                        rows.getBoolean(ConstraintStatement.VISIBLE),
                        rows.getString(ConstraintStatement.INDEX),
                        rows.getBoolean(ConstraintStatement.DEFERRABLE),
                        rows.getBoolean(ConstraintStatement.EXPRESSIONS),
                        rows.getBoolean(ConstraintStatement.NULLS_ALIKE),
                        texts(rows, ConstraintStatement.COLUMNS),
                        texts(rows, ConstraintStatement.DEPENDS),
                        texts(rows, ConstraintStatement.CHECKED),
                        texts(rows, ConstraintStatement.DEFERRABLE_REFERENCES),
                        texts(rows, ConstraintStatement.CASCADES)));
            }
            return all;
        }

        private static List<String> texts(ResultSet rows, int column) throws SQLException {
            return List.of((String[]) rows.getArray(column).getArray());
        }

        boolean isOf(TableName name) {
            return name.name().equals(table)
                    && (name.schema() == null ? visible : name.schema().equals(schema));
        }
    }

    /** What PostgreSQL's catalogue tells of the tables of a model. */
    static LiveConstraints of(List<Found> indexes, List<SilentTables.Found> silence, DomainModel model) {
        List<RowType> types = new ArrayList<>();
        for (AggregateModel aggregate : model.aggregates()) {
            for (TableModel table : aggregate.tables()) {
                types.add(table.rowType());
            }
        }
        List<RowType> all = new ArrayList<>(types);
        all.add(CommitLogTable.ROWS);
        LiveConstraints constraints = new LiveConstraints(SilentTables.of(silence, all));
        for (Found index : indexes) {
            for (RowType type : types) {
                if (index.isOf(type.table())) {
                    constraints.add(index, type);
                }
            }
        }
        return constraints;
    }

    private void add(Found index, RowType type) {
        checked(type, index.checked());
        deferrable.put(type, references(type, index.deferrable()));
        cascading.put(type, references(type, index.cascades()));
        List<Integer> watched = positions(type, index.depends());
        List<Integer> columns = index.expressions() ? watched : positions(type, index.columns());
        TreeSet<Integer> all = new TreeSet<>(watched);
        all.addAll(columns);
        unique(
                type,
                new UniqueRule(
                        index.index(),
                        columns,
                        List.copyOf(all),
                        index.canWait(),
                        index.expressions(),
                        index.nullsAlike()));
    }

    /** Adds a rule, unless it is of no column of the rows, or of their key. */
    void unique(RowType type, UniqueRule rule) {
        if (!rule.columns().isEmpty() && !isKey(type, rule.columns())) {
            rules.computeIfAbsent(type, unused -> new ArrayList<>()).add(rule);
        }
    }

    /** Adds columns that a check or a foreign key watches over. */
    void checked(RowType type, Collection<String> columns) {
        checked.computeIfAbsent(type, unused -> new HashSet<>()).addAll(positions(type, columns));
    }

    /** Adds a foreign key whose rows go with those that they refer to. */
    void cascading(RowType type, Collection<String> columns) {
        cascading.computeIfAbsent(type, unused -> new HashSet<>()).add(new HashSet<>(positions(type, columns)));
    }

    /** The columns of each of these foreign keys. */
    private static Set<Set<Integer>> references(RowType type, List<String> named) {
        Map<String, List<String>> columns = new HashMap<>();
        for (String one : named) {
            int between = one.indexOf(ConstraintStatement.BETWEEN);
            columns.computeIfAbsent(one.substring(0, between), unused -> new ArrayList<>())
                    .add(one.substring(between + 1));
        }
        Set<Set<Integer>> references = new HashSet<>();
        columns.values().forEach(names -> references.add(new HashSet<>(positions(type, names))));
        return references;
    }

    private static boolean isKey(RowType type, List<Integer> columns) {
        Set<Integer> key = new HashSet<>();
        for (int n = 0; n < type.keyWidth(); n++) {
            key.add(type.keyColumn(n));
        }
        return key.equals(new HashSet<>(columns));
    }

    /** Those of these columns that the rows have; a policy's they have not. */
    static List<Integer> positions(RowType type, Collection<String> names) {
        List<Integer> positions = new ArrayList<>();
        for (int position = 0; position < type.width(); position++) {
            Column column = type.column(position);
            if (names.contains(column.name())) {
                positions.add(position);
            }
        }
        return positions;
    }

    @Override
    public List<UniqueRule> of(RowType type) {
        return rules.getOrDefault(type, List.of());
    }

    @Override
    public boolean isChecked(RowType type, int column) {
        return checked.getOrDefault(type, Set.of()).contains(column);
    }

    @Override
    public boolean isDeferrable(RowType type, ForeignKey reference) {
        return deferrable.getOrDefault(type, Set.of()).contains(new HashSet<>(reference.columns()));
    }

    @Override
    public boolean cascades(RowType type, ForeignKey reference) {
        return cascading.getOrDefault(type, Set.of()).contains(new HashSet<>(reference.columns()));
    }

    @Override
    public boolean refusesSilently(RowType type) {
        return silent.isSilent(type);
    }

    @Override
    public Set<RowType> takenAlongBy(RowType type) {
        return silent.takers(type);
    }

    /** Rules of the tables, each as a clause: statements that count rows cannot be written on such tables. */
    public List<String> rules() {
        return silent.rules();
    }
}

package dev.keelson.work.schema;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.value.ColumnType;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.row.RowType;
import dev.keelson.work.schema.KeyCheck.Absent;
import dev.keelson.work.schema.KeyCheck.Proved;
import dev.keelson.work.schema.KeyCheck.Unprovable;
import dev.keelson.work.schema.KeyCheck.Unproved;
import dev.keelson.work.schema.KeyCheck.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves, from the live catalogue, that what tells one row from another in memory does so in the tables: a unique
 * constraint or index over the key, or over a part of it. That an identifier tells one root, and a token one command, is what
 * everything rests on: where a constraint could prove it and none does, that is a fault. All else that is not proved is a
 * warning, and each load looks for it. Used by one thread, once.
 *
 * <p>Source: Fowler, PoEAA, Identity Field (216).
 */
@Internal
public final class IdentityProof {

    /** The digits of a second's fraction that a commit's instant has. */
    private static final int MICROS = 6;

    private final Policies policies;
    private final Catalogue catalogue;
    private final Mends mends;
    private final List<Fault> faults = new ArrayList<>();
    private final List<SchemaWarning> warnings = new ArrayList<>();
    private final Map<RowType, String> unproved = new HashMap<>();
    private final Set<RowType> loose = new HashSet<>();
    private final Set<String> tables = new HashSet<>();

    public IdentityProof(Policies policies, Catalogue catalogue) {
        this.policies = policies;
        this.catalogue = catalogue;
        this.mends = new Mends(catalogue.profile());
    }

    /**
     * Proves what can be proved.
     *
     * @param commitLog whether the table of committed commands is used
     */
    public ProvedIdentity prove(DomainModel model, boolean commitLog) {
        for (AggregateModel aggregate : model.aggregates()) {
            List<TableModel> extensions = aggregate.extensions();
            if (isLoose(aggregate.root())) {
                loose.add(aggregate.root());
            }
            OneForAll oneForAll = new OneForAll(policies, aggregate);
            for (TableModel table : aggregate.tables()) {
                boolean ofRoot = table.parent() < 0 || extensions.contains(table);
                prove(table, ofRoot);
                LiveTable live = live(table.rowType());
                if (live != null) {
                    coarse(table, live);
                    warnings.addAll(oneForAll.warnings(table, live, mends));
                }
            }
        }
        if (commitLog) {
            LogProof log = new LogProof(policies, mends);
            log.prove(live(CommitLogTable.ROWS)).ifPresent(warnings::add);
            faults.addAll(log.faults());
        }
        return new ProvedIdentity(faults, warnings.stream().distinct().toList(), unproved, loose, tables);
    }

    /** A part that was lost in the same second as its root was removed would come back with it, where a column holds no less. */
    private void coarse(TableModel table, LiveTable live) {
        Hide hide = policies.rule(table.rowType()).hide();
        if (hide == null || !hide.tellsRemovals() || table.parent() < 0) {
            return;
        }
        String column = hide.columns().get(0).name();
        LiveTable.Entry found = live.columns().get(column);
        if (found != null && isCoarse(found.column().type())) {
            warn(
                    table.rowType(),
                    "column " + column + " holds instants of " + found.column().type()
                            + ", so that what was removed just before its root comes back with it, as if it had gone"
                            + " by the same removal",
                    mends.finer(table.rowType().table(), column));
        }
    }

    private static boolean isCoarse(ColumnType type) {
        boolean isInstant = type.kind() == ColumnType.Kind.TIMESTAMPTZ || type.kind() == ColumnType.Kind.TIMESTAMP;
        return isInstant && type.size() != ColumnType.UNSIZED && type.size() < MICROS;
    }

    private boolean isLoose(RowType root) {
        LiveTable live = live(root);
        for (int n = 0; n < root.keyWidth() && live != null; n++) {
            LiveTable.Entry column =
                    live.columns().get(root.column(root.keyColumn(n)).name());
            if (column != null && column.isLoose()) {
                return true;
            }
        }
        return false;
    }

    private void prove(TableModel table, boolean ofRoot) {
        RowType rows = table.rowType();
        KeyCheck check = new KeyCheck(rows.table(), live(rows), present(table, ofRoot), mends);
        List<String> key = names(rows, rows.keyColumns());
        prove(rows, check.of(key), ofRoot);
        for (List<Integer> unique : rows.uniques()) {
            Filter hiding = policies.rule(rows).hiding();
            if (hiding == null) {
                proveSingle(rows, check.of(names(rows, unique)));
            } else if (catalogue
                    .profile()
                    .dialect()
                    .definitions()
                    .hasPartialIndexes()) { // else nothing keeps a parent from two but each load
                proveSingle(rows, check.amongSeen(names(rows, unique), hiding));
            }
        }
    }

    private void prove(RowType rows, Verdict verdict, boolean ofRoot) {
        switch (verdict) {
            case Proved() -> {}
            case Unproved(String problem, String mend)
            when ofRoot ->
                faults.add(new Fault(rows.path(), problem + ", and every load and every write rests on that", mend));
            case Unproved(String problem, String mend) -> {
                warn(rows, problem, mend);
                unproved.put(rows, mend);
            }
            case Unprovable(String problem, String mend) -> {
                warn(rows, problem, mend);
                unproved.put(rows, "");
            }
            case Absent(String problem, String mend) -> {
                warn(rows, problem, mend);
                unproved.put(rows, "");
            }
        }
    }

    /** That a parent has one part at most is looked at by every load anyway. */
    private void proveSingle(RowType rows, Verdict verdict) {
        switch (verdict) {
            case Proved() -> {}
            case Unproved(String problem, String mend) -> warn(rows, problem, mend);
            case Unprovable(String problem, String mend) -> warn(rows, problem, mend);
            case Absent(String problem, String mend) -> warn(rows, problem, mend);
        }
    }

    private @Nullable LiveTable live(RowType rows) {
        tables.add(rows.table().toString());
        return catalogue.table(rows.table()).orElse(null);
    }

    private void warn(RowType rows, String problem, String mend) {
        warnings.add(new SchemaWarning(rows.table().toString(), rows.path(), problem, mend));
    }

    /**
     * The columns in which a row that concerns us has no null, whatever the live table takes: those by which it is found. Of a
     * root that is its identifier, as far as it has no optional part; of any other the key of its parent.
     */
    private Set<String> present(TableModel table, boolean ofRoot) {
        RowType rows = table.rowType();
        Set<String> present = new HashSet<>(leading(rows));
        for (int column = 0; column < rows.width(); column++) {
            if (ofRoot ? !rows.column(column).nullable() : table.parentColumns().contains(column)) {
                present.add(rows.column(column).name());
            }
        }
        return present;
    }

    private List<String> names(RowType rows, List<Integer> positions) {
        List<String> names = leading(rows);
        for (int position : positions) {
            String name = rows.column(position).name();
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private List<String> leading(RowType rows) {
        List<String> names = new ArrayList<>();
        for (PolicyColumn column : policies.rule(rows).keyColumns()) {
            names.add(column.name());
        }
        return names;
    }
}

package dev.keelson.work.policy;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Belonging.HidingProperty;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What rules of policies would lose or mix of an aggregate's rows, told before any of them is written. Used by one thread, once. */
final class RowFaults {

    private final Policies policies;
    private final List<Fault> faults = new ArrayList<>();

    RowFaults(Policies policies) {
        this.policies = policies;
    }

    List<Fault> of(AggregateModel aggregate) {
        keysOfSome(aggregate);
        for (TableModel table : aggregate.tables()) {
            if (hides(table.rowType())) {
                hidingTwice(aggregate, table.rowType());
                hiding(aggregate, table);
            }
        }
        return faults;
    }

    private void hidingTwice(AggregateModel aggregate, RowType rows) {
        HidingProperty own = aggregate.belonging().hiding();
        if (own != null) {
            faults.add(new Fault(
                    rows.path(),
                    "a policy hides rows of table " + rows.table() + ", and so does the domain by " + own.path(),
                    "Have the policy hide only tables whose PolicyTable.hideable() is true, or leave out"
                            + " .softDelete(...)"));
        }
    }

    private boolean hides(RowType rows) {
        return policies.rule(rows).hide() != null;
    }

    /** A key without the wall's column takes the row of one owner for that of another. */
    private void keysOfSome(AggregateModel aggregate) {
        Map<String, RowType> walled = new LinkedHashMap<>();
        for (TableModel table : aggregate.tables()) {
            keyColumns(table.rowType()).forEach(column -> walled.putIfAbsent(column, table.rowType()));
        }
        walled.forEach((column, has) -> aggregate.tables().stream()
                .map(TableModel::rowType)
                .filter(rows -> !keyColumns(rows).contains(column))
                .forEach(lacks -> faults.add(new Fault(
                        lacks.path(),
                        "column " + column + " of a policy leads the keys of table " + has.table()
                                + ", and not those of"
                                + " table " + lacks.table() + " of the same aggregate, so that rows on both sides of"
                                + " the wall would be taken for each other",
                        "Have the policy give the wall to every table of " + aggregate.name()
                                + ", or have it lead no keys"))));
    }

    private List<String> keyColumns(RowType rows) {
        return policies.rule(rows).keyColumns().stream().map(PolicyColumn::name).toList();
    }

    private void hiding(AggregateModel aggregate, TableModel table) {
        RowType rows = table.rowType();
        if (!policies.table(rows).hasOwnIdentifier()) {
            faults.add(new Fault(
                    rows.path(),
                    "a policy hides rows of table " + rows.table() + ", which have no identifier of their own, so that"
                            + " one that is hidden keeps its key from what is added later",
                    "Have the policy hide only tables whose PolicyTable.hideable() is true, or give the rows an"
                            + " identifier"));
            return;
        }
        for (int above = table.parent();
                above >= 0;
                above = aggregate.tables().get(above).parent()) {
            RowType deleted = aggregate.tables().get(above).rowType();
            if (!hides(deleted)) {
                faults.add(new Fault(
                        rows.path(),
                        "a policy hides rows of table " + rows.table() + ", and deletes those of table "
                                + deleted.table() + " above it, which a foreign key stops where hidden rows hang on"
                                + " them",
                        policies.table(deleted).hasOwnIdentifier()
                                ? "Have the policy hide rows of " + deleted.table() + ", too, or of no table below it"
                                : "Have the policy hide rows of the root only, or give those of " + deleted.table()
                                        + " an identifier of their own and have it hide them, too"));
            }
        }
    }
}

package dev.keelson.work.policy;

import dev.keelson.value.ColumnType;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A policy as a user would write it: a row of its own for each aggregate that a commit changes, in a table of its own. */
final class Journal implements Policy {

    static final RowType ENTRIES = new RowType(
            TableName.of("journal"),
            "journal",
            List.of(
                    column("id", ColumnType.uuid()),
                    column("at", ColumnType.timestamptz()),
                    column("aggregate", ColumnType.text()),
                    column("rows", ColumnType.integer())),
            new int[] {0},
            -1,
            List.of());

    private static Column column(String name, ColumnType type) {
        return new Column(name, "", type, type.sqlName(), false);
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public TableRule rule(PolicyTable table) {
        return TableRule.NONE;
    }

    @Override
    public List<RowType> tables() {
        return List.of(ENTRIES);
    }

    @Override
    public ChangeSet decide(ChangeSet changes, Moment moment) {
        List<AggregateChange> journalled = new ArrayList<>();
        for (AggregateChange change : changes.aggregates()) {
            List<Change> rows = new ArrayList<>(change.rows());
            if (!rows.isEmpty()) {
                rows.add(new InsertRow(
                        change.owner(),
                        new Row(ENTRIES, new Object[] {
                            UUID.randomUUID(),
                            moment.instant(),
                            change.owner().toString(),
                            change.rows().size()
                        }),
                        0));
            }
            journalled.add(new AggregateChange(change.owner(), change.guard(), rows, change.after()));
        }
        return new ChangeSet(journalled);
    }
}

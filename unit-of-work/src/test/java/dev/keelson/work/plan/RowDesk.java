package dev.keelson.work.plan;

import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.AggregateRef;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.model.Blueprint;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.row.Row;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Commits of single rows, drawn by hand, that are planned and not sent. */
@NullMarked
public final class RowDesk {

    private final Planner planner;

    public RowDesk(DomainModel model) {
        this.planner = new Planner(model, Constraints.MAPPED);
    }

    public RowPlan plan(List<? extends Change> changes) {
        List<Change> rows = List.copyOf(changes);
        return planner.plan(
                new ChangeSet(List.of(new AggregateChange(owner(rows.get(0).row()), null, rows, null))));
    }

    /** What is written, in order: kind, table and key, and what an update writes. */
    List<String> writes(Change... changes) {
        return plan(List.of(changes)).writes().stream().map(RowDesk::text).toList();
    }

    private static String text(Change change) {
        String columns = change instanceof UpdateRow ? " " + change.columns() : "";
        return change.kind() + " " + change.table() + " " + change.row().key() + columns;
    }

    public static InsertRow insert(Blueprint table, @Nullable Object... values) {
        return insert(table.row(values));
    }

    public static InsertRow insert(Row row) {
        return new InsertRow(owner(row), row, 0);
    }

    public static DeleteRow delete(Blueprint table, @Nullable Object... values) {
        return delete(table.row(values));
    }

    public static DeleteRow delete(Row row) {
        return new DeleteRow(owner(row), row, 0);
    }

    /** An update of one column. */
    public static UpdateRow update(Row before, int column, @Nullable Object value) {
        return update(before, before.with(column, value), ColumnSet.of(new int[] {column}, 1));
    }

    public static UpdateRow update(Row before, Row after, ColumnSet changed) {
        return new UpdateRow(owner(before), before, after, changed, 0);
    }

    private static AggregateRef owner(Row root) {
        return new AggregateRef(Object.class, Object.class, root.key(), root);
    }
}

package dev.keelson.work.track;

import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Dehydrated;
import dev.keelson.work.row.Receiver;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the database filled in while a commit was written: it enters the remembered rows and the objects. Used by one thread, once. */
final class FilledValues {

    private static final Logger LOG = LoggerFactory.getLogger(FilledValues.class);
    private static final int[] NONE = {};

    private record Slot(RowType type, Object key) {}

    private final Renewal renewal;
    private final Map<Slot, Row> filled = new HashMap<>();

    /**
     * @param rows rows with their key and what was filled in
     */
    FilledValues(List<Row> rows, Renewal renewal) {
        this.renewal = renewal;
        rows.forEach(row -> filled.put(new Slot(row.type(), row.key()), row));
    }

    /**
     * An aggregate with what was filled in.
     *
     * @param object the one given, or another where its fields are final
     * @param rows all its rows
     */
    record Shown(Object object, AggregateRows rows) {}

    /**
     * Shows what was filled in. The rows are committed already, so nothing that goes wrong here may look as if they were not.
     *
     * @param after the rows as they were written
     */
    Shown show(AggregateModel model, Object aggregate, AggregateChange change, Dehydrated after) {
        AggregateRows.Builder whole = AggregateRows.Builder.with(after.rows());
        boolean shown = true;
        try {
            for (Change one : change.rows()) {
                shown &= show(model, one, after, whole);
            }
            AggregateRows rows = whole.build();
            return new Shown(shown ? aggregate : renewal.of(model, rows), rows);
        } catch (RuntimeException refused) {
            LOG.warn(
                    "{} was committed, but its object cannot be given what the database filled in, and stays as it is",
                    change.owner(),
                    refused);
            return new Shown(aggregate, whole.build());
        }
    }

    private boolean show(AggregateModel model, Change change, Dehydrated after, AggregateRows.Builder all) {
        int[] positions = positions(change);
        Row stored = positions.length == 0
                ? null
                : filled.get(new Slot(change.rowType(), change.row().key()));
        int table = stored == null ? -1 : table(model, change.rowType());
        int place = table < 0 ? -1 : place(after.rows().of(table), change.row());
        if (positions.length > 0 && stored == null) {
            LOG.warn("{} was written, but the database tells its key otherwise; load it in a new unit of work", change);
        }
        if (stored == null || place < 0) {
            return true;
        }
        Row whole = change.row().with(positions, stored);
        all.replace(table, place, whole);
        Receiver receiver = after.receiver(table, place);
        return receiver != null && receiver.take(whole, positions);
    }

    private static int[] positions(Change change) {
        return switch (change) {
            case InsertRow insert -> insert.rowType().filled();
            case UpdateRow update -> update.rowType().generated();
            case RestoreRow restore -> restore.rowType().generated();
            default -> NONE;
        };
    }

    @SuppressWarnings("ReferenceEquality") // a row type is equal only to itself
    private static int table(AggregateModel model, RowType type) {
        for (int table = 0; table < model.tables().size(); table++) {
            if (model.tables().get(table).rowType() == type) {
                return table;
            }
        }
        return -1;
    }

    @SuppressWarnings("ReferenceEquality") // the very row that was written
    private static int place(List<Row> rows, @Nullable Row written) {
        for (int place = 0; place < rows.size(); place++) {
            if (rows.get(place) == written) {
                return place;
            }
        }
        return -1;
    }
}

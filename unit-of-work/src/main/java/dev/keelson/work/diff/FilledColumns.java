package dev.keelson.work.diff;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Column.Writer;
import org.jspecify.annotations.Nullable;

/** Refuses changes of columns that are the database's to fill. */
final class FilledColumns {

    private FilledColumns() {}

    /**
     * The same change.
     *
     * @throws UnstorableValueException if it changes what the database generates, or takes a required value away
     */
    static UpdateRow checked(UpdateRow update) {
        if (update.rowType().filled().length > 0) {
            for (int n = 0; n < update.changed().size(); n++) {
                check(update, update.changed().get(n));
            }
        }
        return update;
    }

    private static void check(UpdateRow update, int position) {
        Column column = update.rowType().column(position);
        Object value = update.row().get(position);
        if (column.writer() == Writer.DATABASE) {
            throw refused(update, position, value, "the database generates it, so that it cannot be changed here");
        }
        if (column.writer() == Writer.DEFAULT && value == null && !column.nullable()) {
            throw refused(
                    update, position, null, "is required, but null; the database's default is for new objects only");
        }
    }

    private static UnstorableValueException refused(
            UpdateRow update, int position, @Nullable Object value, String problem) {
        return new UnstorableValueException(
                Change.path(update.row(), update.ordinal(), position),
                update.owner().id(),
                value == null ? "null" : "another " + value.getClass().getSimpleName(),
                problem,
                null);
    }
}

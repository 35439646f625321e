package dev.keelson.work.execute;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.RowCountException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.render.CommitScript;
import dev.keelson.work.render.Marker;
import dev.keelson.work.render.ScriptStep;
import dev.keelson.work.render.ScriptStep.WriteSet;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.ErrorMeaning;
import dev.keelson.work.sql.Errors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a failed script means. Sent as one message, the driver does not say which of its statements failed; the server's error
 * names constraint and table, and our own {@link Marker} what was not as expected.
 */
final class Failures {

    private Failures() {}

    /** Whether the attempt's row was refused by the key of the commit log. */
    static boolean isOfCommitLog(SQLException failure, Errors errors) {
        ServerError error = ServerError.of(failure, errors);
        return error != null
                && isRefusedByKey(error)
                && CommitLogTable.ROWS.table().name().equals(error.table());
    }

    /** Whether that may have been so: a table was named that no change writes, which may be a partition. */
    static boolean mayBeOfCommitLog(SQLException failure, CommitScript script, Errors errors) {
        ServerError error = ServerError.of(failure, errors);
        return error != null
                && isRefusedByKey(error)
                && writesOf(error.table(), script).isEmpty()
                && !isOfSet(error.table(), script);
    }

    /** The place is taken, or there is no number since the tombstone that it must follow is not there as it was. */
    private static boolean isRefusedByKey(ServerError error) {
        return error.meaning() == ErrorMeaning.UNIQUE_VIOLATION
                || (error.meaning() == ErrorMeaning.NOT_NULL_VIOLATION && CommitLogTable.isNumber(error.column()));
    }

    /** What a statement of the commit told by its marker; null where the failure is another. */
    static Marker.@Nullable Told told(SQLException failure, Marker marker, Errors errors) {
        ServerError error = ServerError.of(failure, errors);
        return error != null && error.meaning() == ErrorMeaning.INVALID_TEXT ? marker.read(error.text()) : null;
    }

    /** The exception that names all roots that are not as expected. */
    static StaleAggregateException stale(Marker.StaleRoots told, CommitScript script) {
        List<GuardRoot> guards = script.guards();
        List<Stale> stale = new ArrayList<>();
        boolean unseen = false;
        for (Marker.StaleRoot root : told.roots()) {
            GuardRoot guard = guards.get(root.place());
            boolean bySeen = isUnseen(guard, script);
            unseen |= bySeen;
            stale.add(LateFinding.stale(guard, root.version(), reason(guard, root.version(), bySeen)));
        }
        return unseen ? StaleAggregateException.seenByClient(stale) : new StaleAggregateException(stale);
    }

    /** A version only grows, so that a root which is behind the one that a client names was never that far. */
    private static Reason reason(GuardRoot guard, OptionalLong found, boolean bySeen) {
        if (found.isEmpty()) {
            return Reason.DELETED;
        }
        return bySeen && found.getAsLong() < guard.expected() ? Reason.AHEAD : Reason.CHANGED;
    }

    /** Whether a root goes by the version that a client saw, so that another round would find the same. */
    private static boolean isUnseen(GuardRoot guard, CommitScript script) {
        for (Change change : script.changes()) {
            if (change instanceof DeleteRow delete
                    && delete.unseen()
                    && delete.owner().equals(guard.owner())) {
                return true;
            }
        }
        return false;
    }

    /** What a set-based write told that hit what it must not, or was kept from writing; null where that is not what failed. */
    static @Nullable KeelsonException ofSet(Marker.@Nullable Told told, CommitScript script) {
        return switch (told) {
            case Marker.HitRoots hit -> hit(hit, script.guards());
            case Marker.KeptRoots kept -> kept(kept, script);
            case null, default -> null;
        };
    }

    /** The exception that tells of roots which a set-based write hit and could not write. */
    static RowCountException kept(Marker.KeptRoots kept, CommitScript script) {
        WriteSet set = script.steps().stream()
                .filter(WriteSet.class::isInstance)
                .map(WriteSet.class::cast)
                .toList()
                .get(kept.set());
        String table = set.tables().get(0).table().toString();
        return new RowCountException(
                set.kind(), table, Math.toIntExact(kept.hit()), kept.written(), List.of(set.name()));
    }

    /** The exception that names all roots which the commit guards and a set-based write of it hits. */
    static StaleAggregateException hit(Marker.HitRoots told, List<GuardRoot> guards) {
        return StaleAggregateException.hit(
                "Cannot commit",
                told.places().stream()
                        .map(place -> LateFinding.stale(guards.get(place), OptionalLong.empty(), Reason.HIT))
                        .toList());
    }

    /**
     * The exception of the domain.
     *
     * @param sql the statements, for a message
     * @param failing the changes of which one failed; none where that is not known
     */
    static KeelsonException translate(
            SQLException failure, CommitScript script, String sql, List<Change> failing, Errors errors) {
        ServerError error = ServerError.of(failure, errors);
        if (error == null) {
            return new DatabaseException("commit", sql, failure.getSQLState(), failure);
        }
        if (error.meaning().isViolation()) {
            return violation(failure, error, script, failing);
        }
        Set<Kind> kinds = UnfitValue.kinds(error.meaning());
        if (!kinds.isEmpty()) {
            List<? extends Change> changes = failing.isEmpty() ? script.changes() : failing;
            UnstorableValueException unfit = UnfitValue.among(changes, script.lookups(), kinds, error.state(), failure);
            if (unfit != null) {
                return unfit;
            }
        }
        return new DatabaseException("commit", sql, error.state(), failure);
    }

    private static KeelsonException violation(
            SQLException failure, ServerError error, CommitScript script, List<Change> failing) {
        List<Change> candidates = failing.isEmpty() ? writesOf(error.table(), script) : failing;
        NamedRow row = NamedRow.of(error);
        List<Change> named = failing.size() == 1 || row == null
                ? failing
                : candidates.stream().filter(change -> row.is(change.row())).toList();
        if (error.meaning() == ErrorMeaning.UNIQUE_VIOLATION && named.size() == 1) {
            Change duplicate = named.get(0);
            if (duplicate instanceof InsertRow insert
                    && insert.row().equals(insert.owner().root())
                    && (error.primaryKey() || isOfKey(insert.rowType(), error.keyColumns()))) {
                return new DuplicateAggregateException(
                        insert.owner().type(), insert.owner().id(), false, failure);
            }
        }
        List<String> owners = candidates.isEmpty()
                ? setsOf(error.table(), script)
                : (named.isEmpty() ? candidates : named)
                        .stream().map(Change::aggregate).distinct().toList();
        String constraint = error.constraint() != null ? error.constraint() : error.column();
        String table =
                error.table() == null && !failing.isEmpty() ? failing.get(0).table() : String.valueOf(error.table());
        return new ConstraintViolationException(
                constraint == null ? "(unnamed)" : constraint,
                table,
                owners,
                path(candidates, error.column()),
                failure);
    }

    private static List<Change> writesOf(@Nullable String table, CommitScript script) {
        List<Change> writes = new ArrayList<>();
        for (Change change : script.changes()) {
            if (change.rowType().table().name().equals(table) && !(change instanceof GuardRoot)) {
                writes.add(change);
            }
        }
        return writes;
    }

    private static boolean isOfSet(@Nullable String table, CommitScript script) {
        return script.steps().stream()
                .anyMatch(step -> step instanceof WriteSet set
                        && set.tables().stream()
                                .anyMatch(rows -> rows.table().name().equals(table)));
    }

    /** The set-based writes of a table, or all of them where others' rows of a table refer to what they write. */
    private static List<String> setsOf(@Nullable String table, CommitScript script) {
        List<String> own = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (ScriptStep step : script.steps()) {
            if (step instanceof WriteSet set) {
                all.add(set.name());
                if (set.tables().stream().anyMatch(rows -> rows.table().name().equals(table))) {
                    own.add(set.name());
                }
            }
        }
        return own.isEmpty() ? all : own;
    }

    /** Whether these columns are those of the key, and policies' at the most. */
    private static boolean isOfKey(RowType type, List<String> columns) {
        if (columns.isEmpty()) {
            return false;
        }
        for (int position = 0; position < type.width(); position++) {
            if (columns.contains(type.column(position).name()) != type.isKey(position)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String path(List<Change> candidates, @Nullable String column) {
        if (column == null || candidates.isEmpty()) {
            return null;
        }
        RowType type = candidates.get(0).rowType();
        int position = type.position(column);
        return position < 0 ? null : type.path() + "." + type.column(position).label();
    }
}

package dev.keelson.work.database;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.row.RowType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a failed script means. The driver does not say which of its statements failed; the server's message names
 * constraint and table, and our own marker names the stale roots.
 */
final class Failures {

    /** What the server tells of a value that is there already. */
    private static final Pattern KEY = Pattern.compile("^Key \\((.*?)\\)=");

    private Failures() {}

    static boolean isOfCommitLog(SQLException failure) {
        ServerErrorMessage message = message(failure);
        return "23505".equals(failure.getSQLState())
                && message != null
                && CommitLog.ROWS.table().name().equals(message.getTable());
    }

    static KeelsonException translate(SQLException failure, CommitScript script, String text) {
        ServerErrorMessage message = message(failure);
        String state = failure.getSQLState();
        if (message != null && "22P02".equals(state) && message.getMessage() != null) {
            List<Stale> stale = GuardMarker.stale(message.getMessage(), script.guards());
            if (!stale.isEmpty()) {
                return new StaleAggregateException(stale);
            }
        }
        if (message != null && state != null && state.startsWith("23")) {
            return violation(failure, message, script);
        }
        Set<Kind> kinds = UnfitValue.kinds(state);
        if (message != null && !kinds.isEmpty()) {
            UnstorableValueException unfit = UnfitValue.among(script.changes(), kinds, state, failure);
            if (unfit != null) {
                return unfit;
            }
        }
        return new DatabaseException("commit", text, state, failure);
    }

    private static KeelsonException violation(SQLException failure, ServerErrorMessage message, CommitScript script) {
        String table = String.valueOf(message.getTable());
        String constraint = message.getConstraint() != null ? message.getConstraint() : message.getColumn();
        String detail = message.getDetail();
        List<Change> candidates = new ArrayList<>();
        for (Change change : script.changes()) {
            if (change.rowType().table().name().equals(table) && !(change instanceof GuardRoot)) {
                candidates.add(change);
            }
        }
        List<Change> named =
                candidates.stream().filter(change -> isNamed(change, detail)).toList();
        if ("23505".equals(failure.getSQLState()) && named.size() == 1) {
            Change duplicate = named.get(0);
            if (duplicate instanceof InsertRow insert
                    && insert.row().equals(insert.owner().root())
                    && (isPrimaryKey(message) || isOfKey(insert.rowType(), detail))) {
                return new DuplicateAggregateException(
                        insert.owner().type(), insert.owner().id(), false, failure);
            }
        }
        List<String> owners = (named.isEmpty() ? candidates : named)
                .stream().map(Change::aggregate).distinct().toList();
        return new ConstraintViolationException(
                constraint == null ? "(unnamed)" : constraint,
                table,
                owners,
                path(candidates, message.getColumn()),
                failure);
    }

    /** By its usual name; the detail is in the server's language. */
    private static boolean isPrimaryKey(ServerErrorMessage message) {
        return message.getConstraint() != null && message.getConstraint().endsWith("_pkey");
    }

    /** Whether the columns in the server's detail are those of the key, and policies' at the most. */
    private static boolean isOfKey(RowType type, @Nullable String detail) {
        Matcher columns = KEY.matcher(detail == null ? "" : detail);
        if (!columns.find()) {
            return false;
        }
        Set<String> named = new HashSet<>(List.of(columns.group(1).split(", ", -1)));
        for (int position = 0; position < type.width(); position++) {
            if (named.contains(type.column(position).name()) != type.isKey(position)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the server's detail, as "Key (tenant_id, id)=(acme, 42) already exists.", shows this row's key. */
    private static boolean isNamed(Change change, @Nullable String detail) {
        return detail != null
                && change.key().values().stream().allMatch(value -> detail.contains(String.valueOf(value)));
    }

    private static @Nullable String path(List<Change> candidates, @Nullable String column) {
        if (column == null || candidates.isEmpty()) {
            return null;
        }
        RowType type = candidates.get(0).rowType();
        return type.columns().stream()
                .filter(candidate -> candidate.name().equals(column))
                .map(candidate -> type.path() + "." + candidate.label())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable ServerErrorMessage message(SQLException failure) {
        return failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
    }
}

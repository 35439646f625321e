package dev.keelson.work.execute;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.HiddenAggregateException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.HideRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.database.Connections;
import dev.keelson.work.render.CommitScript;
import dev.keelson.work.render.FoundRow;
import dev.keelson.work.row.Row;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.ErrorMeaning;
import dev.keelson.work.sql.Errors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a constraint refused a commit since a hidden row stands in its way, which nobody sees who looks for the cause.
 * Used by one thread, once.
 */
final class HiddenCause {

    private final CommitScript script;
    private final Connections connections;
    private final Errors errors;

    HiddenCause(CommitScript script, Connections connections, Errors errors) {
        this.script = script;
        this.connections = connections;
        this.errors = errors;
    }

    /** The same failure, or what tells that a hidden row is its cause. */
    KeelsonException of(KeelsonException told, SQLException failure) {
        try {
            return switch (told) {
                case DuplicateAggregateException duplicate -> duplicate(duplicate, failure);
                case ConstraintViolationException violation -> violation(violation, failure);
                default -> told;
            };
        } catch (DatabaseException unreachable) {
            told.addSuppressed(unreachable);
            return told;
        }
    }

    private KeelsonException duplicate(DuplicateAggregateException duplicate, SQLException failure) {
        for (Change change : script.changes()) {
            boolean isMeant = isRootInserted(change)
                    && change.owner().type() == duplicate.type()
                    && change.owner().id().equals(duplicate.id());
            if (isMeant
                    && script.lookups().mayBeHidden(change.rowType())
                    && found(change).hidden()) {
                return new HiddenAggregateException(duplicate.type(), duplicate.id(), failure);
            }
        }
        return duplicate;
    }

    private KeelsonException violation(ConstraintViolationException violation, SQLException failure) {
        ServerError error = ServerError.of(failure, errors);
        if (error != null && error.primaryKey() && error.keyColumns().isEmpty()) { // row-level security hides the key
            for (Change change : script.changes()) {
                if (isRootInserted(change) && change.rowType().table().name().equals(error.table())) {
                    FoundRow found = found(change);
                    if (found.there()) {
                        return found.hidden()
                                ? new HiddenAggregateException(
                                        change.owner().type(), change.owner().id(), failure)
                                : new DuplicateAggregateException(
                                        change.owner().type(), change.owner().id(), false, failure);
                    }
                }
            }
        }
        return isOfHidden(failure) ? violation.byHiddenRow() : violation;
    }

    private static boolean isRootInserted(Change change) {
        return change instanceof InsertRow && change.row().equals(change.owner().root());
    }

    private FoundRow found(Change change) {
        return connections.lookUp(
                () -> "look up what stands in the way of " + change.owner(),
                script.lookups().of(change, script.moment()),
                rows -> script.lookups().read(change, rows));
    }

    private boolean isOfHidden(SQLException failure) {
        ServerError error = ServerError.of(failure, errors);
        return error != null
                && (isOfThisCommit(error) || statements(error).stream().anyMatch(this::findsAny));
    }

    /** What this commit hides keeps its unique values where the index takes hidden rows for rows like others. */
    private boolean isOfThisCommit(ServerError error) {
        for (Change hidden : script.changes()) {
            for (Change change : script.changes()) {
                if (hidden instanceof HideRow
                        && takesValues(change)
                        && error.meaning() == ErrorMeaning.UNIQUE_VIOLATION
                        && change.rowType().equals(hidden.rowType())
                        && change.rowType().table().name().equals(error.table())
                        && isSame(change.row(), hidden.row(), error.keyColumns())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSame(Row one, Row other, List<String> columns) {
        boolean isSame = false;
        for (String name : columns) {
            int position = one.type().position(name);
            if (position >= 0) {
                if (one.get(position) == null || !one.same(position, other)) {
                    return false;
                }
                isSame = true;
            }
        }
        return isSame;
    }

    private List<BoundStatement> statements(ServerError error) {
        List<BoundStatement> statements = new ArrayList<>();
        NamedRow named = error.keyValues() == null ? null : NamedRow.of(error);
        for (Change change : script.changes()) {
            if (error.meaning() == ErrorMeaning.FOREIGN_KEY_VIOLATION && change instanceof DeleteRow) {
                statements.addAll(script.lookups().hiddenReferrers(change.row(), error.table(), script.moment()));
            }
            if (error.meaning() == ErrorMeaning.UNIQUE_VIOLATION
                    && takesValues(change)
                    && change.rowType().table().name().equals(error.table())
                    && (named == null || named.is(change.row()))) {
                BoundStatement holders = script.lookups().hiddenHolders(change, error.keyColumns(), script.moment());
                if (holders != null) {
                    statements.add(holders);
                }
            }
        }
        return statements;
    }

    private static boolean takesValues(Change change) {
        return change instanceof InsertRow || change instanceof UpdateRow || change instanceof RestoreRow;
    }

    private boolean findsAny(BoundStatement statement) {
        @Nullable
        Boolean found = connections.lookUp(
                () -> "look up whether a hidden row stands in the way",
                statement,
                rows -> rows.next() && rows.getLong(1) > 0);
        return Boolean.TRUE.equals(found);
    }
}

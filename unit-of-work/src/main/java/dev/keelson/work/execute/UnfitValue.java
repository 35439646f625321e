package dev.keelson.work.execute;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.render.CommitScript.Lookups;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.ErrorMeaning;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it means that the server could not take a value, which happens where a column is narrower than configuration and
 * catalogue told. The server does not say which column it was; those of the kind in question are named.
 */
final class UnfitValue {

    private static final int MANY = 8;

    private UnfitValue() {}

    /** The kinds of columns that such an error may be about; none for an error that is about something else. */
    static Set<Kind> kinds(ErrorMeaning meaning) {
        return switch (meaning) {
            case TEXT_TOO_LONG -> EnumSet.of(Kind.TEXT, Kind.VARCHAR, Kind.CHAR, Kind.ENUM, Kind.OTHER);
            case NUMBER_OUT_OF_RANGE ->
                EnumSet.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.NUMERIC, Kind.REAL, Kind.DOUBLE);
            case TIME_OUT_OF_RANGE -> EnumSet.of(Kind.DATE, Kind.TIME, Kind.TIMESTAMP, Kind.TIMESTAMPTZ, Kind.OTHER);
            case INVALID_TEXT -> EnumSet.of(Kind.ENUM, Kind.OTHER, Kind.JSON, Kind.JSONB, Kind.ARRAY, Kind.RANGE);
            case UNKNOWN_CHARACTER -> EnumSet.of(Kind.TEXT, Kind.VARCHAR, Kind.CHAR, Kind.JSON, Kind.JSONB);
            case UNIQUE_VIOLATION,
                    NOT_NULL_VIOLATION,
                    FOREIGN_KEY_VIOLATION,
                    CHECK_VIOLATION,
                    EXCLUSION_VIOLATION,
                    OTHER_VIOLATION,
                    SERIALIZATION_FAILURE,
                    DEADLOCK,
                    LOCK_NOT_AVAILABLE,
                    LOCK_TIMEOUT,
                    READ_ONLY,
                    COLUMN_OUT_OF_PLACE,
                    SERVER_SHUTDOWN,
                    CONNECTION_LOST,
                    REFUSED_ROW,
                    OTHER -> EnumSet.noneOf(Kind.class);
        };
    }

    /** The exception, or null where no such column is written. */
    static @Nullable UnstorableValueException among(
            List<? extends Change> changes,
            Lookups lookups,
            Set<Kind> kinds,
            @Nullable String state,
            SQLException failure) {
        Set<String> properties = new LinkedHashSet<>();
        Set<Object> owners = new LinkedHashSet<>();
        for (Change change : changes) { // first, since they are few and stand in many rows
            if (addOfPolicies(change, lookups, kinds, properties)) {
                owners.add(change.owner().id());
            }
        }
        for (Change change : changes) {
            if (writesValues(change) && add(change, kinds, properties)) {
                owners.add(change.owner().id());
            }
        }
        if (properties.isEmpty()) {
            return null;
        }
        String named = properties.size() == 1
                ? properties.iterator().next()
                : "one of " + String.join(", ", properties.stream().limit(MANY).toList())
                        + (properties.size() > MANY ? ", ..." : "");
        return new UnstorableValueException(
                named,
                owners.size() == 1 ? owners.iterator().next() : null,
                "a value that the server refuses",
                "its column does not take it (SQLSTATE " + state
                        + "), though it fits what build() knew of it; was the column changed since",
                failure);
    }

    private static boolean writesValues(Change change) {
        return change instanceof InsertRow || change instanceof UpdateRow || change instanceof RestoreRow;
    }

    private static boolean addOfPolicies(Change change, Lookups lookups, Set<Kind> kinds, Set<String> properties) {
        boolean found = false;
        for (PolicyColumn column : lookups.stamped(change)) {
            if (kinds.contains(column.type().kind())) {
                found = true;
                properties.add("a policy's column " + change.rowType().table() + "." + column.name());
            }
        }
        return found;
    }

    private static boolean add(Change change, Set<Kind> kinds, Set<String> properties) {
        RowType type = change.rowType();
        boolean found = false;
        for (int position = 0; position < type.width(); position++) {
            boolean written = change instanceof InsertRow || change.written().contains(position);
            if (written
                    && change.row().get(position) != null
                    && kinds.contains(type.column(position).type().kind())) {
                found = true;
                properties.add(type.path() + "." + type.column(position).label());
            }
        }
        return found;
    }
}

package dev.keelson.testing.laws;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.error.RowCountException;
import dev.keelson.value.ColumnText;
import dev.keelson.value.ColumnType;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that were inserted, by their keys, so that these and no others are looked at and taken back. Used by one thread. */
final class Ledger {

    /** One row, by its own key and the policies' part of it. */
    record Entry(RowType type, Map<String, Object> key) {}

    private final Policies policies;
    private final Set<Entry> entries = new LinkedHashSet<>();

    Ledger(Policies policies) {
        this.policies = policies;
    }

    /** Takes down what a commit inserted; gives it. */
    List<Entry> planned(AggregateModel model, CommitPlan plan) {
        List<Entry> planned = new ArrayList<>();
        for (RowOperation operation : plan.operations()) {
            if (operation.kind() == RowOperation.Kind.INSERT) {
                RowType type = type(model, operation.table());
                if (type != null && operation.key().size() == type.keyWidth()) {
                    planned.add(new Entry(type, operation.key()));
                }
            }
        }
        entries.addAll(planned);
        return planned;
    }

    /**
     * Commits what is new.
     *
     * @throws BrokenLaw if the database leaves out a row, which is none that it refuses
     */
    CommitReceipt inserted(AggregateModel model, SqlUnitOfWork work) {
        try {
            return work.commit();
        } catch (RowCountException swallowed) {
            RowType type = type(model, swallowed.table());
            throw BrokenLaw.of(
                    Law.ROUND_TRIP,
                    type == null ? model.name() : type.path(),
                    "its rows are inserted",
                    String.valueOf(swallowed.getMessage()));
        }
    }

    /** The rows of a mapping's table, or null where it is another's. */
    static @Nullable RowType type(AggregateModel model, String table) {
        return model.tables().stream()
                .map(one -> one.rowType())
                .filter(type -> type.table().toString().equals(table))
                .findFirst()
                .orElse(null);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Whether a row is there, whatever policies say. */
    boolean isThere(Connection connection, Entry entry, Moment moment) throws SQLException {
        return read(connection, "1 = 1", "''", entry, moment, null, null) != null;
    }

    /**
     * What a column holds instead of a value, as text; null where it holds it.
     *
     * @return "no row" where there is none
     */
    @Nullable
    String other(Connection connection, Entry entry, String column, ColumnType type, Object value, Moment moment)
            throws SQLException {
        String compared = quoted(column) + " is not distinct from cast(? as " + type.sqlName() + ")";
        String text = "cast(" + quoted(column) + " as varchar)";
        String found = read(connection, compared, text, entry, moment, type, value);
        return found == null ? "no row" : found.startsWith("t") ? null : found.substring(1);
    }

    /** The version that the database has. */
    long version(Connection connection, Entry root, Moment moment) throws SQLException {
        String column = quoted(root.type.column(root.type.version()).name());
        String found = read(connection, "1 = 1", "cast(" + column + " as varchar)", root, moment, null, null);
        return found == null || found.equals("tnull") ? -1 : Long.parseLong(found.substring(1));
    }

    /** "t" or "f" as the condition says, and the text; null where there is no row. */
    private @Nullable String read(
            Connection connection,
            String condition,
            String text,
            Entry entry,
            Moment moment,
            @Nullable ColumnType type,
            @Nullable Object value)
            throws SQLException {
        String sql = "select " + condition + ", " + text + " from " + table(entry.type) + where(entry);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            if (type != null && value != null) {
                statement.setString(index++, ColumnText.write(type, value));
            }
            bind(statement, index, entry, moment);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? (rows.getBoolean(1) ? "t" : "f") + rows.getString(2) : null;
            }
        }
    }

    /**
     * Deletes these rows; what others still refer to is tried again when those are gone. Looks then whether they are.
     *
     * @return those that are left, each with the reason
     */
    List<String> takeBack(Connection connection, Collection<Entry> rows, Moment moment) throws SQLException {
        List<Entry> left = new ArrayList<>(rows).reversed();
        List<String> reasons = List.of();
        for (int size = -1; !left.isEmpty() && size != left.size(); ) {
            size = left.size();
            List<Entry> again = new ArrayList<>();
            reasons = new ArrayList<>();
            for (Entry entry : left) {
                String reason = deleted(connection, entry, moment);
                if (reason != null) {
                    again.add(entry);
                    reasons.add(entry.type.table() + " " + entry.key + ": " + reason);
                }
            }
            left = again;
        }
        entries.removeAll(rows);
        List<String> told = new ArrayList<>(reasons);
        for (Entry entry : rows) {
            if (!left.contains(entry) && isThere(connection, entry, moment)) {
                told.add(entry.type.table() + " " + entry.key + ": the database keeps it, or puts it back");
            }
        }
        return told;
    }

    private @Nullable String deleted(Connection connection, Entry entry, Moment moment) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement delete =
                connection.prepareStatement("delete from " + table(entry.type) + where(entry))) {
            bind(delete, 1, entry, moment);
            delete.executeUpdate();
            connection.releaseSavepoint(before);
            return null;
        } catch (SQLException refused) {
            connection.rollback(before);
            return refused.getMessage();
        }
    }

    private List<PolicyColumn> parts(Entry entry) {
        return policies.rule(entry.type).keyColumns().stream()
                .filter(column -> !entry.key.containsKey(column.name()))
                .toList();
    }

    private String where(Entry entry) {
        StringBuilder where = new StringBuilder();
        entry.key.forEach((name, value) -> where.append(where.isEmpty() ? " where " : " and ")
                .append(quoted(name))
                .append(" = cast(? as ")
                .append(column(entry.type, name).sqlType())
                .append(")"));
        parts(entry)
                .forEach(part -> where.append(" and ")
                        .append(quoted(part.name()))
                        .append(" = cast(? as ")
                        .append(part.type().sqlName())
                        .append(")"));
        return where.toString();
    }

    private void bind(PreparedStatement statement, int first, Entry entry, Moment moment) throws SQLException {
        int index = first;
        for (Map.Entry<String, Object> part : entry.key.entrySet()) {
            statement.setString(
                    index++, ColumnText.write(column(entry.type, part.getKey()).type(), part.getValue()));
        }
        for (PolicyColumn part : parts(entry)) {
            statement.setString(index++, ColumnText.write(part.type(), moment.value(part)));
        }
    }

    private static Column column(RowType type, String name) {
        return type.column(type.position(name));
    }

    private static String table(RowType type) {
        String schema = type.table().schema();
        return (schema == null ? "" : quoted(schema) + ".")
                + quoted(type.table().name());
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}

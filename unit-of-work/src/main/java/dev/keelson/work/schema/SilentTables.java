package dev.keelson.work.schema;

import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the live catalogue says of tables that may refuse rows without an error, and of deletes that come down to them. A snapshot: a
 * trigger that is added later is not known. Used by one thread while it is read, then only read.
 */
final class SilentTables {

    private final Set<RowType> silent = new HashSet<>();
    private final Map<RowType, Set<RowType>> takers = new HashMap<>();
    private final List<String> rules = new ArrayList<>();

    /** None: for databases that have no such catalogue. */
    SilentTables() {}

    /**
     * A table as the catalogue tells of it.
     *
     * @param visible whether the search path finds it
     * @param silent whether rows may be refused without an error
     * @param rules the names of its rules
     * @param takers the numbers of those tables whose deletes come down to it
     */
    record Found(
            String schema,
            String table,
            boolean visible,
            long id,
            boolean silent,
            List<String> rules,
            List<Long> takers) {

        static List<Found> all(ResultSet rows) throws SQLException {
            List<Found> all = new ArrayList<>();
            while (rows.next()) {
                all.add(new Found(
                        rows.getString(SilenceStatement.SCHEMA),
                        rows.getString(SilenceStatement.TABLE),
                        rows.getBoolean(SilenceStatement.VISIBLE),
                        rows.getLong(SilenceStatement.ID),
                        rows.getBoolean(SilenceStatement.SILENT),
                        List.of((String[]) rows.getArray(SilenceStatement.RULES).getArray()),
                        List.of((Long[]) rows.getArray(SilenceStatement.TAKERS).getArray())));
            }
            return all;
        }

        boolean is(TableName name) {
            return name.name().equals(table)
                    && (name.schema() == null ? visible : name.schema().equals(schema));
        }
    }

    /** What was found of these tables. */
    static SilentTables of(List<Found> all, Collection<RowType> types) {
        SilentTables tables = new SilentTables();
        Map<Long, List<RowType>> byId = new HashMap<>();
        for (Found found : all) {
            List<RowType> own = new ArrayList<>();
            for (RowType type : types) {
                if (found.is(type.table())) {
                    own.add(type);
                }
            }
            if (!own.isEmpty()) {
                byId.put(found.id(), own);
                tables.add(found, own);
            }
        }
        for (Found found : all) {
            Set<RowType> above = new HashSet<>();
            for (Long id : found.takers()) {
                above.addAll(byId.getOrDefault(id, List.of()));
            }
            for (RowType type : above.isEmpty() ? List.<RowType>of() : byId.getOrDefault(found.id(), List.of())) {
                tables.takenAlong(type, above);
            }
        }
        return tables;
    }

    private void add(Found found, List<RowType> types) {
        if (found.silent() || !found.rules().isEmpty()) {
            silent.addAll(types);
        }
        for (String rule : found.rules()) {
            rules.add(types.get(0).table() + " has the rule " + rule);
        }
    }

    /** Adds a table whose rows go with those of others. */
    void takenAlong(RowType type, Set<RowType> above) {
        takers.put(type, Set.copyOf(above));
    }

    boolean isSilent(RowType type) {
        return silent.contains(type);
    }

    /** The tables whose deletes come down to this one. */
    Set<RowType> takers(RowType type) {
        return takers.getOrDefault(type, Set.of());
    }

    /** Rules of the tables, each as a clause. */
    List<String> rules() {
        return List.copyOf(rules);
    }
}

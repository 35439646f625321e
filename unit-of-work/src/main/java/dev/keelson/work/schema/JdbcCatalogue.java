package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Database;
import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.CatalogueReader.Found;
import dev.keelson.work.schema.LiveTable.Kind;
import dev.keelson.work.schema.LiveTable.UniqueIndex;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The live catalogue as JDBC's metadata tells it, for databases without {@code pg_catalog}. A table without a schema in its
 * name is one of the connection's own. Thread-safe.
 */
final class JdbcCatalogue implements CatalogueSource {

    private static final String SYSTEM = "INFORMATION_SCHEMA";

    private final Database database;

    JdbcCatalogue(Database database) {
        this.database = database;
    }

    @Override
    public Read read() {
        return new Read(all(), model -> JdbcConstraints.read(database, model));
    }

    private List<Found> all() {
        return database.look(() -> "read the catalogue", connection -> {
            List<Found> all = new ArrayList<>();
            String own = connection.getSchema();
            Set<TableName> nullsAlike = nullsAlike(connection);
            String collation = collation(connection);
            try (ResultSet tables = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
                while (tables.next()) {
                    String schema = tables.getString("TABLE_SCHEM");
                    if (!SYSTEM.equalsIgnoreCase(schema)) {
                        String name = tables.getString("TABLE_NAME");
                        boolean isView = tables.getString("TABLE_TYPE").contains("VIEW");
                        LiveTable table = new LiveTable(
                                callable(schema, name, own),
                                isView ? Kind.VIEW : Kind.TABLE,
                                isView ? Map.of() : columns(connection, schema, name, collation),
                                indexes(connection, schema, name, nullsAlike));
                        all.add(new Found(schema, table));
                    }
                }
            }
            all.addAll(sequences(connection, own));
            return all;
        });
    }

    private static List<UniqueIndex> indexes(
            Connection connection, String schema, String table, Set<TableName> nullsAlike) throws SQLException {
        List<UniqueIndex> indexes = new ArrayList<>();
        uniques(connection, schema, table)
                .forEach((name, columns) -> indexes.add(new UniqueIndex(
                        name, Set.copyOf(columns), true, nullsAlike.contains(new TableName(schema, name)))));
        return indexes;
    }

    /** The unique indexes to which two nulls are the same value, each with its schema. */
    private static Set<TableName> nullsAlike(Connection connection) throws SQLException {
        String sql = DSL.using(connection)
                .render(DSL.select(DSL.field("index_schema"), DSL.field("index_name"))
                        .from("information_schema.indexes")
                        .where("nulls_distinct = 'NO'"));
        Set<TableName> alike = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                alike.add(new TableName(rows.getString(1), rows.getString(2)));
            }
        }
        return alike;
    }

    private static TableName callable(String schema, String name, String own) {
        return new TableName(schema.equals(own) ? null : schema, name);
    }

    private Map<String, LiveTable.Entry> columns(
            Connection connection, String schema, String table, @Nullable String collation) throws SQLException {
        Map<String, LiveTable.Entry> columns = new LinkedHashMap<>();
        try (ResultSet rows =
                metadata(connection).getColumns(connection.getCatalog(), schema, escaped(connection, table), "%")) {
            while (rows.next()) {
                ColumnType type = JdbcTypes.of(
                        rows.getInt("DATA_TYPE"),
                        rows.getString("TYPE_NAME"),
                        rows.getInt("COLUMN_SIZE"),
                        rows.getInt("DECIMAL_DIGITS"));
                boolean nullable = rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
                boolean identity = "YES".equals(rows.getString("IS_AUTOINCREMENT"));
                boolean generated = "YES".equals(rows.getString("IS_GENERATEDCOLUMN"));
                boolean filled = identity || generated || rows.getString("COLUMN_DEF") != null;
                LiveColumn column =
                        new LiveColumn(database.profile().dialect().values().spelling(type), type, nullable);
                // what an identity draws from cannot be asked, so that it has no sequence for us
                boolean ignoresCase = "VARCHAR_IGNORECASE".equalsIgnoreCase(rows.getString("TYPE_NAME"));
                String loose = ignoresCase ? "of varchar_ignorecase" : collation;
                columns.put(
                        rows.getString("COLUMN_NAME"),
                        new LiveTable.Entry(column, filled, false, false, generated, false, loose));
            }
        }
        return columns;
    }

    /** The collation of all texts, by which different ones are equal; null where they are compared as they are. */
    private static @Nullable String collation(Connection connection) throws SQLException {
        String sql = DSL.using(connection)
                .render(DSL.select(DSL.field("setting_value"))
                        .from("information_schema.settings")
                        .where("lower(setting_name) = 'collation'"));
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static List<Found> sequences(Connection connection, String own) throws SQLException {
        String sql = DSL.using(connection)
                .render(DSL.select(DSL.field("sequence_schema"), DSL.field("sequence_name"))
                        .from("information_schema.sequences"));
        List<Found> sequences = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String schema = rows.getString(1);
                TableName name = callable(schema, rows.getString(2), own);
                sequences.add(new Found(schema, new LiveTable(name, Kind.SEQUENCE, Map.of(), List.of())));
            }
        }
        return sequences;
    }

    /** The columns of each unique constraint or index of a table, the primary key's among them, by its name. */
    static Map<String, List<String>> uniques(Connection connection, String schema, String table) throws SQLException {
        Map<String, List<String>> uniques = new LinkedHashMap<>();
        try (ResultSet rows = metadata(connection).getIndexInfo(connection.getCatalog(), schema, table, true, true)) {
            while (rows.next()) {
                if (rows.getString("INDEX_NAME") != null) {
                    uniques.computeIfAbsent(rows.getString("INDEX_NAME"), unused -> new ArrayList<>())
                            .add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return uniques;
    }

    /** The columns of each foreign key of a table whose rows go with those that they refer to. */
    static Set<Set<String>> cascading(Connection connection, String schema, String table) throws SQLException {
        Map<String, Set<String>> references = new HashMap<>();
        try (ResultSet rows = metadata(connection).getImportedKeys(connection.getCatalog(), schema, table)) {
            while (rows.next()) {
                if (rows.getInt("DELETE_RULE") == DatabaseMetaData.importedKeyCascade) {
                    references
                            .computeIfAbsent(rows.getString("FK_NAME"), unused -> new HashSet<>())
                            .add(rows.getString("FKCOLUMN_NAME"));
                }
            }
        }
        return Set.copyOf(references.values());
    }

    /** The tables, with their schemas, whose deleted rows take rows of this one along. */
    static Set<String> cascadingFrom(Connection connection, String schema, String table) throws SQLException {
        Set<String> parents = new HashSet<>();
        try (ResultSet rows = metadata(connection).getImportedKeys(connection.getCatalog(), schema, table)) {
            while (rows.next()) {
                if (rows.getInt("DELETE_RULE") == DatabaseMetaData.importedKeyCascade) {
                    parents.add(rows.getString("PKTABLE_SCHEM") + "." + rows.getString("PKTABLE_NAME"));
                }
            }
        }
        return parents;
    }

    /** The columns of a table that a check or a foreign key watches over. */
    static Set<String> checked(Connection connection, String schema, String table) throws SQLException {
        Set<String> checked = new HashSet<>();
        try (ResultSet rows = metadata(connection).getImportedKeys(connection.getCatalog(), schema, table)) {
            while (rows.next()) {
                checked.add(rows.getString("FKCOLUMN_NAME"));
            }
        }
        String sql = DSL.using(connection)
                .render(DSL.select(DSL.field("u.column_name"))
                        .from("information_schema.constraint_column_usage u")
                        .join("information_schema.table_constraints c")
                        .on("c.constraint_schema = u.constraint_schema and c.constraint_name = u.constraint_name")
                        .where("c.constraint_type = 'CHECK' and u.table_schema = ? and u.table_name = ?"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    checked.add(rows.getString(1));
                }
            }
        }
        return checked;
    }

    private static DatabaseMetaData metadata(Connection connection) throws SQLException {
        return connection.getMetaData();
    }

    /** A name where a pattern is asked for. */
    private static String escaped(Connection connection, String name) throws SQLException {
        String escape = metadata(connection).getSearchStringEscape();
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }
}

package dev.keelson.work.schema;

import dev.keelson.work.database.Database;
import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.LiveTable.Kind;
import dev.keelson.work.sql.Delivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the live catalogue of PostgreSQL, in one round trip, and so also what watches over its tables. Thread-safe. */
final class CatalogueReader implements CatalogueSource {

    private static final List<String> TEXTS =
            List.of(CatalogueStatement.SQL, ConstraintStatement.SQL, SilenceStatement.SQL);

    /**
     * A table, view or sequence.
     *
     * @param schema the schema that it lies in
     * @param table what it is, under the name that SQL may call it by
     */
    record Found(String schema, LiveTable table) {}

    private final Database database;

    CatalogueReader(Database database) {
        this.database = database;
    }

    @Override
    public Read read() {
        return database.look(() -> "read the catalogue", connection -> {
            try (Statement statement = connection.createStatement()) {
                List<Found> tables = tables(rows(statement, 0));
                List<LiveConstraints.Found> indexes = LiveConstraints.Found.all(rows(statement, 1));
                List<SilentTables.Found> silence = SilentTables.Found.all(rows(statement, 2));
                return new Read(tables, model -> LiveConstraints.of(indexes, silence, model));
            }
        });
    }

    /** The rows of one text after the other: all are sent with the first, or each when it is its turn. */
    private ResultSet rows(Statement statement, int text) throws SQLException {
        if (database.profile().delivery() == Delivery.BATCHES) {
            statement.execute(TEXTS.get(text));
        } else if (text == 0) {
            statement.execute(String.join(";\n", TEXTS));
        } else {
            statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    private static List<Found> tables(ResultSet rows) throws SQLException {
        List<Found> tables = new ArrayList<>();
        Map<String, LiveTable.Entry> columns = new LinkedHashMap<>();
        boolean more = rows.next();
        while (more) {
            String schema = rows.getString(CatalogueStatement.SCHEMA);
            String name = rows.getString(CatalogueStatement.TABLE);
            Kind kind = Kind.valueOf(rows.getString(CatalogueStatement.KIND));
            TableName callable = new TableName(rows.getBoolean(CatalogueStatement.VISIBLE) ? null : schema, name);
            columns.clear();
            UniqueIndexText uniques = new UniqueIndexText();
            do {
                column(rows, columns, uniques);
                more = rows.next();
            } while (more
                    && schema.equals(rows.getString(CatalogueStatement.SCHEMA))
                    && name.equals(rows.getString(CatalogueStatement.TABLE)));
            tables.add(new Found(schema, new LiveTable(callable, kind, columns, uniques.whole(), uniques.partial())));
        }
        return tables;
    }

    private static void column(ResultSet rows, Map<String, LiveTable.Entry> columns, UniqueIndexText uniques)
            throws SQLException {
        String name = rows.getString(CatalogueStatement.COLUMN);
        if (name == null) {
            return;
        }
        String type = rows.getString(CatalogueStatement.TYPE);
        List<String> labels =
                List.of((String[]) rows.getArray(CatalogueStatement.LABELS).getArray());
        LiveColumn column =
                new LiveColumn(type, TypeSpelling.parse(type, labels), !rows.getBoolean(CatalogueStatement.REQUIRED));
        columns.put(
                name,
                new LiveTable.Entry(
                        column,
                        rows.getBoolean(CatalogueStatement.FILLED),
                        rows.getBoolean(CatalogueStatement.ALWAYS),
                        rows.getBoolean(CatalogueStatement.SEQUENCED),
                        rows.getBoolean(CatalogueStatement.GENERATED),
                        rows.getBoolean(CatalogueStatement.PARTITIONING),
                        rows.getString(CatalogueStatement.LOOSE)));
        uniques.add(name, (String[]) rows.getArray(CatalogueStatement.UNIQUES).getArray());
    }
}

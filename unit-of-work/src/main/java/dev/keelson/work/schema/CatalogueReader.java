package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Database;
import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.LiveTable.Kind;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;

/** Reads the live catalogue of PostgreSQL, each time in one statement. Thread-safe. */
final class CatalogueReader implements CatalogueSource {

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
    public List<Found> all() {
        return read(new TemplateBuilder(StatementProfile.POSTGRES), CatalogueStatement.everySchema());
    }

    @Override
    public List<Found> searchPathAnd(Collection<String> schemas) {
        TemplateBuilder builder = new TemplateBuilder(StatementProfile.POSTGRES);
        @SuppressWarnings("unchecked") // an array of text is bound
        Field<String[]> names = (Field<String[]>) builder.bindArray(builder.source(), ColumnType.text());
        return read(builder, CatalogueStatement.searchPathAnd(names), (Object) schemas.toArray(new String[0]));
    }

    @Override
    public LiveConstraints constraints(DomainModel model) {
        return LiveConstraints.inOneStatement(database, model);
    }

    private List<Found> read(TemplateBuilder builder, Condition wanted, Object... values) {
        BoundStatement statement = new BoundStatement(builder.build(CatalogueStatement.of(wanted)), values);
        return database.query(() -> "read the catalogue", statement, CatalogueReader::tables);
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

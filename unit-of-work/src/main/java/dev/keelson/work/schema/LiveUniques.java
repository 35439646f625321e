package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Database;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.plan.Uniques;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.row.UniqueRule;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.TemplateBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;

/**
 * What the live catalogue keeps unique in the tables of a model: constraints and indexes, partial ones and those over
 * expressions among them. Read once, in one statement. Immutable and thread-safe.
 */
public final class LiveUniques implements Uniques {

    private final Map<RowType, List<UniqueRule>> rules = new HashMap<>();
    private final Map<RowType, Set<Integer>> checked = new HashMap<>();

    private LiveUniques() {}

    /**
     * Reads what is unique.
     *
     * @throws dev.keelson.kernel.error.DatabaseException if the database cannot be asked
     */
    public static LiveUniques read(Database database, DomainModel model) {
        Map<String, List<RowType>> types = new HashMap<>();
        for (AggregateModel aggregate : model.aggregates()) {
            for (TableModel table : aggregate.tables()) {
                types.computeIfAbsent(table.rowType().table().name(), unused -> new ArrayList<>())
                        .add(table.rowType());
            }
        }
        TemplateBuilder builder = new TemplateBuilder();
        @SuppressWarnings("unchecked") // an array of text is bound
        Field<String[]> names = (Field<String[]>) builder.bindArray(builder.source(), ColumnType.text());
        BoundStatement statement = new BoundStatement(
                builder.build(UniqueStatement.of(names)),
                new Object[] {types.keySet().toArray(new String[0])});
        return database.query(() -> "read what is unique", statement, rows -> {
            LiveUniques uniques = new LiveUniques();
            while (rows.next()) {
                uniques.add(rows, types);
            }
            return uniques;
        });
    }

    private void add(ResultSet rows, Map<String, List<RowType>> types) throws SQLException {
        String table = rows.getString(UniqueStatement.TABLE);
        String schema = rows.getString(UniqueStatement.SCHEMA);
        boolean visible = rows.getBoolean(UniqueStatement.VISIBLE);
        for (RowType type : types.getOrDefault(table, List.of())) {
            TableName name = type.table();
            if (name.schema() == null ? visible : name.schema().equals(schema)) {
                add(rows, type);
            }
        }
    }

    private void add(ResultSet rows, RowType type) throws SQLException {
        checked.computeIfAbsent(type, unused -> new HashSet<>())
                .addAll(positions(type, texts(rows, UniqueStatement.CHECKED)));
        boolean folded = rows.getBoolean(UniqueStatement.EXPRESSIONS);
        List<Integer> watched = positions(type, texts(rows, UniqueStatement.DEPENDS));
        List<Integer> columns = folded ? watched : positions(type, texts(rows, UniqueStatement.COLUMNS));
        if (columns.isEmpty() || isKey(type, columns)) {
            return;
        }
        Set<Integer> all = new HashSet<>(watched);
        all.addAll(columns);
        rules.computeIfAbsent(type, unused -> new ArrayList<>())
                .add(new UniqueRule(
                        rows.getString(UniqueStatement.INDEX),
                        columns,
                        all.stream().sorted().toList(),
                        rows.getBoolean(UniqueStatement.DEFERRABLE),
                        folded,
                        rows.getBoolean(UniqueStatement.NULLS_ALIKE)));
    }

    private static boolean isKey(RowType type, List<Integer> columns) {
        Set<Integer> key = new HashSet<>();
        for (int n = 0; n < type.keyWidth(); n++) {
            key.add(type.keyColumn(n));
        }
        return key.equals(new HashSet<>(columns));
    }

    private static List<String> texts(ResultSet rows, int column) throws SQLException {
        return Arrays.asList((String[]) rows.getArray(column).getArray());
    }

    /** Those of these columns that the rows have; a policy's they have not. */
    private static List<Integer> positions(RowType type, List<String> names) {
        List<Integer> positions = new ArrayList<>();
        for (int position = 0; position < type.width(); position++) {
            Column column = type.column(position);
            if (names.contains(column.name())) {
                positions.add(position);
            }
        }
        return positions;
    }

    @Override
    public List<UniqueRule> of(RowType type) {
        return rules.getOrDefault(type, List.of());
    }

    @Override
    public boolean isChecked(RowType type, int column) {
        return checked.getOrDefault(type, Set.of()).contains(column);
    }
}

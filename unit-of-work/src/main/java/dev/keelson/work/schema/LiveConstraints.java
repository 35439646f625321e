package dev.keelson.work.schema;

import dev.keelson.kernel.Internal;
import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Database;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.plan.Constraints;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.row.UniqueRule;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;

/**
 * What the live catalogue watches over in the tables of a model: unique constraints and indexes, partial ones and those over
 * expressions among them, checks, and foreign keys that can wait or that delete. Read once, in one statement. Immutable and thread-safe.
 */
@Internal
public final class LiveConstraints implements Constraints {

    private final Map<RowType, List<UniqueRule>> rules = new HashMap<>();
    private final Map<RowType, Set<Integer>> checked = new HashMap<>();
    private final Map<RowType, Set<Set<Integer>>> deferrable = new HashMap<>();
    private final Map<RowType, Set<Set<Integer>>> cascading = new HashMap<>();

    private final SilentTables silent;

    /** None yet but for what tables say nothing of; who reads them adds them. */
    LiveConstraints(SilentTables silent) {
        this.silent = silent;
    }

    /**
     * Reads them.
     *
     * @throws dev.keelson.kernel.error.DatabaseException if the database cannot be asked
     */
    public static LiveConstraints read(Database database, DomainModel model) {
        return CatalogueSource.of(database).constraints(model);
    }

    /** Reads them from PostgreSQL's catalogue. */
    static LiveConstraints inOneStatement(Database database, DomainModel model) {
        Map<String, List<RowType>> types = new HashMap<>();
        List<RowType> all = new ArrayList<>();
        for (AggregateModel aggregate : model.aggregates()) {
            for (TableModel table : aggregate.tables()) {
                all.add(table.rowType());
                types.computeIfAbsent(table.rowType().table().name(), unused -> new ArrayList<>())
                        .add(table.rowType());
            }
        }
        all.add(CommitLogTable.ROWS);
        SilentTables silent = SilentTables.read(database, all);
        TemplateBuilder builder = new TemplateBuilder(StatementProfile.POSTGRES);
        @SuppressWarnings("unchecked") // an array of text is bound
        Field<String[]> names = (Field<String[]>) builder.bindArray(builder.source(), ColumnType.text());
        BoundStatement statement = new BoundStatement(
                builder.build(ConstraintStatement.of(names)),
                new Object[] {types.keySet().toArray(new String[0])});
        return database.query(() -> "read the constraints", statement, rows -> {
            LiveConstraints constraints = new LiveConstraints(silent);
            while (rows.next()) {
                constraints.add(rows, types);
            }
            return constraints;
        });
    }

    private void add(ResultSet rows, Map<String, List<RowType>> types) throws SQLException {
        String table = rows.getString(ConstraintStatement.TABLE);
        String schema = rows.getString(ConstraintStatement.SCHEMA);
        boolean visible = rows.getBoolean(ConstraintStatement.VISIBLE);
        for (RowType type : types.getOrDefault(table, List.of())) {
            TableName name = type.table();
            if (name.schema() == null ? visible : name.schema().equals(schema)) {
                add(rows, type);
            }
        }
    }

    private void add(ResultSet rows, RowType type) throws SQLException {
        checked(type, texts(rows, ConstraintStatement.CHECKED));
        deferrable.put(type, references(type, texts(rows, ConstraintStatement.DEFERRABLE_REFERENCES)));
        cascading.put(type, references(type, texts(rows, ConstraintStatement.CASCADES)));
        boolean folded = rows.getBoolean(ConstraintStatement.EXPRESSIONS);
        List<Integer> watched = positions(type, texts(rows, ConstraintStatement.DEPENDS));
        List<Integer> columns = folded ? watched : positions(type, texts(rows, ConstraintStatement.COLUMNS));
        Set<Integer> all = new HashSet<>(watched);
        all.addAll(columns);
        unique(
                type,
                new UniqueRule(
                        rows.getString(ConstraintStatement.INDEX),
                        columns,
                        all.stream().sorted().toList(),
                        rows.getBoolean(ConstraintStatement.DEFERRABLE),
                        folded,
                        rows.getBoolean(ConstraintStatement.NULLS_ALIKE)));
    }

    /** Adds a rule, unless it is of no column of the rows, or of their key. */
    void unique(RowType type, UniqueRule rule) {
        if (!rule.columns().isEmpty() && !isKey(type, rule.columns())) {
            rules.computeIfAbsent(type, unused -> new ArrayList<>()).add(rule);
        }
    }

    /** Adds columns that a check or a foreign key watches over. */
    void checked(RowType type, Collection<String> columns) {
        checked.computeIfAbsent(type, unused -> new HashSet<>()).addAll(positions(type, columns));
    }

    /** Adds a foreign key whose rows go with those that they refer to. */
    void cascading(RowType type, Collection<String> columns) {
        cascading.computeIfAbsent(type, unused -> new HashSet<>()).add(new HashSet<>(positions(type, columns)));
    }

    /** The columns of each of these foreign keys. */
    private static Set<Set<Integer>> references(RowType type, List<String> named) {
        Map<String, List<String>> columns = new HashMap<>();
        for (String one : named) {
            int between = one.indexOf(ConstraintStatement.BETWEEN);
            columns.computeIfAbsent(one.substring(0, between), unused -> new ArrayList<>())
                    .add(one.substring(between + 1));
        }
        Set<Set<Integer>> references = new HashSet<>();
        columns.values().forEach(names -> references.add(new HashSet<>(positions(type, names))));
        return references;
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
    static List<Integer> positions(RowType type, Collection<String> names) {
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

    @Override
    public boolean isDeferrable(RowType type, ForeignKey reference) {
        return deferrable.getOrDefault(type, Set.of()).contains(new HashSet<>(reference.columns()));
    }

    @Override
    public boolean cascades(RowType type, ForeignKey reference) {
        return cascading.getOrDefault(type, Set.of()).contains(new HashSet<>(reference.columns()));
    }

    @Override
    public boolean refusesSilently(RowType type) {
        return silent.isSilent(type);
    }

    @Override
    public Set<RowType> takenAlongBy(RowType type) {
        return silent.takers(type);
    }

    /** Rules of the tables, each as a clause: statements that count rows cannot be written on such tables. */
    public List<String> rules() {
        return silent.rules();
    }
}

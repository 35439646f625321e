package dev.keelson.work.schema;

import dev.keelson.work.database.Database;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.plan.Constraints;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.UniqueRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the live catalogue watches over, as far as JDBC's metadata and H2's information schema tell it. Immutable and
 * thread-safe.
 */
final class JdbcConstraints implements Constraints {

    private final Map<RowType, List<UniqueRule>> rules = new HashMap<>();
    private final Map<RowType, Set<Integer>> checked = new HashMap<>();
    private final Map<RowType, Set<Set<Integer>>> cascading = new HashMap<>();

    private JdbcConstraints() {}

    static JdbcConstraints read(Database database, DomainModel model) {
        return database.use(() -> "read the constraints", null, connection -> {
            JdbcConstraints constraints = new JdbcConstraints();
            for (AggregateModel aggregate : model.aggregates()) {
                for (TableModel table : aggregate.tables()) {
                    constraints.add(connection, table.rowType());
                }
            }
            return constraints;
        });
    }

    private void add(Connection connection, RowType type) throws SQLException {
        String named = type.table().schema();
        String schema = named == null ? connection.getSchema() : named;
        String table = type.table().name();
        List<UniqueRule> found = new ArrayList<>();
        JdbcCatalogue.uniques(connection, schema, table).forEach((name, columns) -> {
            List<Integer> compared = positions(type, columns);
            if (!compared.isEmpty() && !isKey(type, compared)) {
                found.add(new UniqueRule(name, compared, compared, false, false, false));
            }
        });
        rules.put(type, List.copyOf(found));
        checked.put(type, Set.copyOf(positions(type, JdbcCatalogue.checked(connection, schema, table))));
        Set<Set<Integer>> references = new HashSet<>();
        for (Set<String> columns : JdbcCatalogue.cascading(connection, schema, table)) {
            references.add(new HashSet<>(positions(type, columns)));
        }
        cascading.put(type, references);
    }

    /** Those of these columns that the rows have; a policy's they have not. */
    private static List<Integer> positions(RowType type, Collection<String> names) {
        List<Integer> positions = new ArrayList<>();
        for (int position = 0; position < type.width(); position++) {
            if (names.contains(type.column(position).name())) {
                positions.add(position);
            }
        }
        return positions;
    }

    private static boolean isKey(RowType type, List<Integer> columns) {
        return columns.size() == type.keyWidth() && columns.stream().allMatch(type::isKey);
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
        return false;
    }

    @Override
    public boolean cascades(RowType type, ForeignKey reference) {
        return cascading.getOrDefault(type, Set.of()).contains(new HashSet<>(reference.columns()));
    }
}

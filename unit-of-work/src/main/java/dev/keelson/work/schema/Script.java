package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.StatementProfile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements that make tables, rendered when they are first asked for: an application that has its tables never does. Thread-safe.
 */
final class Script {

    private final List<TableShape> tables;
    private final StatementProfile profile;
    private volatile @Nullable List<String> statements;

    Script(List<TableShape> tables, StatementProfile profile) {
        this.tables = List.copyOf(tables);
        this.profile = profile;
    }

    /** In the order to run them. */
    List<String> statements() {
        List<String> known = statements;
        if (known == null) {
            known = List.copyOf(rendered(tables, Ddl.readable(profile)));
            statements = known;
        }
        return known;
    }

    private static List<String> rendered(List<TableShape> tables, Ddl ddl) {
        Set<String> first = new LinkedHashSet<>();
        Set<String> sequences = new LinkedHashSet<>();
        Set<String> enums = new LinkedHashSet<>();
        List<String> create = new ArrayList<>();
        List<String> connect = new ArrayList<>();
        List<String> secure = new ArrayList<>();
        for (TableShape table : tables) {
            TableName sequence = table.sequence();
            if (table.name().schema() != null) {
                first.add(ddl.createSchema(table.name().schema()));
            }
            if (sequence != null) {
                sequences.add(ddl.createSequence(sequence));
                if (sequence.schema() != null) {
                    first.add(ddl.createSchema(sequence.schema()));
                }
            }
            table.columns()
                    .forEach(column -> enumeration(column.type()).ifPresent(type -> enums.add(ddl.createEnum(type))));
            create.add(ddl.createTable(table));
            create.addAll(ddl.additions(table));
            connect.addAll(ddl.foreignKeys(table));
            secure.addAll(ddl.rowSecurity(table));
        }
        List<String> all = new ArrayList<>(first);
        all.addAll(sequences);
        all.addAll(enums);
        all.addAll(create);
        all.addAll(connect);
        all.addAll(secure);
        return all;
    }

    /** The enum that a column, or each element of its array, is of; one whose labels only the database knows is not ours to make. */
    private static Optional<ColumnType> enumeration(ColumnType type) {
        return switch (type.kind()) {
            case ARRAY -> enumeration(type.element());
            case ENUM -> Optional.of(type).filter(known -> !known.labels().isEmpty());
            default -> Optional.empty();
        };
    }
}

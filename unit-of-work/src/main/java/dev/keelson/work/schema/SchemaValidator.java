package dev.keelson.work.schema;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.mapping.Nearest;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.TableShape.ColumnShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what a mapping and its policies need with what the database has, so that a schema that does not fit is told
 * at start-up, whole, and not by the first use case that meets it. Looked at: tables, columns, the class of their
 * values, whether they take nulls, the length of names. What only makes rows impossible that nobody writes, such as a
 * shorter text, is not a fault here: the mapping takes the live limits over. Thread-safe.
 */
public final class SchemaValidator {

    /**
     * Returns every fault, in the order of the model, or an empty list.
     *
     * @param commitLog whether the table of committed commands is needed
     * @param catalogue what the database has
     */
    public List<Fault> validate(DomainModel model, Policies policies, boolean commitLog, Catalogue catalogue) {
        List<TableShape> tables = Shapes.of(model, policies, commitLog);
        Set<TableName> wanted = tables.stream().map(TableShape::name).collect(Collectors.toSet());
        List<LiveTable> unclaimed = catalogue.tables().stream()
                .filter(live -> !live.view() && !wanted.contains(live.name()))
                .toList();
        Mends mends = new Mends();
        List<Fault> faults = new ArrayList<>();
        for (TableShape table : tables) {
            faults.addAll(longNames(table));
            Optional<LiveTable> live = catalogue.table(table.name());
            if (live.isPresent() && !live.get().view()) {
                faults.addAll(new TableCheck(table, live.get(), mends).faults());
            } else if (DerivedNames.bytes(table.name().name())
                    <= DerivedNames.MAX_BYTES) { // a longer one is told already
                faults.add(noTable(table, live.isPresent(), unclaimed, mends));
            }
        }
        return List.copyOf(faults);
    }

    private static Fault noTable(TableShape table, boolean isView, List<LiveTable> unclaimed, Mends mends) {
        Optional<TableName> nearest = Nearest.of(
                        table.name().name(), unclaimed, live -> live.name().name())
                .map(LiveTable::name);
        String problem = isView
                ? table.name() + " is a view, and an aggregate lies in tables"
                : "there is no table " + table.name();
        return new Fault(table.path(), problem, mends.noTable(table, nearest));
    }

    private static List<Fault> longNames(TableShape table) {
        List<Fault> faults = new ArrayList<>();
        String schema = table.name().schema();
        if (schema != null) {
            longName(table.path(), schema).ifPresent(faults::add);
        }
        longName(table.path(), table.name().name()).ifPresent(faults::add);
        for (ColumnShape column : table.columns()) {
            longName(table.path() + "." + column.label(), column.name()).ifPresent(faults::add);
        }
        return faults;
    }

    private static Optional<Fault> longName(String path, String name) {
        int bytes = DerivedNames.bytes(name);
        return bytes <= DerivedNames.MAX_BYTES
                ? Optional.empty()
                : Optional.of(new Fault(
                        path,
                        "the name '" + name + "' has " + bytes + " bytes; PostgreSQL cuts names after "
                                + DerivedNames.MAX_BYTES,
                        "give it a shorter one: .column(\"...\"), .prefix(\"...\") or .table(\"...\")"));
    }
}

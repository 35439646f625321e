package dev.keelson.work.schema;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.row.TableName;
import dev.keelson.work.scan.Nearest;
import dev.keelson.work.schema.TableShape.ColumnShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a mapping and its policies need with what the database has, so that a schema that does not fit is told
 * at start-up, whole, and not by the first use case that meets it. Looked at: tables, columns, the class of their
 * values, whether they take nulls, what makes the values of keys, the unique constraints that a mapping relies on, the
 * length of names. Foreign keys are not: a database may do without them. What only makes rows impossible that nobody
 * writes, such as a shorter text, is not a fault here: the mapping takes the live limits over. Thread-safe.
 */
@Internal
public final class SchemaValidator {

    /**
     * Returns every fault, in the order of the model, or an empty list.
     *
     * @param commitLog whether the table of committed commands is needed
     * @param catalogue what the database has
     */
    public List<Fault> validate(DomainModel model, Policies policies, boolean commitLog, Catalogue catalogue) {
        List<TableShape> tables = Shapes.of(model, policies, commitLog);
        Set<TableName> wanted = new HashSet<>();
        for (TableShape table : tables) {
            wanted.add(table.name());
        }
        List<LiveTable> unclaimed = new ArrayList<>();
        for (LiveTable live : catalogue.tables()) {
            if (live.isTable() && !wanted.contains(live.name())) {
                unclaimed.add(live);
            }
        }
        Mends mends = new Mends(catalogue.profile());
        List<Fault> faults = new ArrayList<>();
        for (TableShape table : tables) {
            longNames(table, faults);
            Optional<LiveTable> live = catalogue.table(table.name());
            sequence(table, catalogue, mends).ifPresent(faults::add);
            if (live.isPresent() && live.get().isTable()) {
                faults.addAll(new TableCheck(table, live.get(), mends).faults());
            } else if (!isTooLong(table.name().name())) { // a longer one is told already
                faults.add(noTable(table, live.isPresent(), unclaimed, mends));
            }
        }
        return List.copyOf(faults);
    }

    /**
     * Returns the faults of the columns by which policies keep rows apart. They are told whether or not the rest is: a
     * column that takes two tenants for one gives away what is not theirs.
     *
     * @param commitLog whether the table of committed commands is needed
     * @param catalogue what the database has
     */
    public List<Fault> scopes(DomainModel model, Policies policies, boolean commitLog, Catalogue catalogue) {
        Mends mends = new Mends(catalogue.profile());
        List<Fault> faults = new ArrayList<>();
        for (TableShape table : Shapes.of(model, policies, commitLog)) {
            catalogue
                    .table(table.name())
                    .filter(LiveTable::isTable)
                    .ifPresent(live -> faults.addAll(new TableCheck(table, live, mends).ofScopes()));
        }
        return List.copyOf(faults);
    }

    private static Optional<Fault> sequence(TableShape table, Catalogue catalogue, Mends mends) {
        TableName sequence = table.sequence();
        if (sequence == null || catalogue.hasSequence(sequence) || isTooLong(sequence.name())) {
            return Optional.empty();
        }
        Optional<TableName> nearest = Nearest.of(sequence.name(), catalogue.sequences(), TableName::name);
        return Optional.of(
                new Fault(table.path(), "there is no sequence " + sequence, mends.noSequence(sequence, nearest)));
    }

    private static Fault noTable(TableShape table, boolean isView, List<LiveTable> unclaimed, Mends mends) {
        Optional<TableName> nearest = Nearest.of(
                        table.name().name(), unclaimed, live -> live.name().name())
                .map(LiveTable::name);
        String problem = isView
                ? table.name() + " is a view, and an aggregate lies in tables"
                : "there is no table " + table.name();
        return new Fault(table.path(), problem, isView ? mends.view(table, nearest) : mends.noTable(table, nearest));
    }

    private static void longNames(TableShape table, List<Fault> faults) {
        longNames(table.path(), table.name(), faults);
        longNames(table.path(), table.sequence(), faults);
        for (ColumnShape column : table.columns()) {
            longName(table.path() + "." + column.label(), column.name(), faults);
        }
    }

    private static void longNames(String path, @Nullable TableName name, List<Fault> faults) {
        if (name != null) {
            if (name.schema() != null) {
                longName(path, name.schema(), faults);
            }
            longName(path, name.name(), faults);
        }
    }

    private static boolean isTooLong(String name) {
        return DerivedNames.bytes(name) > DerivedNames.MAX_BYTES;
    }

    private static void longName(String path, String name, List<Fault> faults) {
        if (isTooLong(name)) {
            faults.add(new Fault(
                    path,
                    "the name '" + name + "' has " + DerivedNames.bytes(name) + " bytes; PostgreSQL cuts names after "
                            + DerivedNames.MAX_BYTES,
                    "give it a shorter one: .column(\"...\"), .prefix(\"...\") or .table(\"...\")"));
        }
    }
}

package dev.keelson.work.schema;

import dev.keelson.kernel.Internal;
import dev.keelson.work.database.Database;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.AggregateModel.IdSequence;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.LiveTable.Kind;
import dev.keelson.work.sql.StatementProfile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables and sequences that a database has, as its catalogue tells them: read once, with no right but to connect, from
 * PostgreSQL in one statement. A table without a schema in its name is the one that the search path finds. Columns of a domain have
 * the domain's base type and its refusal of nulls. Views are known, so that a message can tell them from what is missing,
 * but have no columns: an aggregate lies in tables. A snapshot: it does not follow later changes. Immutable and
 * thread-safe.
 */
@Internal
public final class Catalogue implements LiveColumns {

    private final StatementProfile profile;
    private final List<LiveTable> tables;
    private final List<TableName> sequences;
    private final Map<TableName, LiveTable> byName = new HashMap<>();

    private Catalogue(StatementProfile profile, List<CatalogueReader.Found> found) {
        this.profile = profile;
        this.tables = found.stream()
                .map(CatalogueReader.Found::table)
                .filter(one -> one.kind() != Kind.SEQUENCE)
                .toList();
        this.sequences = found.stream()
                .map(CatalogueReader.Found::table)
                .filter(one -> one.kind() == Kind.SEQUENCE)
                .map(LiveTable::name)
                .toList();
        for (CatalogueReader.Found one : found) {
            byName.put(one.table().name(), one.table());
            byName.put(new TableName(one.schema(), one.table().name().name()), one.table());
        }
    }

    /**
     * Reads the tables of all schemas but the system's.
     *
     * @throws dev.keelson.kernel.error.DatabaseException if the database cannot be asked
     */
    public static Catalogue read(Database database) {
        return new Catalogue(database.profile(), CatalogueSource.of(database).all());
    }

    /**
     * Reads the tables of the search path and of the schemas that the model names, where a database has many others.
     *
     * @throws dev.keelson.kernel.error.DatabaseException if the database cannot be asked
     */
    public static Catalogue read(Database database, DomainModel model) {
        TreeSet<String> schemas = new TreeSet<>();
        for (AggregateModel aggregate : model.aggregates()) {
            IdSequence sequence = aggregate.sequence();
            if (sequence != null && sequence.name() != null) {
                Optional.ofNullable(TableName.of(sequence.name()).schema()).ifPresent(schemas::add);
            }
            for (TableModel table : aggregate.tables()) {
                String schema = table.rowType().table().schema();
                if (schema != null) {
                    schemas.add(schema);
                }
            }
        }
        return new Catalogue(database.profile(), CatalogueSource.of(database).searchPathAnd(schemas));
    }

    @Override
    public @Nullable LiveColumn find(TableName table, String column) {
        LiveTable found = byName.get(table);
        if (found == null || !found.isTable()) {
            return null;
        }
        LiveTable.Entry entry = found.columns().get(column);
        return entry == null ? null : entry.column();
    }

    @Override
    public boolean isGeneratedAlways(TableName table, String column) {
        LiveTable found = byName.get(table);
        LiveTable.Entry entry = found == null ? null : found.columns().get(column);
        return entry != null && entry.always();
    }

    /** What statements for the database are written in. */
    StatementProfile profile() {
        return profile;
    }

    /** The table, or view, of this name. */
    Optional<LiveTable> table(TableName name) {
        return Optional.ofNullable(byName.get(name)).filter(found -> found.kind() != Kind.SEQUENCE);
    }

    boolean hasSequence(TableName name) {
        LiveTable found = byName.get(name);
        return found != null && found.kind() == Kind.SEQUENCE;
    }

    /** Every table and view, each once. */
    Collection<LiveTable> tables() {
        return tables;
    }

    /** Every sequence, by the name that SQL may call it by. */
    Collection<TableName> sequences() {
        return sequences;
    }
}

package dev.keelson.work.schema;

import dev.keelson.kernel.Internal;
import dev.keelson.work.database.Database;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.CatalogueReader.Found;
import dev.keelson.work.schema.CatalogueSource.Read;
import dev.keelson.work.schema.LiveTable.Kind;
import dev.keelson.work.sql.StatementProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables and sequences that a database has, as its catalogue tells them: read once, with no right but to connect, from
 * PostgreSQL in one round trip. A table without a schema in its name is the one that the search path finds. Columns of a domain have
 * the domain's base type and its refusal of nulls. Views are known, so that a message can tell them from what is missing,
 * but have no columns: an aggregate lies in tables. A snapshot: it does not follow later changes. Immutable and
 * thread-safe.
 */
@Internal
public final class Catalogue implements LiveColumns {

    private final StatementProfile profile;
    private final Read read;
    private final List<LiveTable> tables = new ArrayList<>();
    private final List<TableName> sequences = new ArrayList<>();
    private final Map<TableName, LiveTable> byName = new HashMap<>();

    private Catalogue(StatementProfile profile, Read read) {
        this.profile = profile;
        this.read = read;
        for (Found one : read.found()) {
            LiveTable table = one.table();
            if (table.kind() == Kind.SEQUENCE) {
                sequences.add(table.name());
            } else {
                tables.add(table);
            }
            byName.put(table.name(), table);
            byName.put(new TableName(one.schema(), table.name().name()), table);
        }
    }

    /**
     * Reads the tables of all schemas but the system's.
     *
     * @throws dev.keelson.kernel.error.DatabaseException if the database cannot be asked
     */
    public static Catalogue read(Database database) {
        return new Catalogue(database.profile(), CatalogueSource.of(database).read());
    }

    /**
     * What watches over the tables of a model.
     *
     * @throws dev.keelson.kernel.error.DatabaseException if the database has to be asked for that, and cannot
     */
    public LiveConstraints constraints(DomainModel model) {
        return read.constraints().apply(model);
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

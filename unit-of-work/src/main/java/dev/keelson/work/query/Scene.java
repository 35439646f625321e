package dev.keelson.work.query;

import dev.keelson.kernel.Internal;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * What all conditions of one query have in common: by which policies its tables are restricted, and which names are taken. Used by one
 * thread.
 */
@Internal
public final class Scene {

    private final ScopedTables tables;
    private final Function<PolicyColumn, Field<?>> scope;
    private final StatementProfile profile;
    private final Dehydrator dehydrator;
    private final Function<Class<?>, Optional<AggregateModel>> mapped;
    private final Function<TableName, Optional<Roots>> rootsIn;
    private int aliases;

    /**
     * @param tables as the query refers to them
     * @param scope the value that a policy's column is compared with
     * @param mapped finds the mapping of a root's class
     * @param rootsIn finds the aggregates whose roots lie in a table
     */
    public Scene(
            ScopedTables tables,
            Function<PolicyColumn, Field<?>> scope,
            StatementProfile profile,
            Dehydrator dehydrator,
            Function<Class<?>, Optional<AggregateModel>> mapped,
            Function<TableName, Optional<Roots>> rootsIn) {
        this.tables = tables;
        this.scope = scope;
        this.profile = profile;
        this.dehydrator = dehydrator;
        this.mapped = mapped;
        this.rootsIn = rootsIn;
    }

    /** A table under a name that no other reference of the query has. */
    ScopedTable another(RowType rows) {
        aliases++;
        return tables.of(rows).as(Names.name(rows.table().name() + "_" + aliases));
    }

    /** A table under its own name. */
    ScopedTable own(RowType rows) {
        return tables.of(rows);
    }

    /** The predicate of a table. */
    Condition scope(ScopedTable table) {
        return table.scope(scope);
    }

    StatementProfile profile() {
        return profile;
    }

    Dehydrator dehydrator() {
        return dehydrator;
    }

    /** The aggregates whose roots lie in a table, if there are any. */
    Optional<Roots> rootsIn(TableName table) {
        return rootsIn.apply(table);
    }

    /** The mapping of a root's class, if it is one. */
    Optional<AggregateModel> mapped(Class<?> type) {
        return mapped.apply(type);
    }

    /** What may be asked of the roots that the query is about, whose tables it names as they are called. */
    public Fields roots(Roots roots) {
        if (roots.members().size() > 1) {
            return new Fields(this, new FamilyPlace(this, roots));
        }
        AggregateModel model = roots.first();
        Map<TableModel, ScopedTable> named = new HashMap<>();
        named.put(model.tables().get(0), own(model.root()));
        model.extensions().forEach(extension -> named.put(extension, own(extension.rowType())));
        return new Fields(this, RowPlace.ofRoot(this, model, roots.type(), RowSource.of(named), own(model.root())));
    }
}

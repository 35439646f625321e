package dev.keelson.work.query;

import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopeValue;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Name;
import org.jspecify.annotations.Nullable;

/** What all conditions have in common: by which policies their tables are restricted, and what is mapped. Immutable, thread-safe. */
final class Scene {

    private final ScopedTables tables;
    private final StatementProfile profile;
    private final Dehydrator dehydrator;
    private final Function<Class<?>, Optional<AggregateModel>> mapped;
    private final Function<TableName, Optional<Roots>> rootsIn;

    /** Names of the tables of one query, each of which is another: a subquery may name what is asked around it. Used by one thread. */
    static final class Aliases {

        private int taken;

        /** How many names are taken. */
        int taken() {
            return taken;
        }

        /** As many names are taken now. */
        void take(int names) {
            taken = names;
        }

        private Name of(RowType rows) {
            taken++;
            return Names.name(rows.table().name() + "_" + taken);
        }
    }

    /**
     * @param tables as the query refers to them
     * @param mapped finds the mapping of a root's class
     * @param rootsIn finds the aggregates whose roots lie in a table
     */
    Scene(
            ScopedTables tables,
            StatementProfile profile,
            Dehydrator dehydrator,
            Function<Class<?>, Optional<AggregateModel>> mapped,
            Function<TableName, Optional<Roots>> rootsIn) {
        this.tables = tables;
        this.profile = profile;
        this.dehydrator = dehydrator;
        this.mapped = mapped;
        this.rootsIn = rootsIn;
    }

    /** A table under a name that no other reference of the query has. */
    ScopedTable another(RowType rows, Aliases aliases) {
        return tables.of(rows).as(aliases.of(rows));
    }

    /** A table under a name that no other reference of the query has, where it is compared with none but the rows around it. */
    ScopedTable aside(RowType rows) {
        return tables.of(rows).as(Names.name(rows.table().name() + "_0"));
    }

    /** A table under its own name. */
    ScopedTable own(RowType rows) {
        return tables.of(rows);
    }

    /** The predicate of a table, whose values are told where the statement is rendered. */
    Condition scope(ScopedTable table) {
        return table.scope(ScopeValue::new);
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

    /** The roots that a query is about, whose tables it names as they are called. */
    Place roots(Roots roots) {
        if (roots.members().size() > 1) {
            return new FamilyPlace(this, roots);
        }
        AggregateModel model = roots.first();
        Map<TableModel, ScopedTable> named = new HashMap<>();
        named.put(model.tables().get(0), own(model.root()));
        model.extensions().forEach(extension -> named.put(extension, own(extension.rowType())));
        return RowPlace.ofRoot(this, model, roots.type(), RowSource.of(named), own(model.root())::hiding);
    }

    /** Rows of a part, whose table the query names as it is called. */
    Place parts(
            AggregateModel model, TableModel table, ColumnContent element, @Nullable ColumnContent key, String label) {
        ScopedTable rows = own(table.rowType());
        return new RowPlace(
                this, model, table, element, key, Object.class, label, RowSource.of(Map.of(table, rows)), rows::hiding);
    }
}

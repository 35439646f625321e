package dev.keelson.work.load.select;

import dev.keelson.work.sql.Dialect;
import java.util.HashSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultVisitListenerProvider;
import org.jspecify.annotations.Nullable;

/** In which tables a query searches: those that its condition reads, in subqueries of any depth, and those of {@code Refs} that it fetches; what stands in plain SQL nobody tells. */
public final class TablesRead {

    private TablesRead() {}

    /** The names of the tables that a statement reads, without schemas. */
    public static Set<String> of(QueryPart statement, Dialect dialect) {
        Set<String> names = new HashSet<>();
        noting(names, dialect).render(statement);
        return names;
    }

    /**
     * Their names, without schemas.
     *
     * @param selected what is selected of the roots, or null where these are loaded whole
     */
    public static Set<String> of(RowQuery query, @Nullable SelectedColumns selected, Dialect dialect) {
        Set<String> names = new HashSet<>(query.fetches().tablesSearched());
        DSLContext context = noting(names, dialect);
        context.render(DSL.selectOne().where(query.condition()).orderBy(query.order()));
        if (selected != null) {
            context.render(DSL.select(selected.fields()).from(selected.join(DSL.table("roots"))));
        }
        return names;
    }

    private static DSLContext noting(Set<String> names, Dialect dialect) {
        return DSL.using(new DefaultConfiguration()
                .set(dialect.jooq())
                .set(dialect.settings())
                .set(new DefaultVisitListenerProvider(VisitListener.onVisitStart(visited -> {
                    if (visited.queryPart() instanceof Table<?> table) {
                        names.add(table.getName());
                    }
                }))));
    }
}

package dev.keelson.work.purge;

import dev.keelson.work.database.Jdbc;
import dev.keelson.work.database.Query;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.select.HiddenKeys;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Dialect;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** Finds, page by page, the keys of what is hidden in the tables of one mapping. Immutable, thread-safe. */
public final class HiddenPages {

    private final AggregateModel model;
    private final HiddenKeys keys;
    private final @Nullable Object before;
    private final Dialect dialect;

    /**
     * @param before what the column that tells when a row was hidden must be below; null for all
     */
    public HiddenPages(AggregateModel model, HiddenKeys keys, @Nullable Object before, Dialect dialect) {
        this.model = model;
        this.keys = keys;
        this.before = before;
        this.dialect = dialect;
    }

    /** The keys of hidden roots after this one, or the first. */
    List<@Nullable Object[]> roots(@Nullable Object @Nullable [] after, int most, WorkScope scope) {
        return asked(keys.roots(model, before, after, most, scope.reading()), model.root(), scope);
    }

    /** The keys of roots after this one, or the first, that live on and lost rows of a table. */
    List<@Nullable Object[]> owners(TableModel table, @Nullable Object @Nullable [] after, int most, WorkScope scope) {
        return asked(keys.owners(model, table, before, after, most, scope.reading()), model.root(), scope);
    }

    /** The keys of rows of a table that these roots lost. */
    Set<Object> parts(TableModel table, List<@Nullable Object[]> roots, WorkScope scope) {
        Set<Object> parts = new HashSet<>();
        asked(keys.parts(model, table, before, roots, scope.reading()), table.rowType(), scope)
                .forEach(key -> parts.add(Row.keyOf(key)));
        return parts;
    }

    private List<@Nullable Object[]> asked(Select<?> select, RowType type, WorkScope scope) {
        return scope.connections()
                .query(
                        () -> "look for hidden rows of " + type.table(),
                        new Query.OfJooq(select, dialect),
                        rows -> Jdbc.keys(rows, type));
    }
}

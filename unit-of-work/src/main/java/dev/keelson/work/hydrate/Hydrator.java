package dev.keelson.work.hydrate;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole aggregates of rows, through constructors and method handles. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Data Mapper (165).
 */
public final class Hydrator {

    static final ChildRows NO_CHILDREN = new ChildRows() {
        @Override
        public List<Row> of(TableModel table, Row parent) {
            return List.of();
        }

        @Override
        public List<Row> ofNode(TableModel table, Row node) {
            return List.of();
        }
    };

    /**
     * Makes aggregates of one mapping, one after the other.
     *
     * @param children among these each finds its own
     */
    public Hydrations of(AggregateModel model, ChildRows children) {
        return new Hydrations(model, children);
    }

    /**
     * Makes one aggregate.
     *
     * @param relations where what lies beyond its own rows is found
     * @param into takes every row that became part of it, in the order of the object: its snapshot; null where that is known
     * @throws dev.keelson.kernel.error.HydrationException if the rows do not make an object
     */
    public Object hydrate(
            AggregateModel model,
            Row root,
            ChildRows children,
            Relations relations,
            AggregateRows.@Nullable Builder into) {
        return of(model, children).aggregate(root, relations, into);
    }

    /**
     * Makes a value that lies in a row.
     *
     * @param content where it lies
     * @param row has the columns of it, and need have no others
     * @return null where the columns say that there is none
     */
    public @Nullable Object value(AggregateModel model, ColumnContent content, Row row) {
        return new Hydration(model, row, NO_CHILDREN, Relations.NONE, null).columns(content, row);
    }

    /**
     * Makes an identifier that lies in a row.
     *
     * @param content where it lies
     * @throws IllegalStateException if it is null
     */
    public Object identifier(AggregateModel model, ColumnContent content, Row row) {
        Object identifier = value(model, content, row);
        if (identifier == null) {
            throw new IllegalStateException("the key of " + row.type() + " is null");
        }
        return identifier;
    }
}

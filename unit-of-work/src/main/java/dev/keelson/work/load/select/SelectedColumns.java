package dev.keelson.work.load.select;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * What a statement selects of the roots that a query finds, where whole aggregates are not wanted. Immutable.
 *
 * @param shape equals that of another that selects the same of the same roots
 * @param fields in their order
 * @param joins what is joined to each root, of which there is one row at most
 */
public record SelectedColumns(Object shape, List<Field<?>> fields, List<Joined> joins) {

    /**
     * A table that is joined to the roots.
     *
     * @param condition which row of it, as far as the policies let it be seen
     */
    public record Joined(Table<?> table, Condition condition) {}

    public SelectedColumns {
        fields = List.copyOf(fields);
        joins = List.copyOf(joins);
    }

    /** The roots with what is joined to them. */
    Table<Record> join(Table<Record> roots) {
        Table<Record> joined = roots;
        for (Joined one : joins) {
            joined = joined.leftJoin(one.table()).on(one.condition());
        }
        return joined;
    }
}

package dev.keelson.work.query;

import dev.keelson.kernel.Internal;
import dev.keelson.value.ColumnType;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.TableModel;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What a path from a root gives, where it is selected. Immutable. */
@Internal
public sealed interface Selected {

    /** What messages call it. */
    String label();

    /**
     * A value of the domain, in columns of one row.
     *
     * @param declared the class that the property is declared of
     * @param table the table of that row
     * @param content where in the row the value lies
     * @param positions the columns that it takes of the row
     * @param columns the same as the statement names them
     * @param absence tells that there is no value although columns say nothing of it, or null where they do
     */
    record Value(
            String label,
            Class<?> declared,
            AggregateModel model,
            TableModel table,
            ColumnContent content,
            List<Integer> positions,
            List<Field<Object>> columns,
            @Nullable Absence absence)
            implements Selected {

        public Value {
            positions = List.copyOf(positions);
            columns = List.copyOf(columns);
        }

        Value with(List<Field<Object>> others, @Nullable Absence told) {
            return new Value(label, declared, model, table, content, positions, others, told);
        }

        /** What is wrapped, in the same columns. */
        public Value unwrapped(ColumnContent inner) {
            return new Value(label, Object.class, model, table, inner, positions, columns, absence);
        }
    }

    /**
     * That the value may be absent with what it lies in.
     *
     * @param told a column that is absent then; null where it is when all of its own columns are
     */
    record Absence(@Nullable Field<Object> told) {}

    /**
     * What is no value of the domain: how many elements there are, or what lies inside of JSON.
     *
     * @param type what is read
     */
    record Plain(String label, Field<?> field, ColumnType type) implements Selected {}
}

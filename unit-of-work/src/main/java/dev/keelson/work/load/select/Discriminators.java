package dev.keelson.work.load.select;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.sql.ScopedTable;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** What tells the roots of one class from others in their table. */
public final class Discriminators {

    private Discriminators() {}

    /** That roots in the table of a mapping are of a type, which may be one within its hierarchy. */
    public static Condition areOf(Class<?> type, AggregateModel model, ScopedTable root) {
        if (!(model.shape() instanceof Hierarchy hierarchy) || type.isAssignableFrom(hierarchy.type())) {
            return DSL.noCondition();
        }
        ColumnType discriminator = model.root().column(hierarchy.column()).type();
        List<Field<?>> values = new ArrayList<>();
        for (Hierarchy.Subtype subtype : hierarchy.subtypes()) {
            if (type.isAssignableFrom(subtype.object().type())) {
                values.add(DSL.val(subtype.discriminator(), ColumnBinding.of(discriminator, "the discriminator")));
            }
        }
        return root.field(hierarchy.column()).in(values);
    }
}

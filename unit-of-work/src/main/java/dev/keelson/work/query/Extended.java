package dev.keelson.work.query;

import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.query.Scene.Aliases;
import dev.keelson.work.sql.ScopedTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Rows of a table with those of the further tables of a joined hierarchy beside them. Immutable.
 *
 * @param from the tables
 * @param source names their columns
 * @param type the class of the objects, or what those of a hierarchy have in common
 */
record Extended(Table<?> from, RowSource source, Class<?> type) {

    /**
     * @param rows the table, as the statement refers to it
     * @param content what a row holds
     */
    static Extended of(Scene scene, Aliases aliases, TableModel table, ScopedTable rows, Content content) {
        Map<TableModel, ScopedTable> named = new HashMap<>(Map.of(table, rows));
        Table<?> from = rows.table();
        if (!(content instanceof EmbeddedContent embedded)) {
            return new Extended(from, RowSource.of(named), Object.class);
        }
        List<ObjectModel> objects = Walk.objects(embedded.shape());
        for (ObjectModel object : objects) {
            for (TableModel extension : object.extensions()) {
                if (!named.containsKey(extension)) {
                    ScopedTable further = scene.another(extension.rowType(), aliases);
                    named.put(extension, further);
                    List<Field<Object>> key =
                            extension.parentKey().stream().map(rows::field).toList();
                    from = from.leftJoin(further.table())
                            .on(scene.scope(further).and(equal(further, extension.parentColumns(), key)));
                }
            }
        }
        return new Extended(from, RowSource.of(named), embedded.shape().type());
    }

    /** That columns of a table hold these, one by one. */
    static Condition equal(ScopedTable rows, List<Integer> columns, List<Field<Object>> others) {
        Condition equal = DSL.noCondition();
        for (int n = 0; n < columns.size(); n++) {
            equal = equal.and(rows.field(columns.get(n)).eq(others.get(n)));
        }
        return equal;
    }
}

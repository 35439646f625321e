package dev.keelson.work.load.select;

import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.TableField;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/** Whether a condition asks for one key of a root's table and nothing else, so that what it finds is loaded as by its identifier. Immutable. */
final class AskedKey {

    private final RowType root;
    private final List<Name> columns = new ArrayList<>();

    AskedKey(RowType root) {
        this.root = root;
        for (int n = 0; n < root.keyWidth(); n++) {
            String column = root.column(root.keyColumn(n)).name();
            columns.add(TemplateBuilder.field(Names.table(root.table()), column).getQualifiedName());
        }
    }

    /** The values of the key that a query asks for, or null where it asks for something else. */
    @Nullable
    Object @Nullable [] of(RowQuery query) {
        boolean isOfOne = query.referral() == null
                && query.order().isEmpty()
                && query.offset() == 0
                && (query.limit() == null || query.limit() > 0)
                && query.fetches().steps().isEmpty()
                && !query.roots().isNarrower();
        if (!isOfOne) {
            return null;
        }
        @Nullable Object[] key = new Object[columns.size()];
        return add(query.condition(), key) == key.length ? key : null;
    }

    /** How many parts of the key a condition gives, or below 0 where it asks for something else. */
    private int add(Condition condition, @Nullable Object[] key) {
        if (condition instanceof QOM.And and) {
            int one = add(and.$arg1(), key);
            int other = one < 0 ? one : add(and.$arg2(), key);
            return other < 0 ? other : one + other;
        }
        return condition instanceof QOM.Eq<?> eq && add(eq.$arg1(), eq.$arg2(), key) ? 1 : -1;
    }

    private boolean add(Field<?> column, Field<?> compared, @Nullable Object[] key) {
        int part = column instanceof TableField<?, ?> ? columns.indexOf(column.getQualifiedName()) : -1;
        ShapeValue value = part < 0 ? null : ShapeValue.of(compared);
        if (value == null
                || key[part] != null
                || value.isArray()
                || !value.type().equals(root.column(root.keyColumn(part)).type())) {
            return false;
        }
        key[part] = value.sent();
        return key[part] != null;
    }
}

package dev.keelson.work.query;

import dev.keelson.kernel.Internal;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.load.select.FamilyTable;
import dev.keelson.work.model.Roots;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.RowN;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * An order of roots in which each has a place of its own: by columns of their rows, and last by their keys. Whoever knows the values of
 * one root there finds those that come after it, without counting those before. Immutable.
 */
@Internal
public final class Keyset {

    private final RowType root;
    private final List<SortedColumn> columns;

    private Keyset(RowType root, List<SortedColumn> columns) {
        this.root = root;
        this.columns = columns;
    }

    /**
     * The order that was asked for, ended by the key.
     *
     * @throws IllegalArgumentException if what was asked for is no column of the root's own row
     */
    public static Keyset of(Roots roots, List<PropertyOrder> asked) {
        RowType root = roots.first().root();
        List<SortedColumn> columns = new ArrayList<>();
        for (PropertyOrder order : asked) {
            for (SortedColumn column : order.columns()) {
                if (column.column() == null || isJson(column.column())) {
                    throw new IllegalArgumentException("Cannot page through "
                            + roots.type().getSimpleName() + " by "
                            + column.field().getName()
                            + ": it is no column of the root's own row with a value that tells where a page ends. Sort"
                            + " by others, or use offset and limit.");
                }
                columns.add(column);
            }
        }
        for (int n = 0; n < root.keyWidth(); n++) {
            Column key = root.column(root.keyColumn(n));
            if (columns.stream().noneMatch(column -> key.equals(column.column()))) {
                columns.add(SortedColumn.of(keyField(roots, root, n), key, false, false));
            }
        }
        return new Keyset(root, List.copyOf(columns));
    }

    private static boolean isJson(Column column) {
        return column.type().kind() == Kind.JSON || column.type().kind() == Kind.JSONB;
    }

    @SuppressWarnings("unchecked") // columns are fields of Object
    private static Field<Object> keyField(Roots roots, RowType root, int n) {
        return roots.members().size() > 1
                ? (Field<Object>) new FamilyTable(roots.members()).key(n)
                : TemplateBuilder.field(
                        Names.table(root.table()),
                        root.column(root.keyColumn(n)).name());
    }

    /** The order, for the statement. */
    public List<OrderField<?>> order() {
        return columns.stream().<OrderField<?>>map(SortedColumn::sorted).toList();
    }

    /** The columns whose values tell a root's place, as the statement names them. */
    public List<Field<Object>> fields() {
        return columns.stream().map(SortedColumn::field).toList();
    }

    /** The columns whose values tell a root's place. */
    public List<Column> columns() {
        return columns.stream().map(column -> column.column()).toList();
    }

    /** What the order is by, to tell cursors of different ones apart. */
    String shape() {
        StringBuilder shape = new StringBuilder(root.toString());
        for (SortedColumn column : columns) {
            shape.append(',')
                    .append(column.field().getName())
                    .append(column.descending())
                    .append(column.nullsFirst());
        }
        return shape.toString();
    }

    /** Where a root stands. */
    public List<@Nullable Object> place(Row row) {
        List<@Nullable Object> place = new ArrayList<>();
        for (Column column : columns()) {
            place.add(row.get(row.type().position(column.name())));
        }
        return place;
    }

    /** That a root comes after one that stands there: by one comparison of rows where all go the same way, which an index answers. */
    public Condition after(List<@Nullable Object> place) {
        boolean descending = columns.get(0).descending();
        if (columns.stream().allMatch(column -> column.descending() == descending && column.isNeverNull())) {
            List<Field<?>> fields = new ArrayList<>();
            List<Field<?>> values = new ArrayList<>();
            for (int n = 0; n < columns.size(); n++) {
                fields.add(columns.get(n).field());
                values.add(Objects.requireNonNull(value(columns.get(n), place.get(n))));
            }
            RowN row = DSL.row(fields);
            return descending ? row.lt(DSL.row(values)) : row.gt(DSL.row(values));
        }
        List<Condition> after = new ArrayList<>();
        Condition same = DSL.noCondition();
        for (int n = 0; n < columns.size(); n++) {
            SortedColumn column = columns.get(n);
            Field<Object> value = value(column, place.get(n));
            after.add(same.and(column.beyond(value)));
            same = same.and(column.same(value));
        }
        return DSL.or(after);
    }

    @SuppressWarnings("unchecked") // the binding takes what the column has
    private @Nullable Field<Object> value(SortedColumn sorted, @Nullable Object value) {
        Column column = sorted.column();
        return value == null || column == null
                ? null
                : DSL.val(value, (DataType<Object>) ColumnBinding.of(column, root));
    }
}

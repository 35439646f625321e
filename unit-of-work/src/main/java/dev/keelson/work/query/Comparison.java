package dev.keelson.work.query;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.GivenValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The comparison of one property with values of the domain, by all columns that it takes. Immutable. */
final class Comparison implements Compared {

    /** How many values stand in a list. */
    private static final int LISTED = 100;

    private final Scene scene;
    private final AggregateModel model;
    private final String label;
    private final TableModel table;
    private final ColumnContent content;
    private final RowSource row;
    private final Supplier<Condition> without;
    private final List<Integer> columns;
    private volatile @Nullable Field<Object> compared;

    /**
     * @param without that the row is of what has no such property
     */
    Comparison(
            Scene scene,
            AggregateModel model,
            String label,
            TableModel table,
            ColumnContent content,
            RowSource row,
            Supplier<Condition> without) {
        this.scene = scene;
        this.model = model;
        this.label = label;
        this.table = table;
        this.content = content;
        this.row = row;
        this.without = without;
        this.columns = ContentColumns.of(content);
    }

    @Override
    public String label() {
        return label;
    }

    /** The value's only column as one value of the domain, or null where it takes several. */
    @Nullable
    ScalarContent scalar() {
        return Operand.scalar(content);
    }

    /** The only column, whose values are those of the domain or its own. */
    @Override
    public Field<Object> field() {
        ScalarContent scalar = scalar();
        if (scalar == null) {
            throw new IllegalArgumentException("Cannot give " + label + " as one field: it lies in the columns "
                    + String.join(", ", names())
                    + ". Compare it by eq, ne, in, lt, le, gt, ge, or take a part of it, such as"
                    + " field(\"" + label.substring(label.indexOf('.') + 1) + "....\").");
        }
        return DSL.field(row.column(table, scalar.column()).getQualifiedName(), ColumnBinding.of(scalar, label));
    }

    private List<String> names() {
        return columns.stream()
                .map(column -> table.rowType().column(column).name())
                .toList();
    }

    private List<Field<Object>> fields() {
        return row.columns(table, columns);
    }

    @Override
    public List<SortedColumn> sorted(boolean descending) {
        requireOpen("sort by");
        Operand.requireSortable(label, table, columns);
        List<SortedColumn> sorted = new ArrayList<>();
        boolean isOfRoot = table.parent() < 0;
        for (int column : columns) {
            sorted.add(SortedColumn.of(
                    row.column(table, column),
                    isOfRoot ? table.rowType().column(column) : null,
                    !isOfRoot || row.isNullable(table, column),
                    descending));
        }
        return sorted;
    }

    /** The same for who selects it. */
    Selected.Value selected(Class<?> declared) {
        return new Selected.Value(label, declared, model, table, content, columns, fields(), null);
    }

    /** The positions of these columns, and the table that has them. */
    List<Integer> columns() {
        return columns;
    }

    TableModel table() {
        return table;
    }

    @Override
    public Condition eq(Object value) {
        ScalarContent scalar = scalar();
        if (scalar != null) {
            Field<Object> field = comparable();
            Object single = Operand.single(scene, content, value);
            return isNowhere(field, single) ? Operand.nowhere(field.isNull()) : field.eq(given(field, single));
        }
        boolean together = ContentColumns.areTogether(content);
        Condition equal = DSL.noCondition();
        try {
            @Nullable Object[] values = values(value);
            for (int column : columns) {
                equal = equal.and(equal(column, values[column], together));
            }
        } catch (UnstorableValueException nowhere) {
            equal = DSL.falseCondition();
            together = false;
        }
        if (together) {
            return equal;
        }
        Condition none = isNull();
        return Operand.unknownOf(none, isTold() ? equal : equal.and(none.not()));
    }

    /** Whether the columns tell that there is a value. */
    private boolean isTold() {
        return !(content instanceof EmbeddedContent embedded) || ContentColumns.isTold(embedded);
    }

    /**
     * @param together whether it is absent only where all is; else a column without a value certainly differs from one with a value
     */
    private Condition equal(int column, @Nullable Object value, boolean together) {
        Field<Object> field = row.column(table, column);
        if (value == null) {
            return field.isNull();
        }
        Condition equal = isJson(table.rowType().column(column).type())
                ? field.cast(SQLDataType.JSONB).eq(bound(column, value).cast(SQLDataType.JSONB))
                : field.eq(bound(column, value));
        return together ? equal : equal.and(field.isNotNull());
    }

    private static boolean isJson(ColumnType type) {
        return type.kind() == Kind.JSON;
    }

    @Override
    public Condition ne(Object value) {
        ScalarContent scalar = scalar();
        if (scalar != null) {
            Field<Object> field = comparable();
            Object single = Operand.single(scene, content, value);
            return isNowhere(field, single) ? Operand.nowhere(field.isNull()).not() : field.ne(given(field, single));
        }
        return DSL.not(eq(value));
    }

    @Override
    public Condition in(Collection<?> values) {
        ScalarContent scalar = scalar();
        if (scalar == null) {
            Operand.requireFew(scene, label, values.size() * columns.size());
            return Operand.one(values.stream()
                    .map(value -> eq(Operand.given(label, value)))
                    .toList());
        }
        Field<Object> field = comparable();
        List<Object> singles = new ArrayList<>();
        for (Object value : values) {
            Object single = Operand.single(scene, content, Operand.given(label, value));
            if (!isNowhere(field, single)) {
                singles.add(single);
            }
        }
        if (singles.isEmpty() && !values.isEmpty()) {
            return Operand.nowhere(field.isNull());
        }
        if (singles.size() > LISTED && scene.profile().delivery() == Delivery.ONE_MESSAGE) {
            return Operand.amongMany(
                    row.column(table, scalar.column()),
                    (ColumnBinding<?, ?>) field.getBinding(),
                    scalar.type(),
                    singles);
        }
        Operand.requireFew(scene, label, singles.size());
        return field.in(singles.stream().map(single -> given(field, single)).toList());
    }

    private static boolean isNowhere(Field<Object> field, Object single) {
        return ((ColumnBinding<?, ?>) field.getBinding()).isNoText(single);
    }

    @Override
    public Condition isNull() {
        int presence = switch (content) {
            case ConvertedContent converted -> converted.presence();
            case EmbeddedContent embedded -> embedded.presence();
            default -> -1;
        };
        if (presence >= 0) {
            return row.column(table, presence).isNull();
        }
        if (columns.isEmpty()) {
            throw Operand.inRows("ask for", label);
        }
        if (!isTold()) {
            return without.get();
        }
        Condition absent = DSL.noCondition();
        for (Field<Object> field : fields()) {
            absent = absent.and(field.isNull());
        }
        return absent;
    }

    @Override
    public Condition compare(Order order, Object value) {
        Operand.requireOrder(this, value);
        ScalarContent scalar = scalar();
        if (scalar != null) {
            Field<Object> field = comparable();
            return order.holds(field, given(field, Operand.single(scene, content, value)));
        }
        @Nullable Object[] values = values(value);
        List<Field<?>> bound = new ArrayList<>();
        for (int column : columns) {
            if (values[column] == null) {
                throw new IllegalArgumentException("Cannot order by " + label + ": column "
                        + table.rowType().column(column).name()
                        + " would be null in this value, and null has no place in an order. Compare a part of it.");
            }
            bound.add(bound(column, values[column]));
        }
        requireOpen("compare");
        return order.holds(DSL.row(fields()), DSL.row(bound));
    }

    private static GivenValue given(Field<Object> field, Object single) {
        return new GivenValue(single, field.getDataType());
    }

    /** The only column, which is looked at once: a property is kept, and compared again and again. */
    private Field<Object> comparable() {
        if (compared == null) {
            requireOpen("compare");
            compared = field();
        }
        return compared;
    }

    private void requireOpen(String attempted) {
        Operand.requireOpen(attempted, label, table, content);
    }

    private @Nullable Object[] values(Object value) {
        requireOpen("compare");
        Operand.Several several = Operand.several(scene, label, content, value);
        try {
            return scene.dehydrator().columns(model, table, several.content(), label, several.value());
        } catch (ClassCastException ofAnotherClass) {
            throw Operand.ofAnotherClass(label, value, "its values are of another class", ofAnotherClass);
        }
    }

    @SuppressWarnings("unchecked") // the binding takes what fits its column
    private Field<Object> bound(int column, Object value) {
        return new GivenValue(
                value, (DataType<Object>) ColumnBinding.of(table.rowType().column(column), table.rowType()));
    }
}

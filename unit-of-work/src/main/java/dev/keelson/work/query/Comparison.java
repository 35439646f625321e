package dev.keelson.work.query;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.GivenValue;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.RowN;
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
    private final List<Integer> columns;
    private volatile @Nullable Field<Object> compared;

    Comparison(
            Scene scene, AggregateModel model, String label, TableModel table, ColumnContent content, RowSource row) {
        this.scene = scene;
        this.model = model;
        this.label = label;
        this.table = table;
        this.content = content;
        this.row = row;
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
            return comparable().eq(single(value));
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
        return together ? equal : unknownOf(isNull(), equal);
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

    /** Makes a condition that does not hold unknown of what is no value. */
    static Condition unknownOf(Condition none, Condition holds) {
        return holds.or(none.and(DSL.condition(DSL.castNull(SQLDataType.BOOLEAN))));
    }

    private static boolean isJson(ColumnType type) {
        return type.kind() == Kind.JSON;
    }

    @Override
    public Condition ne(Object value) {
        ScalarContent scalar = scalar();
        if (scalar != null) {
            return comparable().ne(single(value));
        }
        return DSL.not(eq(value));
    }

    @Override
    public Condition in(Collection<?> values) {
        ScalarContent scalar = scalar();
        if (scalar != null) {
            Field<Object> field = comparable();
            List<GivenValue> singles =
                    values.stream().map(value -> single(given(value))).toList();
            return singles.size() <= LISTED || scene.profile().delivery() == Delivery.BATCHES
                    ? field.in(singles)
                    : amongMany(scalar, field, singles);
        }
        Condition among = DSL.falseCondition();
        for (Object value : values) {
            among = among.or(eq(given(value)));
        }
        return among;
    }

    /** One of many, which an array holds: a statement takes 65,535 values, and each number of these is a text of its own. */
    private Condition amongMany(ScalarContent scalar, Field<Object> field, List<GivenValue> values) {
        ColumnBinding<?, ?> binding = (ColumnBinding<?, ?>) field.getBinding();
        List<Object> sent = new ArrayList<>(values.size());
        for (GivenValue value : values) {
            Object one = binding.sent(value.value());
            if (one != null) { // what a column cannot hold equals nothing in it
                sent.add(one);
            }
        }
        @Nullable Object[] array = sent.toArray(Jdbc.newArray(scalar.type(), sent.size()));
        return TemplateBuilder.anyOf(
                row.column(table, scalar.column()),
                DSL.val(array, ColumnBinding.ofArray(scalar.type())),
                scalar.type());
    }

    static Object given(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "Cannot compare a property with null: nothing equals it in SQL. Ask isNull() or isNotNull().");
        }
        return value;
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
        if (content instanceof EmbeddedContent embedded && !ContentColumns.isTold(embedded)) {
            return DSL.falseCondition();
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
            return compare(order, comparable(), single(value));
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
        RowN left = DSL.row(fields());
        RowN right = DSL.row(bound);
        return switch (order) {
            case LT -> left.lt(right);
            case LE -> left.le(right);
            case GT -> left.gt(right);
            case GE -> left.ge(right);
        };
    }

    private static Condition compare(Order order, Field<Object> field, Field<Object> value) {
        return switch (order) {
            case LT -> field.lt(value);
            case LE -> field.le(value);
            case GT -> field.gt(value);
            case GE -> field.ge(value);
        };
    }

    private GivenValue single(Object value) {
        return new GivenValue(
                Operand.single(scene, content, value), comparable().getDataType());
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
        return content instanceof ReferenceContent reference
                ? scene.dehydrator()
                        .columns(model, table, reference.identifier(), label, Operand.identifier(scene, value))
                : scene.dehydrator().columns(model, table, content, label, value);
    }

    @SuppressWarnings("unchecked") // the binding takes what fits its column
    private Field<Object> bound(int column, Object value) {
        return new GivenValue(
                value, (DataType<Object>) ColumnBinding.of(table.rowType().column(column), table.rowType()));
    }
}

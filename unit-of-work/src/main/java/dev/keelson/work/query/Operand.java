package dev.keelson.work.query;

import dev.keelson.kernel.Ref;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.sql.TemplateBuilder;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What a property is compared with: an identifier may stand for who is referred to, and for what wraps it; and not all have an order. */
final class Operand {

    private Operand() {}

    /**
     * What a property is compared with.
     *
     * @throws IllegalArgumentException if it is null
     */
    static <V> V given(String label, @Nullable V value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "Cannot compare " + label + " with null: nothing equals it in SQL. Ask isNull() or isNotNull().");
        }
        return value;
    }

    /** Makes a condition that does not hold unknown of what is no value. */
    static Condition unknownOf(Condition none, Condition holds) {
        return holds.or(none.and(DSL.condition(DSL.castNull(SQLDataType.BOOLEAN))));
    }

    /** That a property is what no column holds, which is unknown of what is no value. */
    static Condition nowhere(Condition none) {
        return unknownOf(none, DSL.falseCondition());
    }

    /** That one of these holds, as a tree that is no deeper than it must be: each that reads it goes down by recursion. */
    static Condition one(List<Condition> all) {
        int half = all.size() / 2;
        return half == 0
                ? all.isEmpty() ? DSL.falseCondition() : all.get(0)
                : one(all.subList(0, half)).or(one(all.subList(half, all.size())));
    }

    /**
     * Makes sure that a statement takes so many values.
     *
     * @throws IllegalArgumentException if it does not
     */
    static void requireFew(Scene scene, String label, int values) {
        int most = scene.profile().dialect().mostValues();
        if (values > most) {
            throw new IllegalArgumentException("Cannot compare " + label + " with " + values
                    + " values at once: a statement takes " + most + ". Ask for a part of them at a time.");
        }
    }

    /** One of many, which an array holds: a statement takes 65,535 values, and each number of these is a text of its own. */
    static Condition amongMany(
            Field<Object> column, ColumnBinding<?, ?> binding, ColumnType type, List<Object> values) {
        List<Object> sent = new ArrayList<>(values.size());
        for (Object value : values) {
            Object one = binding.held(value);
            if (one != null) { // what a column cannot hold equals nothing in it
                sent.add(one);
            }
        }
        @Nullable Object[] array = sent.toArray(Jdbc.newArray(type, sent.size()));
        return TemplateBuilder.anyOf(column, DSL.val(array, ColumnBinding.ofArray(type)), type);
    }

    /** A value's only column, or null where it takes several. */
    static @Nullable ScalarContent scalar(ColumnContent content) {
        return switch (content) {
            case ScalarContent scalar -> scalar;
            case WrappedContent wrapped -> scalar(wrapped.inner());
            case ReferenceContent reference -> scalar(reference.identifier());
            case SiblingContent sibling -> scalar(sibling.identifier());
            case ConvertedContent converted -> null;
            case EmbeddedContent embedded -> null;
        };
    }

    /** What a property of one column is compared with, as the column's converter takes it. */
    static Object single(Scene scene, ColumnContent content, Object value) {
        return switch (content) {
            case WrappedContent wrapped -> unwrapped(wrapped, value);
            case ReferenceContent reference -> identifier(scene, value);
            case SiblingContent sibling -> sibling(sibling, value);
            case ScalarContent identifier -> identifier(scene, value);
            case ConvertedContent several -> value;
            case EmbeddedContent several -> value;
        };
    }

    /** What a property of several columns is compared with, where these lie. */
    record Several(ColumnContent content, Object value) {}

    /**
     * What a property of several columns is compared with: what it wraps, and whose identifier it is.
     *
     * @throws IllegalArgumentException if it is of another class
     */
    static Several several(Scene scene, String label, ColumnContent content, Object value) {
        return switch (content) {
            case WrappedContent wrapped -> several(scene, label, wrapped.inner(), unwrapped(wrapped, value));
            case ReferenceContent reference -> several(scene, label, reference.identifier(), identifier(scene, value));
            case EmbeddedContent embedded
            when !embedded.shape().type().isInstance(value) ->
                throw ofAnotherClass(
                        label,
                        value,
                        "its values are of " + embedded.shape().type().getSimpleName(),
                        null);
            default -> new Several(content, value);
        };
    }

    static IllegalArgumentException ofAnotherClass(
            String label, Object value, String reason, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "Cannot compare " + label + " with a " + value.getClass().getSimpleName() + ": " + reason
                        + ". Give one of these.",
                cause);
    }

    private static Object unwrapped(WrappedContent wrapped, Object value) {
        try {
            return wrapped.unwrap().apply(value);
        } catch (ClassCastException unwrappedAlready) {
            return value;
        }
    }

    private static Object sibling(SiblingContent sibling, Object value) {
        Class<?> identifiers = sibling.target().get().type();
        if (identifiers.isPrimitive() || identifiers.isInstance(value)) {
            return value;
        }
        Object identifier = sibling.target().get().of(value);
        return identifier == null ? value : identifier;
    }

    /** The identifier of another aggregate, which may be given as a reference, or as the aggregate itself. */
    static Object identifier(Scene scene, Object value) {
        if (value instanceof Ref<?> ref) {
            return ref.id();
        }
        return scene.mapped(value.getClass())
                .map(root -> scene.dehydrator().identifier(root, value))
                .orElse(value);
    }

    /**
     * Makes sure that a property may be compared with a value by their order.
     *
     * @throws IllegalArgumentException if it may not
     */
    static void requireOrder(Comparison property, Object value) {
        if (!isOrdered(value)) {
            throw new IllegalArgumentException("Cannot compare " + property.label() + " with a "
                    + value.getClass().getSimpleName()
                    + " by their order: the class has none, as it is not Comparable. Ask for equality, or"
                    + " compare a part.");
        }
        ScalarContent scalar = property.scalar();
        if (scalar != null && !isText(value) && !(value instanceof Enum<?>) && isStoredAsText(scalar)) {
            throw new IllegalArgumentException("Cannot compare " + property.label() + " with a "
                    + value.getClass().getSimpleName()
                    + " by their order: it is stored as text, whose order is another. Ask for equality, or store it by"
                    + " a converter as a number or a time.");
        }
        if (value instanceof Enum<?> constant && (scalar == null || !isAscending(scalar, constant))) {
            throw new IllegalArgumentException("Cannot compare " + property.label() + " with a "
                    + constant.getDeclaringClass().getSimpleName()
                    + " by their order: its constants are not stored in the order in which they are declared. Ask"
                    + " in(...) for those that are meant.");
        }
    }

    private static boolean isStoredAsText(ScalarContent scalar) {
        return scalar.type().javaType() == String.class;
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence
                || (value.getClass().isRecord()
                        && value.getClass().getRecordComponents()[0].getType() == String.class);
    }

    /** Whether a class is comparable, or is a record of one comparable component, as identifiers often are. */
    private static boolean isOrdered(Object value) {
        if (value instanceof Comparable<?>) {
            return true;
        }
        Class<?> type = value.getClass();
        return type.isRecord()
                && type.getRecordComponents().length == 1
                && Comparable.class.isAssignableFrom(MethodType.methodType(type.getRecordComponents()[0].getType())
                        .wrap()
                        .returnType());
    }

    private static boolean isAscending(ScalarContent scalar, Enum<?> constant) {
        @Nullable Long before = null;
        for (Object one : constant.getDeclaringClass().getEnumConstants()) {
            Long number = place(scalar.type(), scalar.converter().toColumn(one));
            if (number == null || (before != null && number <= before)) {
                return false;
            }
            before = number;
        }
        return true;
    }

    /** Where a value stands among those of its column: a number, or the label of an enum of the database. */
    private static @Nullable Long place(ColumnType type, Object column) {
        if (column instanceof Number number) {
            return number.longValue();
        }
        int label = type.kind() == Kind.ENUM && column instanceof String text
                ? type.labels().indexOf(text)
                : -1;
        return label < 0 ? null : (long) label;
    }

    /**
     * Makes sure that the columns of a property tell what it is.
     *
     * @throws IllegalArgumentException if it is encrypted, or holds what lies in rows of other tables
     */
    static void requireOpen(String attempted, String label, TableModel table, ColumnContent content) {
        if (content instanceof EmbeddedContent embedded
                && Walk.objects(embedded.shape()).stream().anyMatch(ObjectModel::hasInner)) {
            throw inRows(attempted, label);
        }
        for (int column : ContentColumns.of(content)) {
            if (table.rowType().column(column).encryption() != null) {
                throw new IllegalArgumentException("Cannot " + attempted + " " + label
                        + ": it is encrypted, and the same value is stored otherwise each time. Store a hash of it in a"
                        + " property beside it, and compare that.");
            }
        }
    }

    /** What is wrong with comparing a value as a whole that holds a collection or a part. */
    static IllegalArgumentException inRows(String attempted, String label) {
        return new IllegalArgumentException("Cannot " + attempted + " " + label
                + " as a whole: it holds a collection or a part whose rows are of another table. Ask for these, any(\""
                + label.substring(label.indexOf('.') + 1)
                + ".<collection>\", one -> ...), or compare a property of it.");
    }

    /** How a message says to compare a property. */
    static String mend(ColumnContent content, String path) {
        String field = "field(\"" + path;
        Kind kind = content instanceof ScalarContent scalar ? scalar.type().kind() : Kind.OTHER;
        return switch (kind) {
            case ARRAY -> field + "\").any(...) or " + field + "\").contains(...)";
            case RANGE -> field + "\").contains(...) or " + field + "\").overlaps(...)";
            case JSON, JSONB -> field + ".<name>\").eq(...)";
            default -> field + "\").eq(...)";
        };
    }

    /**
     * Makes sure that columns have an order.
     *
     * @throws IllegalArgumentException if one has none
     */
    static void requireSortable(String label, TableModel table, List<Integer> columns) {
        for (int column : columns) {
            if (table.rowType().column(column).type().kind() == Kind.JSON) {
                throw new IllegalArgumentException("Cannot sort by " + label + ": column "
                        + table.rowType().column(column).name()
                        + " is json, which has no order. Sort by a value in it.");
            }
        }
    }
}

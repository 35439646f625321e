package dev.keelson.work.query;

import dev.keelson.kernel.Ref;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.WrappedContent;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** What a property is compared with: an identifier may stand for who is referred to, and for what wraps it; and not all have an order. */
final class Operand {

    private Operand() {}

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
            case ScalarContent same -> value;
            case ConvertedContent several -> value;
            case EmbeddedContent several -> value;
        };
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
            if (!(scalar.converter().toColumn(one) instanceof Number number)
                    || (before != null && number.longValue() <= before)) {
                return false;
            }
            before = number.longValue();
        }
        return true;
    }
}

package dev.keelson.work.query;

import dev.keelson.work.model.ScalarContent;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Which values have an order that their columns have as well. */
final class Orders {

    private Orders() {}

    /**
     * Makes sure that a property may be compared with a value by their order.
     *
     * @throws IllegalArgumentException if it may not
     */
    static void require(Comparison property, Object value) {
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

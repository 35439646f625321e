package dev.keelson.work.query;

import java.util.Arrays;
import java.util.Collection;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * A property of an aggregate, or of a part of it, as queries compare it: with values of the domain, whatever columns these lie in. What
 * its methods give are conditions of jOOQ's, to be combined by {@code and}, {@code or} and {@code not}. A value that its column cannot
 * hold is compared as the database compares it. How a property that is absent compares is unknown, so neither a comparison nor its
 * {@code not} finds it. Of a value that is there all is known: its absent parts equal absent parts alone, and only an order by an
 * absent part is unknown. Immutable, and used within the unit of work that it came from.
 *
 * <p>Source: Fowler, PoEAA, Query Object (316), Metadata Mapping (306).
 *
 * @param <T> the property's type
 */
public final class PropertyField<T> {

    private final Compared property;

    PropertyField(Compared property) {
        this.property = property;
    }

    /**
     * That it is this value.
     *
     * @throws IllegalArgumentException if the value is null, which {@link #isNull} asks for, or the property is encrypted
     */
    public Condition eq(T value) {
        return property.eq(given(value));
    }

    /**
     * That it is there and is another value, as the {@code not} of {@link #eq}.
     *
     * @throws IllegalArgumentException if the value is null, which {@link #isNotNull} asks for, or the property is encrypted
     */
    public Condition ne(T value) {
        return property.ne(given(value));
    }

    /**
     * That it is one of these values; none is one of none.
     *
     * @throws IllegalArgumentException if one of them is null, or there are more than a statement takes
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    public final Condition in(T... values) {
        return property.in(Arrays.asList(Operand.given(property.label(), values)));
    }

    /** That it is one of these values; otherwise as the other. */
    public Condition in(Collection<? extends T> values) {
        return property.in(Operand.given(property.label(), values));
    }

    private Object given(T value) {
        return Operand.given(property.label(), value);
    }

    /**
     * That it is less than this value. Of several columns the first that differs decides, in the order in which the value declares its parts.
     *
     * @throws IllegalArgumentException if the values have no order, or another than their columns
     */
    public Condition lt(T value) {
        return property.compare(Compared.Order.LT, given(value));
    }

    /** That it is this value or less; otherwise as {@link #lt}. */
    public Condition le(T value) {
        return property.compare(Compared.Order.LE, given(value));
    }

    /** That it is greater than this value; otherwise as {@link #lt}. */
    public Condition gt(T value) {
        return property.compare(Compared.Order.GT, given(value));
    }

    /** That it is this value or greater; otherwise as {@link #lt}. */
    public Condition ge(T value) {
        return property.compare(Compared.Order.GE, given(value));
    }

    /** That it is neither less than the one value nor greater than the other. */
    public Condition between(T least, T greatest) {
        return ge(least).and(le(greatest));
    }

    /** That it is absent. */
    public Condition isNull() {
        return property.isNull();
    }

    /** That it is there. */
    public Condition isNotNull() {
        return property.isNull().not();
    }

    /**
     * Of an array, that all of these are elements of it; of a range, that each of these points or ranges lies in it.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public Condition contains(Object... values) {
        return Containment.of(property).all(Operand.given(property.label(), values));
    }

    /**
     * Of an array, that one of these at least is an element of it.
     *
     * @throws IllegalArgumentException if it is no array
     */
    public Condition any(Object... values) {
        return Containment.of(property).any(Operand.given(property.label(), values));
    }

    /**
     * Of a range, that it has something in common with this one.
     *
     * @throws IllegalArgumentException if it is no range
     */
    public Condition overlaps(Object range) {
        return Containment.of(property).overlaps(Operand.given(property.label(), range));
    }

    /** From the least value to the greatest. */
    public PropertyOrder asc() {
        return new PropertyOrder(property.sorted(false));
    }

    /** From the greatest value to the least. */
    public PropertyOrder desc() {
        return new PropertyOrder(property.sorted(true));
    }

    /**
     * The same as a field of jOOQ's, for whatever else is asked of it: {@code like}, {@code lower}, a {@code case}. It takes values of the
     * domain, and those of its column; of a value inside JSON it is the text.
     *
     * @throws IllegalArgumentException if it takes several columns
     */
    @SuppressWarnings("unchecked") // the binding takes the domain's values
    public Field<T> field() {
        return (Field<T>) property.field();
    }

    @Override
    public String toString() {
        return property.label();
    }
}

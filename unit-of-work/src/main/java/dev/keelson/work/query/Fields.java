package dev.keelson.work.query;

import dev.keelson.work.mapping.PropertyGetter;
import dev.keelson.work.query.Place.Reached;
import dev.keelson.work.scan.MethodReferences;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a root, of a part of an aggregate, or of another aggregate that it refers to: its properties, its own parts, and
 * where it refers to. Each table that is asked besides is restricted by the policies. Immutable, and used within the query that gave it.
 *
 * <p>Source: Fowler, PoEAA, Query Object (316); Evans, DDD Reference, Specification.
 */
public final class Fields {

    private final Place place;
    private final Scene.Aliases aliases;

    Fields(Place place, Scene.Aliases aliases) {
        this.place = place;
        this.aliases = aliases;
    }

    /**
     * A property by its path: {@code "total"}, {@code "shippingAddress.city"}, or inside a JSON value {@code "metadata.utm.source"}.
     *
     * @param <T> the property's type, which the caller knows
     * @throws IllegalArgumentException if there is no such property, or it lies in rows of its own
     */
    public <T> PropertyField<T> field(String path) {
        return new PropertyField<>(place.property(given(path)));
    }

    /** A property by its accessor, {@code Order::total}; otherwise as {@link #field(String)}. */
    public <A, T> PropertyField<T> field(PropertyGetter<A, T> property) {
        return field(MethodReferences.property(property).name());
    }

    /**
     * The element itself, where a collection holds values, or references to other aggregates.
     *
     * @throws IllegalArgumentException if it is an object with properties, of which one is to be named
     */
    public <T> PropertyField<T> value() {
        return new PropertyField<>(place.value());
    }

    /**
     * The key of a map's entry.
     *
     * @throws IllegalArgumentException if the element is none of a map
     */
    public <T> PropertyField<T> key() {
        return new PropertyField<>(place.key());
    }

    /**
     * That there is an element, a part or an aggregate referred to for which this holds.
     *
     * @param path leads to a collection, a map, a part in a table of its own, or {@code Refs}
     * @throws IllegalArgumentException if it leads to none of these
     */
    public Condition any(String path, Function<Fields, Condition> asked) {
        return DSL.or(reach(path).stream()
                .map(reached -> reached.exists(reached.asked(aliases, asked)))
                .toList());
    }

    /** That there is none for which this holds; also where there is no element at all. Otherwise as {@link #any}. */
    public Condition none(String path, Function<Fields, Condition> asked) {
        return DSL.not(any(path, asked));
    }

    /** That this holds for every one, and is unknown for none; also where there is no element at all. Otherwise as {@link #any}. */
    public Condition all(String path, Function<Fields, Condition> asked) {
        return DSL.and(reach(path).stream()
                .map(reached -> DSL.not(reached.existsUnlike(reached.asked(aliases, asked))))
                .toList());
    }

    /** How many elements there are, as a field to compare: {@code size("lines").gt(3)}. Otherwise as {@link #any}. */
    public Field<Integer> size(String path) {
        Field<Integer> size = null;
        for (Reached reached : reach(path)) {
            size = size == null ? reached.count() : size.plus(reached.count());
        }
        return Objects.requireNonNull(size, path);
    }

    /**
     * That the aggregate which a property refers to is there, and this holds for it.
     *
     * @param path leads to a reference to another aggregate, or to a part in a table of its own
     * @throws IllegalArgumentException if it leads to neither
     */
    public Condition at(String path, Function<Fields, Condition> asked) {
        return any(path, asked);
    }

    private List<Reached> reach(String path) {
        return place.reach(given(path), aliases);
    }

    private static String given(@Nullable String path) {
        if (path == null) {
            throw new IllegalArgumentException("Cannot query by a null path: it names a property. Give its name.");
        }
        return path;
    }
}

package dev.keelson.work.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of which one may stand at a place, told apart in the row by a discriminator. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Single Table Inheritance (278), Class Table Inheritance (285).
 */
public final class Hierarchy implements Shape {

    /**
     * One concrete class of a hierarchy. Immutable.
     *
     * @param object how its objects are made and taken apart
     * @param discriminator the column value that tells its rows
     */
    public record Subtype(ObjectModel object, Object discriminator) {}

    private final Class<?> type;
    private final String path;
    private final int column;
    private final List<Subtype> subtypes;
    private final Map<Class<?>, Subtype> byClass = new HashMap<>();
    private final Map<Object, Subtype> byDiscriminator = new HashMap<>();

    /**
     * @param column the position of the discriminator in the row
     * @param subtypes the concrete classes in order of declaration
     */
    public Hierarchy(Class<?> type, String path, int column, List<Subtype> subtypes) {
        this.type = type;
        this.path = path;
        this.column = column;
        this.subtypes = List.copyOf(subtypes);
        for (Subtype subtype : subtypes) {
            byClass.put(subtype.object().type(), subtype);
            byDiscriminator.put(subtype.discriminator(), subtype);
        }
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public String path() {
        return path;
    }

    /** The position of the discriminator in the row. */
    public int column() {
        return column;
    }

    public List<Subtype> subtypes() {
        return subtypes;
    }

    /** The subtype of just this class, or null. */
    public @Nullable Subtype ofClass(Class<?> concrete) {
        return byClass.get(concrete);
    }

    /** The subtype of rows with this discriminator, or null. */
    public @Nullable Subtype ofDiscriminator(@Nullable Object value) {
        return byDiscriminator.get(value);
    }
}

package dev.keelson.work.mapping.draft;

import dev.keelson.work.mapping.Corrections;
import dev.keelson.work.mapping.ObjectConfig;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an object stands while its class is mapped. Immutable.
 *
 * @param type the class, with its type arguments
 * @param path the place in messages, as "Order.shippingAddress"
 * @param within the path of the object within its row, with a dot at its end; empty for the row's own object
 * @param wrapper whether the object only wraps a collection, which then stands for it
 * @param alias what the object's only property is named after, or null where by its own name
 * @param corrections what configuration says of the row's object
 * @param prefix what the names of its columns start with
 * @param optional whether an object around it may be absent, so that its columns take nulls
 * @param around the objects around it
 * @param variant the class chosen in each hierarchy around it
 */
public record Place(
        Type type,
        String path,
        String within,
        boolean wrapper,
        @Nullable String alias,
        Corrections corrections,
        String prefix,
        boolean optional,
        Around around,
        Variant variant) {

    /**
     * The objects around an object. Immutable.
     *
     * @param row the class of the row's own object
     * @param within the classes of that object and of those embedded in it, down to the object itself
     * @param owners the classes of the objects in whose rows the row hangs, from the root down
     */
    public record Around(Class<?> row, List<Class<?>> within, List<Class<?>> owners) {

        public Around {
            within = List.copyOf(within);
            owners = List.copyOf(owners);
        }

        static Around ofRow(Class<?> row, List<Class<?>> owners) {
            return new Around(row, List.of(row), owners);
        }

        Around and(Class<?> inner) {
            return new Around(row, more(within, inner), owners);
        }

        Around element(Class<?> element) {
            List<Class<?>> outer = new ArrayList<>(owners);
            outer.addAll(within);
            return ofRow(element, outer);
        }

        private static List<Class<?>> more(List<Class<?>> some, Class<?> another) {
            List<Class<?>> more = new ArrayList<>(some);
            more.add(another);
            return more;
        }
    }

    public static Place ofRoot(Class<?> type, Corrections corrections) {
        return new Place(
                type,
                type.getSimpleName(),
                "",
                false,
                null,
                corrections,
                "",
                false,
                Around.ofRow(type, List.of()),
                Variant.NONE);
    }

    /** An object with a row of its own, which hangs on the row of this place. */
    public Place row(Type element, String elementPath, ObjectConfig<?> config) {
        return new Place(
                element,
                elementPath,
                "",
                false,
                null,
                Corrections.of(config),
                "",
                false,
                around.element(Types.raw(element)),
                Variant.NONE);
    }

    /** An object embedded in the row of this place. */
    public Place embedded(ValueDraft value, String columnPrefix, boolean mayBeAbsent) {
        return new Place(
                value.type(),
                value.path(),
                value.within() + ".",
                false,
                null,
                corrections,
                columnPrefix,
                optional || mayBeAbsent,
                around.and(Types.raw(value.type())),
                variant);
    }

    /** The same for an object that has nothing but a collection. */
    public Place asWrapper() {
        String outer = within.substring(0, within.length() - 1);
        String name = outer.substring(outer.lastIndexOf('.') + 1);
        return new Place(type, path, outer, true, name, corrections, prefix, optional, around, variant);
    }

    /** The same for an identifier whose only column is named {@code id} behind the prefix. */
    public Place asIdentifier() {
        return new Place(type, path, within, wrapper, "id", corrections, prefix, optional, around, variant);
    }

    /** The same place, where of a hierarchy this class stands. */
    public Place choosing(Class<?> concrete, @Nullable ObjectConfig<?> correction) {
        return new Place(
                concrete,
                path,
                within,
                wrapper,
                alias,
                corrections.behind(correction, within),
                prefix,
                optional,
                around,
                variant.choosing(path, concrete));
    }

    public Class<?> raw() {
        return Types.raw(type);
    }

    public boolean isRow() {
        return within.isEmpty() && !wrapper;
    }

    public String path(PropertyDraft property) {
        return wrapper ? path : path + "." + property.name();
    }

    public String within(PropertyDraft property) {
        return wrapper ? within : within + property.name();
    }

    /** What columns and tables of a property are named after. */
    public String name(PropertyDraft property) {
        return alias == null ? property.name() : alias;
    }
}

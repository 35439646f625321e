package dev.keelson.work.policy.softdelete;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.work.policy.softdelete.Realm.Root;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Copies of aggregates that share nothing with them. */
final class Likeness {

    private final Function<Root, Root> others;
    private final Predicate<Object> left;

    private Likeness(Function<Root, Root> others, Predicate<Object> left) {
        this.others = others;
        this.left = left;
    }

    /**
     * A copy of a root.
     *
     * @param others gives what it holds in place of other roots
     */
    static <R extends Root> R of(R root, Function<Root, Root> others) {
        return new Likeness(others, entity -> false).root(root);
    }

    /** A copy that holds other roots by their identifiers alone. */
    static <R extends Root> R of(R root) {
        return without(root, entity -> false);
    }

    /** The same without some entities. */
    static <R extends Root> R without(R root, Predicate<Object> entities) {
        return new Likeness(other -> (Root) Traits.made(other.getClass(), other.id()), entities).root(root);
    }

    @SuppressWarnings("unchecked") // the copy is of the very class
    private <R extends Root> R root(R root) {
        return (R) object(root);
    }

    private Object object(Object object) {
        Object copy = Traits.made(object.getClass(), Traits.id(object));
        for (Field field : Traits.properties(object.getClass())) {
            if (!field.getName().equals("id")) {
                Traits.set(field, copy, value(Traits.get(field, object)));
            }
        }
        return copy;
    }

    private @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Ref<?> ref -> Ref.of(ref.id());
            case Refs<?> refs -> Refs.none();
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.stream().filter(left.negate()).forEach(one -> copy.add(value(one)));
                yield copy;
            }
            case Set<?> set -> {
                Set<@Nullable Object> copy = new LinkedHashSet<>();
                set.forEach(one -> copy.add(value(one)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, one) -> copy.put(key, value(one)));
                yield copy;
            }
            case Root root -> others.apply(root);
            default -> left.test(value) ? null : Traits.isEntity(value.getClass()) ? object(value) : value;
        };
    }
}

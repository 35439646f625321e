package dev.keelson.work.policy.softdelete;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.work.policy.softdelete.Realm.Root;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The whole state of an aggregate as text; other roots are told by their identifiers. */
final class Portrait {

    private Portrait() {}

    static String of(Root root) {
        return object(root);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Ref<?> ref -> "ref " + ref.id();
            case Refs<?> refs -> "";
            case Map<?, ?> map ->
                sorted(map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                        .toList());
            case Set<?> set -> sorted(set.stream().map(Portrait::text).toList());
            case Collection<?> list ->
                list.stream().map(Portrait::text).toList().toString();
            default ->
                Traits.isRoot(value.getClass())
                        ? "root " + Traits.id(value)
                        : Traits.isEntity(value.getClass()) ? object(value) : value.toString();
        };
    }

    private static String sorted(List<String> texts) {
        return texts.stream().sorted().toList().toString();
    }

    private static String object(Object object) {
        StringBuilder text = new StringBuilder(object.getClass().getSimpleName());
        for (Field field : Traits.properties(object.getClass())) {
            text.append(' ').append(field.getName()).append(':').append(text(Traits.get(field, object)));
        }
        return "(" + text + ")";
    }

    /** The entities within a root, parents before what they hold. */
    static List<Object> entities(Root root) {
        List<Object> entities = new ArrayList<>();
        walk(root, entities::add, (type, id) -> {});
        return entities;
    }

    /** Tells to which roots one refers, by their classes and identifiers. */
    static void references(Root root, BiConsumer<Class<? extends Root>, Object> found) {
        walk(root, entity -> {}, found);
    }

    private static void walk(
            Object object, Consumer<Object> entities, BiConsumer<Class<? extends Root>, Object> roots) {
        for (Field field : Traits.properties(object.getClass())) {
            if (!field.getName().equals("id")) {
                visit(Traits.get(field, object), entities, roots);
            }
        }
    }

    private static void visit(
            @Nullable Object value, Consumer<Object> entities, BiConsumer<Class<? extends Root>, Object> roots) {
        switch (value) {
            case null -> {}
            case Ref<?> ref -> identified(ref.id(), roots);
            case Map<?, ?> map -> map.values().forEach(one -> visit(one, entities, roots));
            case Collection<?> all -> all.forEach(one -> visit(one, entities, roots));
            case Root root -> identified(root.id(), roots);
            default -> {
                identified(value, roots);
                if (Traits.isEntity(value.getClass())) {
                    entities.accept(value);
                    walk(value, entities, roots);
                }
            }
        }
    }

    private static void identified(Object id, BiConsumer<Class<? extends Root>, Object> roots) {
        Class<? extends Root> type = Traits.identified(id.getClass());
        if (type != null) {
            roots.accept(type, id);
        }
    }
}

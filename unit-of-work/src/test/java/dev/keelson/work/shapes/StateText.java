package dev.keelson.work.shapes;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of an object as text, read from its fields without any of Keelson's code: two objects have the same
 * text just if they hold the same, whatever their {@code equals} says. An object within itself, as a child's parent, is
 * told by how far above it stands.
 */
public final class StateText {

    private final Set<String> unsaid;
    private final Set<String> unordered;
    private final List<Object> path = new ArrayList<>();

    StateText(Set<String> unsaid, Set<String> unordered) {
        this.unsaid = unsaid;
        this.unordered = unordered;
    }

    /**
     * The whole state of an object.
     *
     * @param unsaid fields, as "Order.version", that are left out
     */
    public static String of(@Nullable Object value, String... unsaid) {
        return new StateText(Set.of(unsaid), Set.of()).text(value, false);
    }

    String text(Object state) {
        return text(state, false);
    }

    private String text(@Nullable Object value, boolean withoutOrder) {
        return switch (value) {
            case null -> "null";
            case Optional<?> optional ->
                optional.map(content -> "there(" + text(content, false) + ")").orElse("absent");
            case Ref<?> ref -> "ref(" + text(ref.id(), false) + ")";
            case Refs<?> refs -> "refs";
            case byte[] bytes -> Arrays.toString(bytes);
            case Map<?, ?> map -> map(map);
            case Collection<?> collection -> collection(collection, withoutOrder || collection instanceof Set);
            case Enum<?> constant -> constant.name();
            default -> isPlatform(value.getClass()) ? value + "" : object(value);
        };
    }

    private static boolean isPlatform(Class<?> type) {
        return type.getName().startsWith("java.") || type.getName().startsWith("sun.");
    }

    private String map(Map<?, ?> map) {
        List<String> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(text(key, false) + "=" + text(value, false)));
        entries.sort(null);
        return entries.toString();
    }

    private String collection(Collection<?> collection, boolean withoutOrder) {
        List<String> elements = new ArrayList<>();
        collection.forEach(element -> elements.add(text(element, false)));
        if (withoutOrder) {
            elements.sort(null);
        }
        return elements.toString();
    }

    private String object(Object object) {
        for (int above = 1; above <= path.size(); above++) {
            if (path.get(path.size() - above) == object) {
                return "^" + above;
            }
        }
        path.add(object);
        StringBuilder text = new StringBuilder(object.getClass().getSimpleName()).append('{');
        fields(object.getClass(), object, text);
        path.remove(path.size() - 1);
        return text.append('}').toString();
    }

    private void fields(Class<?> type, Object object, StringBuilder text) {
        if (type.getSuperclass() != null && !isPlatform(type.getSuperclass())) {
            fields(type.getSuperclass(), object, text);
        }
        for (Field field : type.getDeclaredFields()) {
            String name = type.getSimpleName() + "." + field.getName();
            boolean state = !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers());
            if (state && !field.isSynthetic() && !unsaid.contains(name)) {
                text.append(field.getName())
                        .append(": ")
                        .append(text(read(field, object), unordered.contains(name)))
                        .append("; ");
            }
        }
    }

    private static @Nullable Object read(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package dev.keelson.work.policy.softdelete;

import dev.keelson.work.policy.softdelete.Realm.Root;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the classes of the realm have, read by reflection. */
final class Traits {

    /** By which the domain says that a root is deleted. */
    private static final Set<String> DELETIONS = Set.of("deletedAt", "deleted");

    /** The roots, as they are mapped, each with the class of its identifiers. */
    static final Map<Class<? extends Root>, Class<?>> ROOTS = new LinkedHashMap<>();

    static {
        List<Class<?>> types = new ArrayList<>(List.of(Realm.class.getDeclaredClasses()));
        types.sort(Comparator.comparing(Class::getName));
        for (Class<?> type : types) {
            if (type != Root.class && type.getSuperclass() == Root.class) {
                ROOTS.put(type.asSubclass(Root.class), field(type, "id").getType());
            }
        }
    }

    private Traits() {}

    /** The class of the root that these identify, or null where they identify none. */
    static @Nullable Class<? extends Root> identified(Class<?> identifiers) {
        if (identifiers != UUID.class) {
            for (Map.Entry<Class<? extends Root>, Class<?>> root : ROOTS.entrySet()) {
                if (root.getValue() == identifiers) {
                    return root.getKey();
                }
            }
        }
        return null;
    }

    /** The class under which a root is mapped. */
    static Class<? extends Root> family(Class<?> type) {
        Class<?> at = type;
        while (at.getSuperclass() != Root.class) {
            at = at.getSuperclass();
        }
        return at.asSubclass(Root.class);
    }

    static boolean isEntity(Class<?> type) {
        return type.getEnclosingClass() == Realm.class
                && !type.isRecord()
                && !type.isInterface()
                && !Root.class.isAssignableFrom(type);
    }

    static boolean isRoot(Class<?> type) {
        return Root.class.isAssignableFrom(type);
    }

    /** The classes of which objects of this class may be, in one order. */
    static List<Class<?>> concrete(Class<?> type) {
        return type.isSealed() ? List.of(type.getPermittedSubclasses()) : List.of(type);
    }

    /** All properties but those that tell that the domain deleted it, the superclass's first. */
    static List<Field> properties(Class<?> type) {
        List<Field> properties = new ArrayList<>();
        if (type.getSuperclass() != null && type.getSuperclass().getEnclosingClass() == Realm.class) {
            properties.addAll(properties(type.getSuperclass()));
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !DELETIONS.contains(field.getName())) {
                field.setAccessible(true);
                properties.add(field);
            }
        }
        return properties;
    }

    private static Field field(Class<?> type, String name) {
        for (Class<?> at : concrete(type)) {
            for (Field field : properties(at)) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new IllegalArgumentException(type + " has no " + name);
    }

    static boolean isNullable(Field field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    static @Nullable Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void set(Field field, Object object, @Nullable Object value) {
        try {
            field.set(object, value);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Object id(Object object) {
        Object id = get(field(object.getClass(), "id"), object);
        if (id == null) {
            throw new IllegalArgumentException(object + " has no identifier");
        }
        return id;
    }

    /** Its identifier, without the record that may hold it. */
    static UUID uuid(Object object) {
        Object id = id(object);
        return (UUID)
                (id instanceof UUID
                        ? id
                        : Objects.requireNonNull(get(properties(id.getClass()).get(0), id)));
    }

    /** An object of this identifier, or a record of these components. */
    static Object made(Class<?> type, @Nullable Object... values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One of another class with the same identifier, and what both classes have. */
    static Object become(Object object, Class<?> type) {
        Object other = made(type, id(object));
        List<Field> theirs = properties(type);
        for (Field field : properties(object.getClass())) {
            if (theirs.contains(field) && !field.getName().equals("id")) {
                set(field, other, get(field, object));
            }
        }
        return other;
    }
}

package dev.keelson.work.mapping.column;

import dev.keelson.work.model.Container;
import dev.keelson.work.model.Container.Kind;
import dev.keelson.work.scan.ClassScan;
import dev.keelson.work.scan.Types;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Which collections a load can fill: the interfaces of {@code java.util}, and every class with a constructor that takes
 * nothing.
 */
public final class Containers {

    private Containers() {}

    public static boolean isContainer(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    /** How a collection declared so is made, or empty where nothing can fill it. */
    public static Optional<Container> of(Type type) {
        Class<?> raw = Types.raw(type);
        if (raw == EnumMap.class) {
            return enumMap(type);
        }
        Kind kind = Map.class.isAssignableFrom(raw) ? Kind.MAP : Set.class.isAssignableFrom(raw) ? Kind.SET : Kind.LIST;
        if (raw.isInterface()) {
            return (kind == Kind.MAP ? map(raw) : collection(raw)).map(maker -> new Container(kind, maker));
        }
        return constructor(raw).map(maker -> new Container(kind, maker));
    }

    private static Optional<Supplier<Object>> map(Class<?> raw) {
        if (raw.isAssignableFrom(LinkedHashMap.class)) {
            return Optional.of(LinkedHashMap::new);
        }
        return raw.isAssignableFrom(TreeMap.class) ? Optional.of(TreeMap::new) : Optional.empty();
    }

    private static Optional<Supplier<Object>> collection(Class<?> raw) {
        if (raw.isAssignableFrom(ArrayList.class)) {
            return Optional.of(ArrayList::new);
        }
        if (raw.isAssignableFrom(LinkedHashSet.class)) {
            return Optional.of(LinkedHashSet::new);
        }
        if (raw.isAssignableFrom(TreeSet.class)) {
            return Optional.of(TreeSet::new);
        }
        return raw.isAssignableFrom(ArrayDeque.class) ? Optional.of(ArrayDeque::new) : Optional.empty();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the key of an EnumMap is an enum
    private static Optional<Container> enumMap(Type type) {
        Type key = Types.argument(type, Map.class, 0);
        return key instanceof Class<?> keys && keys.isEnum()
                ? Optional.of(new Container(Kind.MAP, () -> new EnumMap((Class) keys)))
                : Optional.empty();
    }

    private static Optional<Supplier<Object>> constructor(Class<?> raw) {
        if (Modifier.isAbstract(raw.getModifiers())) {
            return Optional.empty();
        }
        try {
            MethodHandle constructor = (ClassScan.isPlatform(raw)
                            ? MethodHandles.publicLookup()
                            : ClassScan.lookup(raw))
                    .findConstructor(raw, MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class));
            return Optional.of(() -> {
                try {
                    return (Object) constructor.invokeExact();
                } catch (RuntimeException | Error failure) {
                    throw failure;
                } catch (Throwable checked) {
                    throw new IllegalStateException("Cannot make a " + raw.getName(), checked);
                }
            });
        } catch (NoSuchMethodException | IllegalAccessException none) {
            return Optional.empty();
        }
    }
}

package dev.keelson.work.scan;

import dev.keelson.work.model.Accessor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads classes by reflection, at start-up. */
public final class ClassScan {

    private ClassScan() {}

    /**
     * The persistent fields, those of superclasses first: neither static nor transient. Their types are what they mean in
     * this type: in {@code class Order extends Base<OrderId>} an inherited {@code ID id} is an {@code OrderId}.
     *
     * @param type a class, with its arguments where it has some
     */
    public static List<PropertyDraft> properties(Type type, ClassRules rules) {
        List<PropertyDraft> properties = new ArrayList<>();
        addProperties(Types.raw(type), type, rules, properties);
        return properties;
    }

    private static void addProperties(Class<?> declaring, Type type, ClassRules rules, List<PropertyDraft> properties) {
        Class<?> superclass = declaring.getSuperclass();
        if (superclass != null && !isPlatform(superclass)) {
            addProperties(superclass, type, rules, properties);
        }
        for (Field field : declaring.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())
                    && !Modifier.isTransient(field.getModifiers())
                    && !field.isSynthetic()
                    && !rules.ignores(field)) {
                properties.add(PropertyDraft.of(field, type));
            }
        }
    }

    /** Which of its properties identifies an object, where an annotation on field, record component or getter says so. */
    public static Optional<PropertyDraft> identity(List<PropertyDraft> properties, Class<?> type) {
        return Jmolecules.identity(properties, type);
    }

    public static boolean isPlatform(Class<?> type) {
        return type.isPrimitive() || type.isArray() || type.getName().startsWith("java.");
    }

    /** A concrete class of the application, whose fields may be mapped. */
    public static boolean isPlainClass(Class<?> type) {
        return !isPlatform(type) && !type.isInterface() && !type.isEnum() && !Modifier.isAbstract(type.getModifiers());
    }

    /**
     * The way in and out of a field.
     *
     * @throws IllegalAccessException if module encapsulation keeps us out
     */
    public static Accessor accessor(Field field) throws IllegalAccessException {
        MethodHandles.Lookup lookup = lookup(field.getDeclaringClass());
        Class<?> read = field.getType().isPrimitive() ? field.getType() : Object.class;
        MethodHandle getter = lookup.unreflectGetter(field).asType(MethodType.methodType(read, Object.class));
        MethodHandle setter = Modifier.isFinal(field.getModifiers())
                ? null
                : lookup.unreflectSetter(field).asType(MethodType.methodType(void.class, Object.class, Object.class));
        return new Accessor(getter, setter);
    }

    /**
     * Finds members of a class whatever their visibility.
     *
     * @throws IllegalAccessException if module encapsulation keeps us out
     */
    public static MethodHandles.Lookup lookup(Class<?> type) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }

    /** What to write where module encapsulation keeps us out. */
    public static String opensLine(Class<?> type) {
        return "add to module-info.java of " + type.getModule().getName() + ": opens " + type.getPackageName()
                + " to dev.keelson.work;";
    }
}

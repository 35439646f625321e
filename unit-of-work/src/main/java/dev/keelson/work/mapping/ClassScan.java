package dev.keelson.work.mapping;

import dev.keelson.work.model.Accessor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** Reads classes by reflection, at start-up. */
final class ClassScan {

    private ClassScan() {}

    /** The persistent fields, those of superclasses first: neither static nor transient. */
    static List<PropertyDraft> properties(Class<?> type) {
        List<PropertyDraft> properties = new ArrayList<>();
        if (type.getSuperclass() != null && !isPlatform(type.getSuperclass())) {
            properties.addAll(properties(type.getSuperclass()));
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())
                    && !Modifier.isTransient(field.getModifiers())
                    && !field.isSynthetic()) {
                properties.add(PropertyDraft.of(field));
            }
        }
        return properties;
    }

    static boolean isPlatform(Class<?> type) {
        return type.isPrimitive() || type.isArray() || type.getName().startsWith("java.");
    }

    /** A concrete class of the application, whose fields may be mapped. */
    static boolean isPlainClass(Class<?> type) {
        return !isPlatform(type) && !type.isInterface() && !type.isEnum() && !Modifier.isAbstract(type.getModifiers());
    }

    static Accessor accessor(Field field) throws IllegalAccessException {
        MethodHandles.Lookup lookup = lookup(field.getDeclaringClass());
        MethodHandle getter = lookup.unreflectGetter(field).asType(MethodType.methodType(Object.class, Object.class));
        MethodHandle setter = Modifier.isFinal(field.getModifiers())
                ? null
                : lookup.unreflectSetter(field).asType(MethodType.methodType(void.class, Object.class, Object.class));
        return new Accessor(getter, setter);
    }

    static MethodHandles.Lookup lookup(Class<?> type) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }

    /** What to write where module encapsulation keeps us out. */
    static String opensLine(Class<?> type) {
        return "add to module-info.java of " + type.getModule().getName() + ": opens " + type.getPackageName()
                + " to dev.keelson.work;";
    }
}

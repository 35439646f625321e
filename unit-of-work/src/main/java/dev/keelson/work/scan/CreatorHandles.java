package dev.keelson.work.scan;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Handles of constructors and factory methods that say which argument was null, or that nothing was made. */
final class CreatorHandles {

    private static final MethodHandle PRESENT = own("present", Object.class, String.class, String.class, Object.class);
    private static final MethodHandle MADE = own("made", Object.class, String.class, Object.class);

    private CreatorHandles() {}

    /**
     * The handle of a constructor or static method.
     *
     * @param arguments for each parameter the property whose value it takes
     */
    static MethodHandle of(Executable executable, List<PropertyDraft> arguments) throws IllegalAccessException {
        MethodHandles.Lookup lookup = ClassScan.lookup(executable.getDeclaringClass());
        MethodHandle handle;
        if (executable instanceof Constructor<?> constructor) {
            handle = lookup.unreflectConstructor(constructor).asFixedArity();
        } else {
            MethodHandle factory = lookup.unreflect((Method) executable).asFixedArity();
            handle = MethodHandles.filterReturnValue(
                    factory.asType(factory.type().changeReturnType(Object.class)),
                    MethodHandles.insertArguments(MADE, 0, executable.getName()));
        }
        Class<?>[] parameters = executable.getParameterTypes();
        for (int i = 0; i < parameters.length; i++) {
            PropertyDraft property = arguments.get(i);
            if (parameters[i].isPrimitive() && !property.field().getType().isPrimitive()) {
                MethodHandle present =
                        MethodHandles.insertArguments(PRESENT, 0, property.name(), parameters[i].getName());
                handle = MethodHandles.filterArguments(
                        handle, i, present.asType(MethodType.methodType(parameters[i], Object.class)));
            }
        }
        return handle;
    }

    @SuppressWarnings("unused") // called by handle
    private static Object present(String property, String primitive, @Nullable Object value) {
        if (value == null) {
            throw new AbsentArgumentException(property, primitive);
        }
        return value;
    }

    @SuppressWarnings("unused") // called by handle
    private static Object made(String factory, @Nullable Object object) {
        if (object == null) {
            throw new IllegalArgumentException("the factory method '" + factory + "' gave null");
        }
        return object;
    }

    private static MethodHandle own(String name, Class<?> result, Class<?>... parameters) {
        try {
            return MethodHandles.lookup()
                    .findStatic(CreatorHandles.class, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}

package dev.keelson.work.scan;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads which property a method reference such as {@code Order::total} names. The accessor may be called as its field, or
 * {@code getTotal}, or {@code isActive}; it is never called.
 */
public final class MethodReferences {

    private static final List<String> PREFIXES = List.of("get", "is");

    /** What the method references of one class name, each read once and kept as long as the class itself. */
    private static final ClassValue<Known> KNOWN = new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
            return new Known();
        }
    };

    private MethodReferences() {}

    private static final class Known {

        private volatile @Nullable Property property;

        private Property of(Serializable reference) {
            Property known = property;
            if (known == null) {
                known = read(reference);
                property = known;
            }
            return known;
        }
    }

    /**
     * What a method reference names.
     *
     * @param name the property
     * @param declaringClass the class or interface that declares its accessor
     */
    public record Property(String name, Class<?> declaringClass) {}

    /**
     * Reads a method reference.
     *
     * @throws IllegalArgumentException if it is none, being a lambda or an object of a class, or if its module keeps us out
     */
    public static Property property(Serializable reference) {
        // the class of a lambda is that of one place in a program, which names one accessor
        return reference.getClass().isHidden() ? KNOWN.get(reference.getClass()).of(reference) : read(reference);
    }

    private static Property read(Serializable reference) {
        SerializedLambda written = written(reference);
        String method = written.getImplMethodName();
        if (method.startsWith("lambda$") || method.equals("<init>")) {
            throw noReference();
        }
        Class<?> type = load(written.getImplClass(), reference.getClass());
        return new Property(name(method, type), declaring(method, type));
    }

    private static SerializedLambda written(Serializable reference) {
        Class<?> type = reference.getClass();
        try {
            MethodHandles.Lookup lookup = ClassScan.lookup(type);
            MethodHandle writer = lookup.findVirtual(type, "writeReplace", MethodType.methodType(Object.class));
            if (writer.invoke(reference) instanceof SerializedLambda written) {
                return written;
            }
            throw noReference();
        } catch (IllegalAccessException closed) {
            throw new IllegalArgumentException(
                    "Cannot read the method reference given as a property: the module "
                            + type.getModule().getName()
                            + " in which it is written is closed. Write the property's path instead, such as \"total\","
                            + " or " + ClassScan.opensLine(type),
                    closed);
        } catch (NoSuchMethodException notALambda) {
            throw noReference(notALambda);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw noReference(failure);
        }
    }

    private static IllegalArgumentException noReference(Throwable... cause) {
        return new IllegalArgumentException(
                "Cannot tell which property is meant: what was given is no method reference of an accessor. A lambda"
                        + " such as o -> o.total() does not tell its name; write the method reference, Order::total, or"
                        + " the property's path, \"total\".",
                cause.length == 0 ? null : cause[0]);
    }

    private static Class<?> load(String internalName, Class<?> from) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, from.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw noReference(missing);
        }
    }

    /** The field that the accessor is named after; where the class has no such field, by the convention of beans. */
    private static String name(String method, Class<?> type) {
        Optional<String> bare = PREFIXES.stream()
                .filter(prefix -> method.startsWith(prefix)
                        && method.length() > prefix.length()
                        && !Character.isLowerCase(method.charAt(prefix.length())))
                .map(prefix -> method.substring(prefix.length()))
                .findFirst();
        String lower = bare.map(rest -> rest.substring(0, 1).toLowerCase(Locale.ROOT) + rest.substring(1))
                .orElse(method);
        return Stream.of(method, lower, bare.orElse(method), lower.toLowerCase(Locale.ROOT))
                .filter(name -> hasField(name, type))
                .findFirst()
                .orElse(lower);
    }

    private static boolean hasField(String name, Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (Arrays.stream(at.getDeclaredFields()).map(Field::getName).anyMatch(name::equals)) {
                return true;
            }
        }
        return false;
    }

    private static Class<?> declaring(String method, Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (Arrays.stream(at.getDeclaredMethods())
                    .filter(declared -> declared.getParameterCount() == 0)
                    .map(Method::getName)
                    .anyMatch(method::equals)) {
                return at;
            }
        }
        return type;
    }
}

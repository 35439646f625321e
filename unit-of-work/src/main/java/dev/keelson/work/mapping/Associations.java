package dev.keelson.work.mapping;

import dev.keelson.work.model.Accessor;
import dev.keelson.work.model.Creator;
import dev.keelson.work.scan.Types;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Association<T, ID>} of jMolecules, which wraps the identifier of the aggregate it points to. Known by name,
 * since the library need not be on the class path.
 */
final class Associations {

    private static final String NAME = "org.jmolecules.ddd.types.Association";
    private static final int ID = 1;

    private Associations() {}

    static Optional<Wrapper> wrapperOf(Type type) {
        Class<?> raw = Types.raw(type);
        if (!raw.getName().equals(NAME)) {
            return Optional.empty();
        }
        Accessor getter =
                new Accessor(handle(raw, "getId", 0).asType(MethodType.methodType(Object.class, Object.class)), null);
        Creator maker = new Creator(handle(raw, "forId", 1), List.of(0));
        return Optional.of(new Wrapper(raw, TypeRules.wrapped(type, ID), getter::get, maker::create));
    }

    private static MethodHandle handle(Class<?> association, String name, int parameters) {
        Method found = Stream.of(association.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow(() -> unknown(name, null));
        try {
            return MethodHandles.publicLookup().unreflect(found);
        } catch (IllegalAccessException closed) {
            throw unknown(name, closed);
        }
    }

    private static IllegalStateException unknown(String method, @Nullable Throwable cause) {
        return new IllegalStateException(
                "Cannot map an " + NAME + ": it has no public method " + method
                        + ". It is of a version that is not known" + " here; register it as a wrapper.",
                cause);
    }
}

package dev.keelson.work;

import dev.keelson.kernel.error.MappingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How each repository of the domain is made for a unit of work. Immutable. */
final class Repositories {

    private final Map<Class<?>, Function<SqlUnitOfWork, ?>> makers;

    Repositories(Map<Class<?>, Function<SqlUnitOfWork, ?>> makers) {
        this.makers = new LinkedHashMap<>(makers);
    }

    /**
     * @throws MappingException if nobody said how to make it
     */
    <R> R make(Class<R> type, SqlUnitOfWork work) {
        Function<SqlUnitOfWork, ?> maker = makers.get(type);
        if (maker == null) {
            throw new MappingException(List.of(new MappingException.Fault(
                    type.getName(),
                    "no repository of this type is registered",
                    "Register it: Keelson.builder().repository(" + type.getSimpleName()
                            + ".class, work -> ...); known are " + makers.keySet())));
        }
        return type.cast(maker.apply(work));
    }
}

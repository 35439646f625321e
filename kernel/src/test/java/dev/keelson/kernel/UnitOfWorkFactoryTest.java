package dev.keelson.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The signatures as callers write them: most of what is tested here is tested by compiling. */
class UnitOfWorkFactoryTest {

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));
    private static final Aggregates AGGREGATES = proxy(Aggregates.class, arguments -> 42L);

    /** Hands the aggregates to the function, which is always the last argument. */
    private final UnitOfWorkFactory units = proxy(UnitOfWorkFactory.class, arguments -> {
        Object work = arguments[arguments.length - 1];
        if (work instanceof WorkFunction<?, ?> function) {
            return function.apply(AGGREGATES);
        }
        ((WorkAction<?>) work).accept(AGGREGATES);
        return null;
    });

    @Test
    void lambdas_of_both_shapes_need_no_type_arguments_and_no_catch() {
        units.run(CONTEXT, work -> work.requireUnchanged("order"));
        units.run(CONTEXT, CommandToken.next(), work -> work.requireUnchanged("order"));
        long id = units.call(CONTEXT, work -> work.nextId(String.class));
        Long same = units.call(CONTEXT, CommandToken.next(), work -> work.get(Long.class, id));

        assertThat(same).isEqualTo(42);
    }

    @Test
    void a_function_may_return_null() {
        @Nullable String nothing = units.<@Nullable String, RuntimeException>call(CONTEXT, work -> null);

        assertThat(nothing).isNull();
    }

    @Test
    void checked_exceptions_pass_through() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> units.run(CONTEXT, work -> {
                    throw new IOException("no file");
                }));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> units.call(CONTEXT, work -> read(work)));
    }

    private static int read(Aggregates work) throws IOException {
        throw new IOException("no file for " + work.nextId(String.class));
    }

    private interface Answer {
        @Nullable
        Object to(Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer.to(arguments)));
    }
}

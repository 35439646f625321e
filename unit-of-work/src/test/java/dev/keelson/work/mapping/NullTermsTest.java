package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Null for a term of a mapping or a policy is refused where it is given: it would stand for that the term was never said. */
class NullTermsTest {

    static Stream<Supplier<Object>> terms() {
        return Stream.of(
                AggregateConfig::new,
                PropertyConfig::new,
                PartConfig::new,
                CollectionConfig::new,
                SubtypeConfig::new,
                RefsConfig::new,
                Audit::columns,
                () -> SoftDelete.columns("deleted_at"),
                () -> Tenancy.byColumn("tenant"));
    }

    @ParameterizedTest
    @MethodSource("terms")
    void no_term_takes_null(Supplier<Object> terms) {
        List<String> taken = new ArrayList<>();
        int asked = 0;
        for (Method method : terms.get().getClass().getMethods()) {
            boolean isTerm = method.getReturnType().isInstance(terms.get())
                    && method.getParameterCount() == 1
                    && !method.getParameterTypes()[0].isPrimitive();
            asked += isTerm ? 1 : 0;
            if (isTerm && takesNull(method, terms.get())) {
                taken.add(method.toString());
            }
        }
        assertThat(taken).isEmpty();
        assertThat(asked).isPositive();
    }

    private static boolean takesNull(Method method, Object terms) {
        try {
            method.setAccessible(true);
            method.invoke(terms, new Object[] {null});
            return true;
        } catch (InvocationTargetException failed) {
            return !(failed.getCause() instanceof NullPointerException);
        } catch (IllegalAccessException failed) {
            throw new AssertionError(failed);
        }
    }
}

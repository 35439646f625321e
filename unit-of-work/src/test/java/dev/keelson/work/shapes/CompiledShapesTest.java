package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.hydrate.Compiled;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.AggregateMapping;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Final classes that were compiled without the names of their parameters: in values, children, parts and hierarchies. */
class CompiledShapesTest {

    private static final String SOURCE = """
        package elsewhere;

        import java.util.ArrayList;
        import java.util.List;
        import java.util.UUID;

        public final class Voyage {

            static final class Span {
                private final int low;
                private final int high;

                private Span(int a, int b) {
                    low = a;
                    high = b;
                }
            }

            static final class Stop {
                private final UUID id;
                private final String port;

                Stop(UUID a, String b) {
                    id = a;
                    port = b.trim();
                }
            }

            static final class Papers {
                private final String flag;
                private final long number;

                private Papers(String a, long b) {
                    flag = a;
                    number = b;
                }

                static Papers of(String a, long b) {
                    return new Papers(a, b);
                }
            }

            abstract static class Cargo {
                private final UUID id;

                Cargo(UUID a) {
                    id = a;
                }
            }

            static final class Bulk extends Cargo {
                private final double tons;

                Bulk(UUID a, double b) {
                    super(a);
                    tons = b;
                }
            }

            static final class Box extends Cargo {
                private final String code;

                Box(UUID a, String b) {
                    super(a);
                    code = b.trim();
                }
            }

            private final UUID id;
            private final Span span;
            private final Papers papers;
            private final List<Stop> stops = new ArrayList<>();
            private final List<Cargo> cargo = new ArrayList<>();

            private Voyage(UUID a, Span b, Papers c) {
                id = a;
                span = b;
                papers = c;
            }

            public static Voyage example(UUID a) {
                Voyage voyage = new Voyage(a, new Span(1, 2), new Papers("PA", 77));
                voyage.stops.add(new Stop(UUID.randomUUID(), "Lima"));
                voyage.cargo.add(new Bulk(UUID.randomUUID(), 2.5));
                voyage.cargo.add(new Box(UUID.randomUUID(), "X"));
                return voyage;
            }
        }
        """;

    @TempDir
    Path folder;

    private static Class<?> nested(Class<?> type, String name) {
        for (Class<?> nested : type.getDeclaredClasses()) {
            if (nested.getSimpleName().equals(name)) {
                return nested;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static <A> KeelsonBuilder mapped(Class<A> type, AggregateMapping<?> mapping) {
        @SuppressWarnings("unchecked") // the mapping names properties only
        AggregateMapping<A> its = (AggregateMapping<A>) mapping;
        return Keelson.builder().map(type, its);
    }

    private static void named(Class<?> type, AggregateConfig<?> voyage) {
        voyage.constructor("id", "span", "papers")
                .property("span", span -> span.constructor("low", "high"))
                .part("papers", papers -> papers.sharedKey().factory("of", "flag", "number"))
                .children("stops", stops -> stops.constructor("id", "port"))
                .children(
                        "cargo",
                        cargo -> cargo.subtype(nested(type, "Bulk"), bulk -> bulk.constructor("id", "tons"))
                                .subtype(nested(type, "Box"), box -> box.constructor("id", "code")));
    }

    @Test
    void they_are_made_in_the_way_that_configuration_names() throws Exception {
        Class<?> type = Compiled.load(folder, "elsewhere.Voyage", SOURCE, "-g:none");
        UUID id = UUID.randomUUID();
        Method example = type.getMethod("example", UUID.class);
        Object voyage = example.invoke(null, id);
        try (Store store = Store.of(() -> mapped(type, all -> named(type, all)))) {
            store.save(voyage);
            assertThat(StateText.of(store.load(type, id))).isEqualTo(StateText.of(voyage));
        }
    }

    @Test
    void without_configuration_each_is_told_with_the_line_to_write() {
        Class<?> type = Compiled.load(folder, "elsewhere.Voyage", SOURCE, "-g:none");
        AggregateMapping<Object> mapping = voyage -> voyage.part("papers", papers -> papers.sharedKey())
                .children("cargo", cargo -> cargo.subtypes(nested(type, "Bulk"), nested(type, "Box")));
        MappingException refused = catchThrowableOfType(
                MappingException.class, () -> mapped(type, mapping).schema());
        assertThat(refused.faults())
                .allMatch(fault -> fault.mend().contains(".constructor(\"first\""))
                .extracting(MappingException.Fault::path)
                .containsExactlyInAnyOrder(
                        "Voyage", "Voyage.span", "Voyage.papers", "Voyage.stops", "Voyage.cargo", "Voyage.cargo");
    }
}

package dev.keelson.work.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.hydrate.Compiled;
import dev.keelson.work.model.Creator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a creator is found in classes as other builds compile them. */
class CompiledCreatorTest {

    private static final String SOURCE = """
        package elsewhere;

        public final class Name {

            private final String first;
            private final long born;
            private final String last;

            private Name(String first, long born, String last) {
                this.first = first;
                this.born = born;
                this.last = last;
            }

            static Name of(String last, long born, String first) {
                String trimmed = first.trim();
                return new Name(trimmed, born, last);
            }

            static Name of(CharSequence last, long born, CharSequence first) {
                return new Name(first.toString(), born, last.toString());
            }

            static Name single(long born, String first, String last) {
                return new Name(first, born, last);
            }

            static Name pair(String first, long born, String last) {
                return new Name(first, born, last);
            }

            static Name pair(CharSequence last, long born, CharSequence first) {
                return new Name("wrong", born, "wrong");
            }

            @Override
            public String toString() {
                return first + " " + born + " " + last;
            }
        }
        """;

    @TempDir
    Path folder;

    private final Faults faults = new Faults();

    private Optional<Creator> find(@Nullable CreatorChoice configured, String... options) {
        Class<?> type = Compiled.load(folder, "elsewhere.Name", SOURCE, options);
        return new CreatorFinder(faults).find("Name", type, ClassScan.properties(type, ClassRules.NONE), configured);
    }

    private static CreatorChoice factory(String name, String... properties) {
        return new CreatorChoice(name, List.of(properties));
    }

    @Test
    void names_come_from_the_parameters_or_from_debug_information() {
        assertThat(find(null, "-parameters", "-g:none").orElseThrow().parameters())
                .containsExactly(0, 1, 2);
        assertThat(find(null, "-g").orElseThrow().parameters()).containsExactly(0, 1, 2);
        assertThat(faults.list()).isEmpty();
    }

    @Test
    void without_them_the_fault_shows_what_to_write() {
        assertThat(find(null, "-g:none")).isEmpty();
        assertThat(faults.list())
                .containsExactly(new Fault(
                        "Name",
                        "no usable constructor: the class file of elsewhere.Name does not tell the parameter names of"
                                + " Name(String, long, String)",
                        "compile with -parameters, or name the properties in order: .constructor(\"first\","
                                + " \"second\", ...)"));
    }

    @Test
    void a_configured_constructor_or_factory_counts_without_them() {
        Creator constructor = find(new CreatorChoice(null, List.of("first", "born", "last")), "-g:none")
                .orElseThrow();
        assertThat(constructor.create(new Object[] {"Ada", 1815L, "Byron"})).hasToString("Ada 1815 Byron");
        Creator factory =
                find(factory("single", "born", "first", "last"), "-g:none").orElseThrow();
        assertThat(factory.parameters()).containsExactly(1, 0, 2);
        assertThat(factory.create(new Object[] {1815L, "Ada", "Byron"})).hasToString("Ada 1815 Byron");
        assertThat(faults.list()).isEmpty();
    }

    @Test
    void debug_information_tells_the_names_of_a_static_method_too() {
        Creator pair = find(factory("pair", "first", "born", "last"), "-g").orElseThrow();
        assertThat(pair.create(new Object[] {"Ada", 1815L, "Byron"})).hasToString("Ada 1815 Byron");
    }

    @Test
    void of_two_namesakes_that_nothing_tells_apart_none_is_taken() {
        CreatorChoice of = factory("of", "last", "born", "first");
        assertThat(find(of, "-g:none")).isEmpty();
        assertThat(faults.list())
                .containsExactly(new Fault(
                        "Name",
                        "two factory methods of Name take the properties (last, born, first)",
                        "compile with -parameters and name the parameters of one of them as the properties, or name a"
                                + " static factory method that has no namesake: .factory(\"of\", \"first\", ...)"));
    }
}

package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.AggregateMapping;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where constructors' parameter names come from: the way a class was compiled decides. */
class CompiledClassTest {

    private static final String SOURCE = """
        package elsewhere;

        import java.util.UUID;

        public final class Account {

            private final UUID id;
            private final long cents;
            private final double rate;
            private String owner;

            public Account(UUID id, long cents, double rate, String owner) {
                String trimmed = owner.trim();
                this.id = id;
                this.cents = cents;
                this.rate = rate;
                this.owner = trimmed;
            }

            @Override
            public String toString() {
                return id + " " + cents + " " + rate + " " + owner;
            }
        }
        """;

    @TempDir
    Path folder;

    private Class<?> account(String... options) {
        return Compiled.load(folder, "elsewhere.Account", SOURCE, options);
    }

    private static <A> KeelsonBuilder mapped(Class<A> type, AggregateMapping<?> mapping) {
        @SuppressWarnings("unchecked") // the mapping names properties only
        AggregateMapping<A> its = (AggregateMapping<A>) mapping;
        return Keelson.builder().map(type, its);
    }

    private static String savedAndLoaded(Class<?> type, AggregateMapping<?> mapping) throws Exception {
        UUID id = UUID.fromString("00000000-0000-0000-0000-000000000001");
        Constructor<?> constructor = type.getConstructor(UUID.class, long.class, double.class, String.class);
        try (Store store = Store.of(() -> mapped(type, mapping))) {
            store.save(constructor.newInstance(id, 4_200_000_000L, 0.5, "Ada"));
            return store.load(type, id).toString();
        }
    }

    @Test
    void names_are_taken_from_the_class_files_parameters() throws Exception {
        Class<?> account = account("-parameters", "-g:none");
        assertThat(savedAndLoaded(account, AggregateMapping.byConvention()))
                .isEqualTo("00000000-0000-0000-0000-000000000001 4200000000 0.5 Ada");
    }

    @Test
    void else_from_its_local_variable_table_where_long_and_double_take_two_slots() throws Exception {
        Class<?> account = account("-g");
        assertThat(account.getConstructors()[0].getParameters()[0].isNamePresent())
                .isFalse();
        assertThat(savedAndLoaded(account, AggregateMapping.byConvention()))
                .isEqualTo("00000000-0000-0000-0000-000000000001 4200000000 0.5 Ada");
    }

    @Test
    void else_a_fault_shows_what_to_write() {
        Class<?> account = account("-g:none");
        MappingException refused = catchThrowableOfType(
                MappingException.class,
                () -> mapped(account, AggregateMapping.byConvention()).schema());
        assertThat(refused.faults())
                .containsExactly(new Fault(
                        "Account",
                        "no usable constructor: the class file of elsewhere.Account does not tell the parameter names"
                                + " of Account(UUID, long, double, String)",
                        "compile with -parameters, or name the properties in order: .constructor(\"first\","
                                + " \"second\", ...)"));
    }

    @Test
    void and_writing_it_is_enough() throws Exception {
        Class<?> account = account("-g:none");
        AggregateMapping<Object> written = all -> all.constructor("id", "cents", "rate", "owner");
        assertThat(savedAndLoaded(account, written))
                .isEqualTo("00000000-0000-0000-0000-000000000001 4200000000 0.5 Ada");
    }

    @Test
    void a_record_tells_its_components_however_it_was_compiled() {
        Class<?> point = Compiled.load(
                folder,
                "elsewhere.Point",
                "package elsewhere; public record Point(int id, long y, String name) {}",
                "-g:none");
        assertThat(mapped(point, AggregateMapping.byConvention())
                        .schema()
                        .statements()
                        .get(0))
                .startsWith("create table points (");
    }
}

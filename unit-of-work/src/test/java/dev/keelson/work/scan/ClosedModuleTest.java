package dev.keelson.work.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.MappingException.Fault;
import java.io.Serializable;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module that lets nobody in: what is told, and that opening the package is enough. */
class ClosedModuleTest {

    private static final String OPENS =
            "add to module-info.java of shop.domain: opens shop.domain to dev.keelson.work;";

    private static final String ORDER = """
        package shop.domain;

        import java.io.Serializable;
        import java.util.function.Function;

        public class Order {

            private final int id;

            private Order(int id) {
                this.id = id;
            }

            private static Order of(int id) {
                return new Order(id);
            }

            int id() {
                return id;
            }

            public static Serializable reference() {
                return (Function<Order, Integer> & Serializable) Order::id;
            }
        }
        """;

    @TempDir
    Path folder;

    private Class<?> order(String moduleBody) throws Exception {
        Path module =
                Files.writeString(folder.resolve("module-info.java"), "module shop.domain { " + moduleBody + " }");
        Path order = Files.writeString(folder.resolve("Order.java"), ORDER);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-parameters", "-d", folder.toString());
            boolean compiled = compiler.getTask(
                            null, null, null, options, null, files.getJavaFileObjects(module, order))
                    .call();
            assertThat(compiled).isTrue();
        }
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("shop.domain"));
        return boot.defineModulesWithOneLoader(configuration, getClass().getClassLoader())
                .findLoader("shop.domain")
                .loadClass("shop.domain.Order");
    }

    private static Serializable reference(Class<?> order) throws Exception {
        return (Serializable) order.getMethod("reference").invoke(null);
    }

    private static List<Fault> faults(Class<?> order, CreatorChoice configured) {
        Faults faults = new Faults();
        new CreatorFinder(faults).find("Order", order, ClassScan.properties(order, ClassRules.NONE), configured);
        return faults.list();
    }

    @Test
    void a_method_reference_written_in_it_cannot_be_read() throws Exception {
        Serializable reference = reference(order("exports shop.domain;"));
        assertThatThrownBy(() -> MethodReferences.property(reference))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot read the method reference given as a property: the module shop.domain in which it is"
                                + " written is closed. Write the property's path instead, such as \"total\", or "
                                + OPENS);
    }

    @Test
    void neither_a_constructor_nor_a_factory_of_it_can_be_called() throws Exception {
        Class<?> order = order("exports shop.domain;");
        Fault closed = new Fault("Order", "shop.domain.Order is encapsulated by its module", OPENS);
        assertThat(faults(order, new CreatorChoice(null, List.of("id")))).containsExactly(closed);
        assertThat(faults(order, new CreatorChoice("of", List.of("id")))).containsExactly(closed);
    }

    @Test
    void an_open_package_is_enough() throws Exception {
        Class<?> order = order("opens shop.domain;");
        assertThat(MethodReferences.property(reference(order)).name()).isEqualTo("id");
        assertThat(faults(order, new CreatorChoice("of", List.of("id")))).isEmpty();
    }
}

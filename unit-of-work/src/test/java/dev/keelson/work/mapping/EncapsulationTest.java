package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.mapping.build.ModelBuilder;
import java.io.IOException;
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

/** A domain in a module of its own lets nobody in unless it says so; the fault says what to say. */
class EncapsulationTest {

    @TempDir
    Path folder;

    private Class<?> order(String moduleBody) throws Exception {
        write("module-info.java", "module shop.domain { " + moduleBody + " }");
        write(
                "Order.java",
                "package shop.domain; public class Order { private final int id; Order(int id) { this.id = id; } }");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            null,
                            List.of("-parameters", "-d", folder.toString()),
                            null,
                            files.getJavaFileObjects(folder.resolve("module-info.java"), folder.resolve("Order.java")))
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

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static List<Fault> faults(Class<?> type) {
        ModelBuilder builder = new ModelBuilder();
        builder.add(type, AggregateMapping.byConvention());
        return builder.build(LiveColumns.NONE).faults();
    }

    @Test
    void a_closed_package_is_told_with_the_line_that_opens_it() throws Exception {
        assertThat(faults(order("exports shop.domain;")))
                .extracting(Fault::mend)
                .containsOnly("add to module-info.java of shop.domain: opens shop.domain to dev.keelson.work;");
    }

    @Test
    void an_open_package_is_mapped() throws Exception {
        assertThat(faults(order("opens shop.domain;"))).isEmpty();
    }
}

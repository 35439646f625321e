package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** jMolecules is recognised where an application has it, and not missed where it has not. */
class WithoutJmoleculesTest {

    static final class Plain {
        String id;
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (java.net.MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    @Test
    void types_and_identities_are_found_without_it_on_the_class_path() throws Exception {
        URL[] others = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jmolecules"))
                .map(WithoutJmoleculesTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
            assertThat(Stream.of("org.jmolecules.ddd.types.Association", "org.jmolecules.ddd.annotation.Identity"))
                    .noneMatch(name -> isThere(loader, name));
            assertThat(found(loader, "dev.keelson.work.mapping.column.Scalars", String.class))
                    .isTrue();
            assertThat(identities(loader)).isEqualTo(Optional.empty());
        }
    }

    private static boolean isThere(ClassLoader loader, String name) {
        try {
            loader.loadClass(name);
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    private static boolean found(ClassLoader loader, String scalars, Type type) throws Exception {
        Class<?> rules = loader.loadClass("dev.keelson.work.mapping.TypeRules");
        Class<?> classes = loader.loadClass("dev.keelson.work.scan.ClassRules");
        Constructor<?> constructor = loader.loadClass(scalars).getDeclaredConstructor(rules, classes);
        constructor.setAccessible(true);
        Object made = constructor.newInstance(
                rules.getConstructor().newInstance(), classes.getField("NONE").get(null));
        Method find = made.getClass().getDeclaredMethod("find", Type.class);
        find.setAccessible(true);
        return ((Optional<?>) find.invoke(made, type)).isPresent();
    }

    private static Object identities(ClassLoader loader) throws Exception {
        Class<?> scan = loader.loadClass("dev.keelson.work.scan.ClassScan");
        Class<?> rules = loader.loadClass("dev.keelson.work.scan.ClassRules");
        Class<?> plain = loader.loadClass(Plain.class.getName());
        Object properties = scan.getMethod("properties", Type.class, rules)
                .invoke(null, plain, rules.getField("NONE").get(null));
        return scan.getMethod("identity", List.class, Class.class).invoke(null, properties, plain);
    }
}

package dev.keelson.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What a build does: it runs the generator, and compiles what was written together with sources of the application's, by all warnings. */
final class Built {

    /** What the generator said, and how it ended. */
    record Run(int status, String said) {}

    private final Path folder;

    Built(Path folder) {
        this.folder = folder;
    }

    Path sources() {
        return folder.resolve("sources");
    }

    static Run run(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = Main.run(List.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
        return new Run(status, said.toString(StandardCharsets.UTF_8));
    }

    /** Generates, which goes well. */
    void generate(String mapping, String packageName) {
        assertThat(run(
                        "tables",
                        "--mapping",
                        mapping,
                        "--package",
                        packageName,
                        "--output",
                        sources().toString()))
                .isEqualTo(new Run(0, ""));
    }

    void write(String type, String source) {
        try {
            Path file = sources().resolve(type.replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Compiles all sources. */
    ClassLoader compile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter told = new StringWriter();
        Path classes = folder.resolve("classes");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Files.createDirectories(classes);
            List<String> options =
                    new ArrayList<>(List.of("-Xlint:all,-processing,-classfile", "-Werror", "-proc:none"));
            options.addAll(List.of("-parameters", "-d", classes.toString()));
            boolean compiled = compiler.getTask(
                            told, files, null, options, null, files.getJavaFileObjectsFromPaths(all()))
                    .call();
            assertThat(told.toString()).isEmpty();
            assertThat(compiled).isTrue();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new URLClassLoader(new URL[] {url(classes)}, Built.class.getClassLoader());
    }

    private static URL url(Path classes) {
        try {
            return classes.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    List<Path> all() {
        try (Stream<Path> files = Files.walk(sources())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String text(String type) {
        try {
            return Files.readString(sources().resolve(type.replace('.', '/') + ".java"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An object of a class that these sources have, by its constructor without parameters. */
    static <T> T made(ClassLoader loader, String type, Class<T> as) {
        try {
            return as.cast(loader.loadClass(type).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException failure) {
            throw new AssertionError(failure);
        }
    }
}

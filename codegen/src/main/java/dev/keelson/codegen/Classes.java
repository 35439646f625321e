package dev.keelson.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes of the application: those on the class path, and before these what was compiled of its sources. Closed after use. */
final class Classes implements AutoCloseable {

    private final ClassLoader loader;
    private final @Nullable Path compiled;

    private Classes(ClassLoader loader, @Nullable Path compiled) {
        this.loader = loader;
        this.compiled = compiled;
    }

    /**
     * The classes of the class path, and the mapping with what it needs where these folders have it.
     *
     * @throws CodegenException if it cannot be compiled
     */
    static Classes with(List<Path> sources, MappingName mapping) {
        for (Path folder : sources) {
            if (!Files.isDirectory(folder)) {
                throw new CodegenException("Cannot look for the mapping below --sources " + folder
                        + ": it is no folder. Name the one that the package of " + mapping.type() + " begins in.");
            }
        }
        ClassLoader around = Classes.class.getClassLoader();
        Path source = source(sources, mapping.type());
        if (source == null) {
            return new Classes(around, null);
        }
        Path folder = temporary();
        Classes classes = new Classes(new NewestFirst(folder, around), folder);
        try {
            SourceCompiler.compile(source, sources, folder, mapping);
        } catch (RuntimeException refused) {
            classes.close();
            throw refused;
        }
        return classes;
    }

    /** The file that has a class, or the class around it. */
    private static @Nullable Path source(List<Path> sources, String type) {
        for (String name = type; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('.')))) {
            for (Path folder : sources) {
                Path file = folder.resolve(name.replaceFirst("\\$.*", "").replace('.', '/') + ".java");
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("keelson-codegen");
        } catch (IOException failure) {
            throw new CodegenException(
                    "Cannot compile the mapping: there is no place for its classes below "
                            + System.getProperty("java.io.tmpdir") + ". Name another by -Djava.io.tmpdir.",
                    failure);
        }
    }

    /** The class of this name, or null where there is none. */
    @Nullable
    Class<?> find(String name) {
        String binary = name;
        while (binary != null) {
            Class<?> found = named(binary);
            if (found != null) {
                return found;
            }
            binary = MappingName.nested(binary); // it may be nested in what stands before its last dot
        }
        return null;
    }

    private @Nullable Class<?> named(String binary) {
        try {
            return Class.forName(binary, false, loader);
        } catch (ClassNotFoundException | NoClassDefFoundError missing) {
            return null;
        }
    }

    @Override
    public void close() {
        if (compiled == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(compiled)) {
            if (loader instanceof NewestFirst own) {
                own.close();
            }
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Looks into a folder first: what an earlier build left on the class path may be of older sources. */
    private static final class NewestFirst extends URLClassLoader {

        NewestFirst(Path folder, ClassLoader parent) {
            super(new URL[] {url(folder)}, parent);
        }

        private static URL url(Path folder) {
            try {
                return folder.toUri().toURL();
            } catch (MalformedURLException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (findLoadedClass(name) == null && findResource(name.replace('.', '/') + ".class") != null) {
                    findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        }
    }
}

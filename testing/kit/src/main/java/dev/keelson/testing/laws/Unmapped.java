package dev.keelson.testing.laws;

import dev.keelson.testing.laws.values.Text;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what a mapping leaves out: subclasses beside the classes of the domain, and fields whose values are lost. Used by one thread. */
final class Unmapped {

    private final Map<String, List<Class<?>>> beside = new HashMap<>();

    /** The concrete subclasses of mapped classes that no place of the aggregate takes, by the place that would have to. */
    Map<String, Class<?>> subclasses(AggregateModel model) {
        Map<String, Class<?>> found = new LinkedHashMap<>();
        Set<Shape> shapes = new LinkedHashSet<>();
        shapes(model.shape(), shapes);
        for (Shape shape : shapes) {
            Set<Class<?>> mapped = new HashSet<>();
            switch (shape) {
                case ObjectModel object -> mapped.add(object.type());
                case Hierarchy hierarchy ->
                    hierarchy.subtypes().forEach(one -> mapped.add(one.object().type()));
            }
            for (Class<?> type : beside(shape.type())) {
                boolean isOne = shape.type().isAssignableFrom(type)
                        && !Modifier.isAbstract(type.getModifiers())
                        && !type.isAnonymousClass()
                        && !type.isLocalClass()
                        && !type.isEnum();
                if (isOne && !mapped.contains(type)) {
                    found.put(shape.path(), type);
                }
            }
        }
        return found;
    }

    private static void shapes(Shape shape, Set<Shape> into) {
        if (!into.add(shape)) {
            return;
        }
        switch (shape) {
            case ObjectModel object -> object.properties().forEach(one -> shapes(one.content(), into));
            case Hierarchy hierarchy ->
                hierarchy
                        .subtypes()
                        .forEach(one -> one.object().properties().forEach(two -> shapes(two.content(), into)));
        }
    }

    private static void shapes(Content content, Set<Shape> into) {
        switch (content) {
            case EmbeddedContent embedded -> shapes(embedded.shape(), into);
            case CollectionContent collection -> shapes(collection.element(), into);
            case PartContent part -> shapes(part.element(), into);
            default -> {} // no place of objects of the domain's own
        }
    }

    /** The classes of the same package, and below, that lie in the same directory or jar. */
    private List<Class<?>> beside(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (Modifier.isFinal(type.getModifiers()) || source == null || source.getLocation() == null) {
            return List.of();
        }
        return beside.computeIfAbsent(source.getLocation() + " " + type.getPackageName(), unused -> {
            try {
                return classes(source.getLocation().toURI(), type);
            } catch (URISyntaxException | IOException unreadable) {
                throw new UncheckedIOException(
                        new IOException("Cannot look for subclasses of " + type.getName(), unreadable));
            }
        });
    }

    private static List<Class<?>> classes(URI location, Class<?> type) throws IOException {
        Path path = Path.of(location);
        String folder = type.getPackageName().replace('.', '/');
        if (Files.isDirectory(path)) {
            return classes(path, path.resolve(folder), type.getClassLoader());
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            Path root = jar.getPath("/");
            return classes(root, root.resolve(folder), type.getClassLoader());
        }
    }

    private static List<Class<?>> classes(Path root, Path folder, ClassLoader loader) throws IOException {
        List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name =
                        root.relativize(file).toString().replace('\\', '/').replace('/', '.');
                if (!name.endsWith("-info.class")) {
                    load(name.substring(0, name.length() - ".class".length()), loader, found);
                }
            }
        }
        return found;
    }

    private static void load(String name, ClassLoader loader, List<Class<?>> into) {
        try {
            into.add(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError optional) {
            return; // it needs a library that is not there, so it is no class of a domain that runs here
        }
    }

    /**
     * Compares an example with what its rows make.
     *
     * @param stamped the columns that a commit fills
     * @throws BrokenLaw if a value is lost
     */
    static void compare(Flat example, Flat made, Set<String> stamped, Choices choices) {
        Set<String> paths = example.differing(made);
        paths.removeIf(path -> !example.columns(path).isEmpty() && stamped.containsAll(example.columns(path)));
        String differing = choices.first(paths);
        if (differing != null) {
            throw BrokenLaw.of(Law.ROUND_TRIP, differing, example.text(differing), made.text(differing));
        }
    }

    /**
     * Compares what an example holds in fields that are not mapped with what is there after a load.
     *
     * @throws BrokenLaw if a value is lost
     */
    @SuppressWarnings("ReferenceEquality") // the very collection of events
    static void compare(AggregateModel model, Object example, Object loaded, Choices choices) {
        Object events = model.events() == null ? null : model.events().get(example);
        Set<String> mapped = new HashSet<>();
        switch (model.shape()) {
            case ObjectModel object -> object.properties().forEach(one -> mapped.add(one.name()));
            case Hierarchy hierarchy ->
                hierarchy.subtypes().forEach(one -> one.object().properties().forEach(two -> mapped.add(two.name())));
        }
        for (Class<?> at = example.getClass(); at != null && !isLibrary(at); at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                String path = model.name() + "." + field.getName();
                if (Text.isState(field)
                        && !mapped.contains(field.getName())
                        && choices.asks(path)
                        && field.trySetAccessible()) {
                    Object given = Text.read(field, example);
                    String was = Text.of(given);
                    String is = Text.of(Text.read(field, loaded));
                    if (!(events != null && given == events) && !was.equals(is)) {
                        throw BrokenLaw.of(
                                Law.MAPPED,
                                path,
                                was + ", or a field that is transient, since the mapping ignores it",
                                is);
                    }
                }
            }
        }
    }

    private static boolean isLibrary(Class<?> type) {
        return Text.isPlatform(type) || type.getName().startsWith("dev.keelson.kernel.");
    }
}

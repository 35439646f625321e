package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.keelson.KeelsonContestant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of an older Keelson beside the present ones: its own and those of the contestant that calls it come from here,
 * everything else (the orders, jOOQ, the driver) is shared. It lasts as long as the JVM. Thread-safe.
 */
final class Baseline extends URLClassLoader {

    private static final List<String> OWN = List.of(
            "dev.keelson.kernel.",
            "dev.keelson.value.",
            "dev.keelson.identity.",
            "dev.keelson.work.",
            KeelsonContestant.class.getPackageName() + ".");

    static {
        registerAsParallelCapable();
    }

    private Baseline(URL[] places) {
        super("baseline", places, Baseline.class.getClassLoader());
    }

    /**
     * The contestant that is Keelson as these jars have it.
     *
     * @param folder with the jars of kernel, value-objects, identity-map and unit-of-work
     * @param name of the contestant
     * @throws IllegalArgumentException if no Keelson lies there
     */
    @SuppressWarnings("resource") // classes are loaded from it until the JVM ends
    static Contestant in(Path folder, String name) {
        Baseline loader = new Baseline(places(folder));
        try {
            Contestant contestant = (Contestant) loader.loadClass(KeelsonContestant.class.getName())
                    .getConstructor(String.class)
                    .newInstance(name);
            // A Keelson that is not there, or not whole, is told here and not in the middle of a run.
            contestant.ddl();
            return contestant;
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException(
                    "Cannot use the Keelson in " + folder.toAbsolutePath() + ": " + e
                            + ". The folder must hold the four jars kernel, value-objects, identity-map and"
                            + " unit-of-work of one version, whose public interface has what the contestant calls.",
                    e);
        }
    }

    private static URL[] places(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "There is no folder " + folder.toAbsolutePath() + " to take an older Keelson from.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<URL> places = new ArrayList<>();
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                places.add(jar.toUri().toURL());
            }
            places.add(KeelsonContestant.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());
            return places.toArray(URL[]::new);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Cannot read the jars in " + folder, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the folder " + folder, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (OWN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    /** Its own first: what a Keelson keeps in files goes with its classes. */
    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }
}

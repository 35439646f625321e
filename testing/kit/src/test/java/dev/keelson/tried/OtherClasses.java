package dev.keelson.tried;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Some classes anew, of other jars or without some file, beside those of the tests. */
final class OtherClasses extends URLClassLoader {

    private final Predicate<String> anew;
    private final Predicate<String> hidden;

    /**
     * @param jars where classes are looked for first
     * @param anew which classes are loaded anew, by their names
     * @param hidden which resources are not there, by their names
     */
    OtherClasses(List<Path> jars, Predicate<String> anew, Predicate<String> hidden) {
        super(urls(jars), OtherClasses.class.getClassLoader());
        this.anew = anew;
        this.hidden = hidden;
    }

    /** What stands on the class path of these tests. */
    static List<Path> classPath() {
        List<Path> entries = new ArrayList<>();
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : all.split(File.pathSeparator)) {
            entries.add(Path.of(entry));
        }
        return entries;
    }

    private static URL[] urls(List<Path> jars) {
        try {
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).toUri().toURL();
            }
            return urls;
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a test class by JUnit as it is loaded here; gives the failures by the names of tests, and an empty text for what passed. */
    Map<String, String> play(Class<?> test) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            Method play = loadClass(Played.class.getName()).getDeclaredMethod("outcomes", Class.class);
            play.setAccessible(true);
            Map<?, ?> outcomes = (Map<?, ?>) play.invoke(null, loadClass(test.getName()));
            Map<String, String> told = new LinkedHashMap<>();
            outcomes.forEach((name, outcome) -> told.put(String.valueOf(name), String.valueOf(outcome)));
            return told;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!anew.test(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        return hidden.test(name) ? null : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return hidden.test(name) ? Collections.emptyEnumeration() : super.getResources(name);
    }
}

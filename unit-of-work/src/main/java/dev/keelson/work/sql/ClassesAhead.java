package dev.keelson.work.sql;

import java.util.List;
import org.jooq.impl.DSL;

/**
 * Loads the large classes of jOOQ, and with them hundreds of small ones, on a thread of its own while the application's thread does
 * what needs none of them, as reading the catalogue and the mapping: loading them is half of what a start costs. They are loaded and
 * linked, and not initialised: which of jOOQ's initialisers runs first stays with whoever uses it, since two threads that begin at
 * different classes could wait for each other.
 */
public final class ClassesAhead {

    /** Those whose code names most of the others; in the order in which rendering comes to them. */
    static final List<String> NAMES = List.of(
            "DSL",
            "DefaultDSLContext",
            "Tools",
            "InsertImpl",
            "SelectImpl",
            "InsertQueryImpl",
            "SelectQueryImpl",
            "DefaultBinding",
            "DefaultConfiguration",
            "DefaultRenderContext",
            "ParamCollector",
            "DefaultParseContext",
            "TableImpl",
            "JoinTable");

    private ClassesAhead() {}

    /** Begins, and does not wait. */
    public static void load() {
        Thread thread = new Thread(ClassesAhead::loadAll, "keelson-classes");
        thread.setDaemon(true);
        thread.start();
    }

    private static void loadAll() {
        for (String name : NAMES) {
            if (!isLinked(name)) {
                return;
            }
        }
    }

    /** Whether the class is there; one that is not, or is broken, is told where it is needed. */
    static boolean isLinked(String name) {
        try {
            Class<?> loaded = Class.forName("org.jooq.impl." + name, false, DSL.class.getClassLoader());
            return loaded.getDeclaredConstructors().length > 0; // to list them, the JVM links the class
        } catch (ClassNotFoundException | LinkageError unused) {
            return false;
        }
    }
}

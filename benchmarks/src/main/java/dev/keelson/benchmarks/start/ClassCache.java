package dev.keelson.benchmarks.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the JVM keeps of one start for the next. */
enum ClassCache {
    /** Nothing but what every JDK comes with: an archive of its own classes. */
    NONE {
        @Override
        List<List<String>> making(Path file) {
            return List.of();
        }

        @Override
        List<String> using(Path file) {
            return List.of();
        }
    },

    /** An archive of the application's classes, which a JVM writes as it ends. */
    CDS {
        @Override
        List<List<String>> making(Path file) {
            return List.of(List.of("-XX:ArchiveClassesAtExit=" + file + ".jsa"));
        }

        @Override
        List<String> using(Path file) {
            return List.of("-XX:SharedArchiveFile=" + file + ".jsa");
        }
    },

    /** Classes loaded and linked, with profiles of their methods; written in two steps. */
    AOT {
        @Override
        List<List<String>> making(Path file) {
            String recorded = "-XX:AOTConfiguration=" + file + ".aotconf";
            return List.of(
                    List.of("-XX:AOTMode=record", recorded),
                    List.of("-XX:AOTMode=create", recorded, "-XX:AOTCache=" + file + ".aot"));
        }

        @Override
        List<String> using(Path file) {
            return List.of("-XX:AOTCache=" + file + ".aot");
        }
    };

    static ClassCache of(String name) {
        for (ClassCache cache : values()) {
            if (cache.toString().equals(name)) {
                return cache;
            }
        }
        throw new IllegalArgumentException("There is no cache " + name + "; known are none, cds and aot.");
    }

    /** The options of the runs that write it, one after the other. */
    abstract List<List<String>> making(Path file);

    /** The options of a run with it. */
    abstract List<String> using(Path file);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

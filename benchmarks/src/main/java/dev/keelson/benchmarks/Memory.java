package dev.keelson.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How much memory the machine has, and whether that is enough: one that swaps measures its disk. */
final class Memory {

    private static final double GIBI = 1L << 30;
    /** The heap, and as much again and more for the server, its connections and its databases, which lie in memory. */
    private static final double NEEDED = 2.5;

    private Memory() {}

    static String ofMachine() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(Locale.ROOT, "%.1f GiB of memory", system.getTotalMemorySize() / GIBI);
    }

    /**
     * Refuses a machine without enough.
     *
     * @throws IllegalArgumentException if there is too little
     */
    static void require() {
        double free = free() / GIBI;
        if (free < NEEDED) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The benchmarks need %.1f GiB of free memory, and there are %.1f. End other programs, or take a"
                            + " larger machine: one that swaps measures its disk.",
                    NEEDED,
                    free));
        }
    }

    /** What the system could give, what it keeps of files included. */
    private static long free() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemAvailable:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
                }
            }
        } catch (IOException e) {
            // Another system, which the JVM asks in its own way.
        }
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getFreeMemorySize();
    }
}

package dev.keelson.testing.rig;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an embedded PostgreSQL that need not survive keeps its files: in memory, where the system has a file system there.
 * Making and emptying tables is mostly making files, which takes a disk's file system several times as long.
 */
final class DataDirectory {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "keelson-postgres-";
    private static final String LOCK = "epg-lock";
    /** What two servers hold at most, several times over; containers often have 64 MB there, which is not enough. */
    private static final long ROOM = 2L << 30;

    private static final Duration TO_LOCK = Duration.ofMinutes(1);

    private DataDirectory() {}

    /** A new directory in memory, or empty if there is no room for one. */
    static Optional<Path> inMemory() throws IOException {
        if (!Files.isWritable(MEMORY) || Files.getFileStore(MEMORY).getUsableSpace() < ROOM) {
            return Optional.empty();
        }
        deleteAbandoned();
        return Optional.of(Files.createTempDirectory(MEMORY, PREFIX));
    }

    /** A JVM that is killed leaves its directory behind, and memory is dearer than disk. */
    private static void deleteAbandoned() throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(MEMORY, PREFIX + "*")) {
            for (Path directory : directories) {
                if (isAbandoned(directory.resolve(LOCK))) {
                    delete(directory);
                }
            }
        }
    }

    /** The JVM of a server makes this file and then holds a lock on it as long as it lives. */
    private static boolean isAbandoned(Path lock) throws IOException {
        Instant settled = Instant.now().minus(TO_LOCK);
        if (!Files.isWritable(lock)
                || Files.getLastModifiedTime(lock).toInstant().isAfter(settled)) {
            return false;
        }
        try (RandomAccessFile file = new RandomAccessFile(lock.toFile(), "rw");
                FileLock held = file.getChannel().tryLock()) {
            return held != null;
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}

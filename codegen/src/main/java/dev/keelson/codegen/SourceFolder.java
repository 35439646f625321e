package dev.keelson.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where sources of one package are written to. Files that are as they should be stay untouched, so that nothing is compiled for nothing. */
final class SourceFolder {

    private final Path output;
    private final Path folder;

    SourceFolder(Path output, String packageName) {
        this.output = output;
        this.folder = output.resolve(packageName.replace('.', '/'));
    }

    /**
     * Writes these sources, and removes those that were written here before and are none of them.
     *
     * @param sources by the names of their files
     * @throws CodegenException if a file is in the way, or none can be written
     */
    void replace(Map<String, String> sources) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = folder.resolve(source.getKey());
                boolean isThere = Files.exists(file);
                if (isThere && !isWritten(file)) {
                    throw new CodegenException("Cannot write " + file + ": a file of this name is there that was not"
                            + " written by the generator. Choose another --package or --output.");
                }
                if (!isThere || !Files.readString(file).equals(source.getValue())) {
                    Files.writeString(file, source.getValue());
                }
            }
            for (Path file : files()) {
                if (!sources.containsKey(file.getFileName().toString()) && isWritten(file)) {
                    Files.delete(file);
                }
            }
        } catch (IOException failure) {
            throw new CodegenException(
                    "Cannot write to --output " + output + ": " + failure + ". Name a folder that can be written.",
                    failure);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static boolean isWritten(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.readString(file).startsWith(TableSources.MARK);
    }
}

import com.palantir.javaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs the formatter over every hand-written Java source of the tree: {@code check} fails on a file that is not
 * formatted and names it, {@code write} formats it. Everything under a {@code target} directory is generated and left
 * alone.
 */
final class FormatSources {

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");

    private FormatSources() {}

    public static void main(String[] args) throws Exception {
        boolean write = "write".equals(args[0]);
        List<Path> sources = sourcesUnder(Path.of(args[1]));
        if (sources.isEmpty()) {
            return;
        }
        List<String> mode = write
                ? List.of("--palantir", "--replace")
                : List.of("--palantir", "--dry-run", "--set-exit-if-changed");
        int status = run(mode, sources);
        if (status != 0 && !write) {
            System.err.println("The files named above are not formatted. Run: mvn -q -N -Pformat validate");
        }
        System.exit(status);
    }

    private static int run(List<String> mode, List<Path> sources) throws Exception {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        String[] arguments = Stream.concat(mode.stream(), sources.stream().map(Path::toString))
                .toArray(String[]::new);
        int status = new Main(out, err, System.in).format(arguments);
        out.flush();
        err.flush();
        return status;
    }

    private static List<Path> sourcesUnder(Path root) throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean ours = directory.equals(root)
                        || !NOT_OURS.contains(directory.getFileName().toString());
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(sources);
        return sources;
    }
}

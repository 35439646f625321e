package dev.keelson.codegen;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a mapping and whatever it needs of the same sources, so that code which needs the generated tables may stand beside it: the
 * compiler follows what a source names, and no further.
 */
final class SourceCompiler {

    private static final int MOST_ERRORS = 10;

    private SourceCompiler() {}

    /**
     * Compiles a source into a folder.
     *
     * @param sources where the classes that it needs may be
     * @throws CodegenException if it cannot be compiled
     */
    static void compile(Path source, List<Path> sources, Path into, MappingName mapping) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new CodegenException("Cannot compile " + mapping.type() + ": this Java has no compiler. Run the"
                    + " generator by a JDK, or compile the mapping before and leave --sources out.");
        }
        List<String> options = List.of(
                "-d",
                into.toString(),
                "-sourcepath",
                sources.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "-classpath",
                System.getProperty("java.class.path"),
                "-Xprefer:source",
                "-parameters",
                "-proc:none",
                "-implicit:class",
                "-nowarn",
                "-encoding",
                "UTF-8");
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(told, Locale.ROOT, null)) {
            boolean compiled = compiler.getTask(
                            null, new Unmodular(files), told, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw refused(mapping, told);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static CodegenException refused(MappingName mapping, DiagnosticCollector<JavaFileObject> told) {
        List<String> errors = told.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(SourceCompiler::line)
                .toList();
        String most = errors.stream().limit(MOST_ERRORS).collect(Collectors.joining("\n  "));
        return new CodegenException("Cannot compile " + mapping.type() + " and what it needs:\n  " + most
                + (errors.size() > MOST_ERRORS ? "\n  and " + (errors.size() - MOST_ERRORS) + " more" : "")
                + "\n"
                + "If it is the generated tables that are missing, keep the mapping apart from what uses them, such as"
                + " repositories. If what an annotation processor makes is missing, compile the mapping before, in an"
                + " execution or a module of its own, and leave --sources out.");
    }

    private static String line(Diagnostic<? extends JavaFileObject> error) {
        JavaFileObject source = error.getSource();
        String text = error.getMessage(Locale.ROOT).replace("\n", " ");
        return source == null ? text : source.getName() + ":" + error.getLineNumber() + ": " + text;
    }

    /** Hides a description of the application's module: what it needs stands on the class path here. */
    private static final class Unmodular extends ForwardingJavaFileManager<StandardJavaFileManager> {

        Unmodular(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public @Nullable JavaFileObject getJavaFileForInput(
                JavaFileManager.Location location, String className, JavaFileObject.Kind kind) throws IOException {
            boolean isOfApplication = location == StandardLocation.SOURCE_PATH && className.equals("module-info");
            return isOfApplication ? null : super.getJavaFileForInput(location, className, kind);
        }
    }
}

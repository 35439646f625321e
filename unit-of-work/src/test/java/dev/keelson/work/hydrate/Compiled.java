package dev.keelson.work.hydrate;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a class as somebody else's build would: into a folder of its own, with the options of that build. */
public final class Compiled {

    private Compiled() {}

    /** The class of this source, in a class loader of its own. */
    public static Class<?> load(Path folder, String name, String source, String... options) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-proc:none", "-d", folder.toString()));
        StringWriter output = new StringWriter();
        boolean compiled = compiler.getTask(output, null, null, all, null, List.of(new Source(name, source)))
                .call();
        if (!compiled) {
            throw new IllegalArgumentException(output.toString());
        }
        try {
            URLClassLoader loader = new URLClassLoader(new URL[] {url(folder)}, Compiled.class.getClassLoader());
            return loader.loadClass(name);
        } catch (ClassNotFoundException missing) {
            throw new IllegalArgumentException(missing);
        }
    }

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

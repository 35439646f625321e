package dev.keelson.codegen;

import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * How a mapping is named on the command line. Immutable.
 *
 * @param type the class, whose nested ones may be named by a dot or by a dollar sign
 * @param method the static method, or null where the class itself is the mapping
 */
record MappingName(String type, @Nullable String method) {

    private static final String BEHIND = "::";

    /**
     * The name in a text, {@code com.acme.Mapping} or {@code com.acme.Wiring::mapping}.
     *
     * @throws CodegenException if it is none
     */
    static MappingName of(String text) {
        int at = text.indexOf(BEHIND);
        MappingName name = at < 0
                ? new MappingName(text, null)
                : new MappingName(text.substring(0, at), text.substring(at + BEHIND.length()));
        if (!SourceVersion.isName(name.type) || (name.method != null && !SourceVersion.isIdentifier(name.method))) {
            throw new CodegenException("Cannot read the mapping '" + text
                    + "': it is no name in Java. Name a class, com.acme.OrderingMapping, or a static method,"
                    + " com.acme.Ordering::mapping.");
        }
        return name;
    }

    /** The same class with its last dot as a dollar sign, as nested classes are named in files; null where there is none. */
    static @Nullable String nested(String type) {
        int dot = type.lastIndexOf('.');
        return dot < 0 ? null : type.substring(0, dot) + '$' + type.substring(dot + 1);
    }

    @Override
    public String toString() {
        return method == null ? type : type + BEHIND + method;
    }
}

package dev.keelson.value.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns what Jackson throws into a refusal that shows class and path, but nothing of the content. Messages quote it, so
 * the causes go on without theirs, with only their class and where they were thrown.
 */
final class JsonFaults {

    private static final int MAX_CAUSES = 20;

    private final String typeName;

    JsonFaults(JavaType type) {
        this.typeName = type.toCanonical().replaceAll("[\\w.]*[.$]\\d*(?=\\w)", "");
    }

    String typeName() {
        return typeName;
    }

    IllegalArgumentException writing(RuntimeException e) {
        return new IllegalArgumentException(
                "it cannot be written as JSON of %s, at %s: %s".formatted(typeName, path(e), reason(e)), stripped(e));
    }

    IllegalArgumentException reading(RuntimeException e) {
        return new IllegalArgumentException(
                "its JSON cannot be read as %s, at %s: %s".formatted(typeName, path(e), reason(e)), stripped(e));
    }

    /** What went wrong, or else the class of the last cause, which was thrown first. */
    private static String reason(Throwable e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return unknown.getReferringClass().getSimpleName() + " does not have all its properties";
        }
        if (e instanceof MismatchedInputException mismatch
                && e.getCause() == null
                && mismatch.getTargetType() != null) {
            return "it is no " + mismatch.getTargetType().getSimpleName();
        }
        if (e instanceof InputCoercionException) {
            return "its number is out of range";
        }
        if (e instanceof StreamConstraintsException) {
            return "it is deeper or longer than Jackson's limits allow";
        }
        if (e instanceof StreamReadException broken) {
            return "it is no JSON, or a key stands twice in one object, near character "
                    + broken.getLocation().getCharOffset();
        }
        Throwable first = e;
        for (int i = 0; i < MAX_CAUSES && first.getCause() != null; i++) {
            first = first.getCause();
        }
        return first.getClass().getSimpleName();
    }

    private static String path(RuntimeException e) {
        StringBuilder path = new StringBuilder("$");
        if (e instanceof JacksonException jackson) {
            for (JacksonException.Reference step : jackson.getPath()) {
                String name = step.getPropertyName();
                if (name != null) {
                    path.append('.').append(isDeclared(step.from(), name) ? name : "*");
                } else if (step.getIndex() >= 0) {
                    path.append('[').append(step.getIndex()).append(']');
                }
            }
        }
        return path.toString();
    }

    /** Whether the name stands in the code; else it may be a key of a map, which is content. */
    private static boolean isDeclared(@Nullable Object from, String name) {
        if (from == null) {
            return false;
        }
        for (Class<?> type = from instanceof Class<?> itself ? itself : from.getClass();
                type != null;
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                JsonProperty renamed = field.getAnnotation(JsonProperty.class);
                if (field.getName().equals(name)
                        || (renamed != null && renamed.value().equals(name))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable Throwable stripped(Throwable e) {
        @Nullable Throwable cause = null;
        Throwable[] chain = new Throwable[MAX_CAUSES];
        int length = 0;
        for (Throwable next = e; next != null && length < MAX_CAUSES; next = next.getCause()) {
            chain[length++] = next;
        }
        while (length > 0) {
            cause = new WithoutMessage(chain[--length], cause);
        }
        return cause;
    }

    /** An exception as far as it shows nothing of the content. */
    private static final class WithoutMessage extends RuntimeException {

        private static final long serialVersionUID = 1;

        WithoutMessage(Throwable original, @Nullable Throwable cause) {
            super(original.getClass().getName() + ", its message left out", cause, false, true);
            setStackTrace(original.getStackTrace());
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}

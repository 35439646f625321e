package dev.keelson.work.watch;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The comment at the head of each statement: what it is for, and the trace that it belongs to. Immutable, thread-safe. */
final class SqlComments {

    private static final Logger LOG = LoggerFactory.getLogger(SqlComments.class);
    private static final int LONGEST = 100;

    private final @Nullable Supplier<? extends @Nullable String> trace;
    private final Once complaint = new Once();

    /**
     * @param trace gives the identifier of the trace that the thread is in, or null; null where none is shown
     */
    SqlComments(@Nullable Supplier<? extends @Nullable String> trace) {
        this.trace = trace;
    }

    /** The comment, with the space after it. */
    String of(String purpose) {
        String id = trace();
        return "/* keelson " + clean(purpose)
                + (id.isEmpty() ? "" : " trace=" + clean(id).replace(' ', '_')) + " */ ";
    }

    private String trace() {
        if (trace == null) {
            return "";
        }
        try {
            String id = trace.get();
            return id == null ? "" : id.strip();
        } catch (RuntimeException failure) {
            if (complaint.isFirst()) {
                LOG.warn("The supplier of trace ids failed, so statements are sent without; told once", failure);
            }
            return "";
        }
    }

    /** Nothing in it ends a comment, begins another, or is a parameter to a driver. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char sign = text.charAt(i);
            boolean isHarmless = sign < 128 && (Character.isLetterOrDigit(sign) || " ,.-_".indexOf(sign) >= 0);
            clean.append(isHarmless ? sign : '_');
        }
        return clean.toString();
    }
}

package dev.keelson.work.watch;

import dev.keelson.kernel.Internal;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.stream.Collectors;

/** The line of code of the application that asked for something. */
@Internal
public final class Caller {

    /** How many lines are told: a repository's method alone does not tell who calls it in a loop. */
    private static final int LINES = 3;

    private static final List<String> OTHERS = List.of(
            "dev.keelson.work.",
            "dev.keelson.kernel.",
            "dev.keelson.value.",
            "dev.keelson.identity.",
            "dev.keelson.testing.",
            "org.jooq.",
            "org.junit.",
            "com.zaxxer.hikari.",
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.");

    private Caller() {}

    /** The innermost lines outside of Keelson, jOOQ, JUnit and the JDK, the one that asked first. */
    public static String lines() {
        String lines = StackWalker.getInstance()
                .walk(frames -> frames.filter(Caller::isOfApplication)
                        .limit(LINES)
                        .map(Caller::line)
                        .collect(Collectors.joining(", called by ")));
        return lines.isEmpty() ? "code that the stack does not show" : lines;
    }

    private static boolean isOfApplication(StackFrame frame) {
        return OTHERS.stream().noneMatch(frame.getClassName()::startsWith);
    }

    private static String line(StackFrame frame) {
        return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
    }
}

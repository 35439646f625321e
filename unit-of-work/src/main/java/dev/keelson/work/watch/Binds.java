package dev.keelson.work.watch;

import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Elements;
import dev.keelson.work.sql.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was bound, as a log is told of it: types unless values are shown. */
final class Binds {

    private static final int MOST_ELEMENTS = 10;
    private static final int LONGEST = 100;

    private Binds() {}

    /** What was bound to these statements, in order. */
    static List<String> of(List<BoundStatement> statements, boolean shown) {
        List<String> binds = new ArrayList<>();
        for (BoundStatement statement : statements) {
            for (Parameter parameter : statement.template().parameters()) {
                binds.add(of(
                        parameter.type().kind().name().toLowerCase(Locale.ROOT),
                        statement.value(parameter.source()),
                        shown));
            }
        }
        return binds;
    }

    /** One value, or all of an array. */
    static String of(String type, @Nullable Object value, boolean shown) {
        if (value instanceof @Nullable Object[] elements) {
            return shown ? shown(elements) : type + "[" + elements.length + "]";
        }
        if (value instanceof Elements elements) {
            return shown ? shown(elements.toArray()) : type + "[" + elements.size() + "]";
        }
        return shown ? shown(value) : type;
    }

    private static String shown(@Nullable Object[] elements) {
        return Arrays.stream(elements)
                .limit(MOST_ELEMENTS)
                .map(Binds::shown)
                .collect(Collectors.joining(", ", "[", elements.length > MOST_ELEMENTS ? ", ...]" : "]"));
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case byte[] bytes -> bytes.length + " bytes";
            case Number number -> number.toString();
            default -> "'" + cut(value.toString()) + "'";
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}

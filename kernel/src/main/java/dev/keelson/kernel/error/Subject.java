package dev.keelson.kernel.error;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a message calls an aggregate: {@code Order[42]}. */
final class Subject {

    /** The text of a record with one component, such as {@code OrderId[value=42]}. */
    private static final Pattern SINGLE = Pattern.compile("\\w+\\[\\w+=(.*)]", Pattern.DOTALL);

    private Subject() {}

    static String of(Class<?> type, Object id) {
        return type.getSimpleName() + "[" + id(id) + "]";
    }

    static String of(Class<?> type, List<?> ids) {
        return ids.stream().map(id -> of(type, id)).collect(Collectors.joining(", "));
    }

    /** Returns the identifier's text, without the wrapping that {@code record OrderId(UUID value)} prints. */
    static String id(Object id) {
        String text = String.valueOf(id);
        if (id instanceof Record && id.getClass().getRecordComponents().length == 1) {
            Matcher single = SINGLE.matcher(text);
            if (single.matches()) {
                return single.group(1);
            }
        }
        return text;
    }
}

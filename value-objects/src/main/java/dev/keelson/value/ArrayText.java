package dev.keelson.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays as PostgreSQL writes and reads them: {@code {1,NULL,"a \"b\""}}, nested for more dimensions. */
final class ArrayText {

    private static final String NULL = "NULL";

    private final ColumnType type;
    private final String text;
    private int at;

    private ArrayText(ColumnType type, String text) {
        this.type = type;
        this.text = text;
    }

    static String write(ColumnType type, Object value) {
        StringBuilder text = new StringBuilder();
        write(type.element(), (List<?>) value, text);
        return text.toString();
    }

    private static void write(ColumnType element, List<?> values, StringBuilder text) {
        text.append('{');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            Object value = values.get(i);
            if (value == null) {
                text.append(NULL);
            } else if (value instanceof List<?> inner) {
                write(element, inner, text);
            } else {
                quote(ColumnText.write(element, value), text);
            }
        }
        text.append('}');
    }

    /** Always in quotes, so that no text is taken for a null or for structure. */
    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }

    static Object read(ColumnType type, String text) {
        ArrayText reader = new ArrayText(type.element(), text);
        if (text.startsWith("[")) { // lower bounds other than 1, which lists have not
            reader.at = text.indexOf('=') + 1;
        }
        List<@Nullable Object> array = reader.array();
        if (reader.at != text.length()) {
            throw reader.broken();
        }
        return array;
    }

    private List<@Nullable Object> array() {
        expect('{');
        List<@Nullable Object> elements = new ArrayList<>();
        if (peek() == '}') {
            at++;
        } else {
            do {
                elements.add(element());
            } while (more());
        }
        return ArrayFit.of(type, elements.toArray());
    }

    private boolean more() {
        char c = peek();
        at++;
        if (c != ',' && c != '}') {
            throw broken();
        }
        return c == ',';
    }

    private @Nullable Object element() {
        char first = peek();
        if (first == '{') {
            return array();
        }
        if (first == '"') {
            return ColumnText.read(type, quoted());
        }
        String bare = bare();
        return bare.equalsIgnoreCase(NULL) ? null : ColumnText.read(type, bare);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (peek() != '"') {
            if (peek() == '\\') {
                at++;
            }
            value.append(peek());
            at++;
        }
        at++;
        return value.toString();
    }

    private String bare() {
        int from = at;
        while (peek() != ',' && peek() != '}') {
            at++;
        }
        return text.substring(from, at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw broken();
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw broken();
        }
        return text.charAt(at);
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException("it is no text of an array, at character " + at);
    }
}

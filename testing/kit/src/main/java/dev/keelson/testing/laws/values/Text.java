package dev.keelson.testing.laws.values;

import dev.keelson.kernel.Ref;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The whole of a value as text, read from its fields: two values have the same text just if they hold the same, whatever their {@code equals} says. */
public final class Text {

    private final List<Object> above = new ArrayList<>();

    private Text() {}

    /** The text of a value. */
    public static String of(@Nullable Object value) {
        return new Text().text(value);
    }

    private String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case BigDecimal decimal -> decimal.stripTrailingZeros().toPlainString();
            case Optional<?> optional -> optional.map(this::text).orElse("null");
            case Ref<?> ref -> text(ref.id());
            case Object[] array -> Arrays.stream(array).map(this::text).toList().toString();
            case Object array when array.getClass().isArray() -> numbers(array);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(one -> text(one.getKey()) + "=" + text(one.getValue()))
                        .sorted()
                        .toList()
                        .toString();
            case Set<?> set -> set.stream().map(this::text).sorted().toList().toString();
            case Collection<?> collection ->
                collection.stream().map(this::text).toList().toString();
            case CharSequence text -> "'" + text + "'";
            case Enum<?> constant -> constant.name();
            default -> isPlatform(value.getClass()) ? String.valueOf(value) : object(value);
        };
    }

    private String numbers(Object array) {
        List<String> texts = new ArrayList<>();
        for (int n = 0; n < Array.getLength(array); n++) {
            texts.add(text(Array.get(array, n)));
        }
        return texts.toString();
    }

    /** Whether a class is the platform's own. */
    public static boolean isPlatform(Class<?> type) {
        return type.getName().startsWith("java.") || type.getName().startsWith("sun.") || type.isArray();
    }

    @SuppressWarnings("ReferenceEquality") // the very object
    private String object(Object object) {
        for (Object one : above) {
            if (one == object) {
                return "^";
            }
        }
        above.add(object);
        StringBuilder text = new StringBuilder(object.getClass().getSimpleName()).append('[');
        boolean readable = fields(object.getClass(), object, text);
        above.remove(above.size() - 1);
        return readable ? text.append(']').toString() : String.valueOf(object);
    }

    private boolean fields(Class<?> type, Object object, StringBuilder text) {
        boolean readable = type.getSuperclass() == null
                || isPlatform(type.getSuperclass())
                || fields(type.getSuperclass(), object, text);
        for (Field field : type.getDeclaredFields()) {
            if (isState(field)) {
                readable &= field.trySetAccessible();
                if (readable) {
                    text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ")
                            .append(field.getName())
                            .append('=')
                            .append(text(read(field, object)));
                }
            }
        }
        return readable;
    }

    /** Whether a field is part of what an object is. */
    public static boolean isState(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.isSynthetic();
    }

    /** What a field that is accessible holds. */
    public static @Nullable Object read(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

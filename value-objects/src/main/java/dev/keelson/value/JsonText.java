package dev.keelson.value;

import java.util.HexFormat;

/**
 * Texts of JSON as a {@code jsonb} column takes and gives them back. The column keeps no text: it forgets white space,
 * the order of keys, all but the last of several equal keys, the sign of zero, and how a number or a character was
 * spelt. Here stands what it would refuse or lose, and whether two texts are the same to it.
 *
 * <p>Needs Jackson's {@code jackson-core} on the class path, and is loaded without it. Stateless and thread-safe.
 *
 * <p>Source: PostgreSQL documentation, 8.14 JSON Types; RFC 8259.
 */
public final class JsonText {

    private static final boolean AVAILABLE = findJackson();

    private JsonText() {}

    /** Returns whether Jackson is on the class path, without which the other methods cannot be called. */
    public static boolean isAvailable() {
        return AVAILABLE;
    }

    /**
     * Refuses what {@code jsonb} would refuse or silently change, apart from white space, the order of keys, and the
     * spelling of numbers and characters: {@code 1E2} is kept as {@code 100}.
     *
     * <p>Arrays and objects may be nested 500 deep, Jackson's own limit, so that what is stored can be read. The size
     * of the whole, which the server limits to 256 MB in its own form, is left to the server.
     *
     * @throws IllegalArgumentException if it is not kept; the message is a clause without any part of the text, such as
     *     {@code "a key stands twice in one object, near character 12"}
     */
    public static void check(String text) {
        requireWholeCharacters(text);
        requireEscapes(text);
        JsonTokens.check(text);
    }

    /**
     * Returns whether two texts are the same to {@code jsonb}, and no number of a different scale: 1.5 and 1.50 differ,
     * 1E2 and 100 do not. Of several equal keys of an object the last counts. No number goes through floating point.
     *
     * @throws IllegalArgumentException if one of them is no JSON, or nested more than 500 deep; two equal texts are the
     *     same whatever they hold
     */
    public static boolean same(String one, String other) {
        return one.equals(other) || JsonTokens.tree(one).equals(JsonTokens.tree(other));
    }

    /** What stands in the text itself; an escaped surrogate may otherwise look whole beside one that is not. */
    private static void requireWholeCharacters(String text) {
        int lone = loneSurrogate(text);
        if (lone >= 0) {
            throw new IllegalArgumentException("it holds a lone surrogate, at character " + lone);
        }
    }

    /** Jackson looks at the lower eight bits of a character only when it reads the four digits of an escape. */
    private static void requireEscapes(String text) {
        for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i + 2)) {
            boolean hexadecimal = i + 1 < text.length() && text.charAt(i + 1) == 'u';
            for (int digit = i + 2; hexadecimal && digit < Math.min(i + 6, text.length()); digit++) {
                if (!HexFormat.isHexDigit(text.charAt(digit))) {
                    throw new IllegalArgumentException(
                            "it is no JSON: something does not belong there, near character " + digit);
                }
            }
        }
    }

    /** Returns the index of the first surrogate that is half of nothing, or -1. */
    static int loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean findJackson() {
        try {
            Class.forName("tools.jackson.core.json.JsonFactory", false, JsonText.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}

package dev.keelson.kernel;

import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a text must be to name a tenant, an actor or a command: somebody must be able to see it, and the database to store
 * just it. What is neither is refused where the name is made; the rest is taken exactly as given, white space around it
 * included.
 */
@Internal
public final class Name {

    private Name() {}

    /**
     * Checks what comes from outside.
     *
     * @throws IllegalArgumentException if nothing of the text is visible, or it holds a control character or half of a
     *     surrogate pair
     */
    static void check(String what, String text) {
        Objects.requireNonNull(text, what);
        requireVisible(what, text, "Say who it is.");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                throw refused(what, "control character", c, i, "remove it where the name is read.");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw refused(
                        what,
                        "lone surrogate",
                        c,
                        i,
                        "it has no UTF-8 form and would be stored as another name; mend it where the name is read.");
            }
        }
    }

    /**
     * Refuses a text of which nothing can be seen.
     *
     * @throws IllegalArgumentException if it is blank, or of characters only that show nothing
     */
    static void requireVisible(String what, String text, String mend) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("Cannot make %s of a blank text. %s".formatted(what, mend));
        }
        if (!isVisible(text)) {
            throw new IllegalArgumentException("Cannot make %s of a text in which nothing is visible, %s. %s"
                    .formatted(
                            what,
                            text.codePoints()
                                    .limit(8)
                                    .mapToObj("U+%04X"::formatted)
                                    .collect(Collectors.joining(" ")),
                            mend));
        }
    }

    private static IllegalArgumentException refused(String what, String found, char c, int index, String mend) {
        return new IllegalArgumentException(
                "Cannot make %s of a text with %s U+%04X at index %d. Names come as they are; %s"
                        .formatted(what, found, (int) c, index, mend));
    }

    /** Whether somebody can see something of a text: it has other than white space and characters that show nothing. */
    public static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isVisible(text.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a character leaves ink: no white space, no control or format character, nothing that fonts leave out. */
    private static boolean isVisible(int c) {
        if (c > ' ' && c < 0x7F) {
            return true; // nearly always
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isIgnorable(c);
        };
    }

    /** Unicode's Default_Ignorable_Code_Point beyond the format characters, and the Braille cell without a dot. */
    private static boolean isIgnorable(int c) {
        return c == 0x034F
                || (c >= 0x115F && c <= 0x1160)
                || (c >= 0x17B4 && c <= 0x17B5)
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x2065
                || c == 0x2800
                || c == 0x3164
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFFA0
                || (c >= 0xFFF0 && c <= 0xFFF8)
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }
}

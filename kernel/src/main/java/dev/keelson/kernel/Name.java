package dev.keelson.kernel;

import java.util.Objects;

/** What a text must be to name a tenant or an actor. */
final class Name {

    private Name() {}

    static void check(String what, String text) {
        Objects.requireNonNull(text, what);
        if (text.isBlank()) {
            throw new IllegalArgumentException("Cannot make %s of a blank text. Say who it is.".formatted(what));
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new IllegalArgumentException(
                        "Cannot make %s of a text with control character U+%04X at index %d. Names come as they are;"
                                        .formatted(what, (int) text.charAt(i), i)
                                + " remove it where the name is read.");
            }
        }
    }
}

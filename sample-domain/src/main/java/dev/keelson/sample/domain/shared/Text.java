package dev.keelson.sample.domain.shared;

/** The rule of every name and title of the academy: it says something. */
public final class Text {

    private Text() {}

    /**
     * Returns the text without blanks around it.
     *
     * @throws IllegalArgumentException if nothing is left
     */
    public static String required(String what, String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return stripped;
    }
}

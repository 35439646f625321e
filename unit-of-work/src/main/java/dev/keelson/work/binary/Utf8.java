package dev.keelson.work.binary;

import java.nio.charset.StandardCharsets;

/** Texts as the server takes them, written where they are sent from. */
final class Utf8 {

    private static final int ASCII = 0x80;
    private static final int TWO_BYTES = 0x800;

    private Utf8() {}

    /** How many bytes a text takes. */
    static int length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                return rest(text, i);
            }
        }
        return length;
    }

    private static int rest(String text, int from) {
        int length = from;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ASCII) {
                length++;
            } else if (c < TWO_BYTES) {
                length += 2;
            } else if (!Character.isSurrogate(c)) {
                length += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                length += 4;
                i++;
            } else {
                length++; // half of a character is sent as a question mark
            }
        }
        return length;
    }

    /** Writes a text, and says where it ends. */
    static int write(String text, byte[] bytes, int at) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, bytes, at, encoded.length);
                return at + encoded.length;
            }
            bytes[at + i] = (byte) c;
        }
        return at + length;
    }
}

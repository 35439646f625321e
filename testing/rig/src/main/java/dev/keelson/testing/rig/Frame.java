package dev.keelson.testing.rig;

import java.nio.charset.StandardCharsets;

/**
 * One message of the PostgreSQL protocol, version 3, as it lies on the wire: a type, four bytes of length, a body.
 * Immutable, as long as nobody changes the bytes.
 */
final class Frame {

    static final int HEADER = 5;

    private final byte[] bytes;

    Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    /** All bytes, type and length included; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** The letter of the message; the same letter means different things in the two directions. */
    char type() {
        return (char) bytes[0];
    }

    int length() {
        return bytes.length;
    }

    /** The strings, each ended by a zero byte, that the body starts with after some other bytes. */
    String[] strings(int skip, int count) {
        String[] strings = new String[count];
        int from = HEADER + skip;
        for (int i = 0; i < count; i++) {
            int to = from;
            while (bytes[to] != 0) {
                to++;
            }
            strings[i] = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            from = to + 1;
        }
        return strings;
    }
}

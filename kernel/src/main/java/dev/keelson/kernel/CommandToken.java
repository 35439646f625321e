package dev.keelson.kernel;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.UUID;

/**
 * Names one command, so that its effects are committed at most once, however often it is sent.
 *
 * <p>It is stored with the effects in one transaction; a call that has none stores none, unless it says {@link
 * Aggregates#storeToken()}. A caller that may repeat a request passes the request's own id; without one, Keelson draws a
 * fresh token per commit. It is not a secret.
 *
 * @param value the token as stored
 */
public record CommandToken(UUID value) {

    /** Guards against null. */
    public CommandToken {
        Objects.requireNonNull(value, "value");
    }

    /** Returns the token of this value. */
    public static CommandToken of(UUID value) {
        return new CommandToken(value);
    }

    /**
     * Returns the token of a text, the same for the same text always and everywhere. A canonical UUID (8-4-4-4-12
     * hexadecimal digits of either case) is taken as that UUID; any other text becomes a UUID of version 8: the first
     * 128 bits of the SHA-256 of its UTF-8 bytes, exactly as given, with version and variant put over theirs.
     *
     * @throws IllegalArgumentException if nothing of the text is visible, or it is not well-formed (a lone surrogate)
     */
    public static CommandToken of(String text) {
        Objects.requireNonNull(text, "text");
        Name.requireVisible(
                "a command token", text, "Pass the id of the request, or none at all to have a token drawn.");
        return new CommandToken(isCanonical(text) ? UUID.fromString(text) : hashed(text));
    }

    /** Draws a fresh token, a UUID of version 7 (see {@link UuidV7}). */
    public static CommandToken next() {
        return new CommandToken(UuidV7.next());
    }

    private static boolean isCanonical(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static UUID hashed(String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(utf8);
            ByteBuffer hash = ByteBuffer.wrap(sha.digest());
            long high = (hash.getLong() & ~0xF000L) | 0x8000L;
            long low = (hash.getLong() & ~(3L << 62)) | (1L << 63);
            return new UUID(high, low);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "Cannot make a command token of a text with a lone surrogate: it has no"
                            + " UTF-8 form. Pass the id of the request as it was received.",
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}

package dev.keelson.work.query;

import dev.keelson.kernel.Internal;
import dev.keelson.value.ColumnText;
import dev.keelson.work.row.Column;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends, as a text that may go through a browser: sealed by AES-GCM and bound to the query's shape, so that one of another
 * query, or one that was changed, is told. It holds the values of one root that the order is by. The key follows from the query's shape:
 * who knows that could write one, and would read no more by it than by the query itself. Thread-safe.
 */
@Internal
public final class Cursor {

    private static final byte VERSION = 1;
    private static final int SHAPE = 8;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Keyset order;
    private final byte[] shape;
    private final byte[] key;

    /**
     * Those of one query.
     *
     * @param query what the query asks, without the values that it asks for
     */
    public Cursor(Keyset order, String query) {
        this.order = order;
        byte[] whole = digest((order.shape() + "\n" + query).getBytes(StandardCharsets.UTF_8), new byte[0]);
        this.shape = Arrays.copyOf(whole, SHAPE);
        this.key = Arrays.copyOf(digest(whole, whole), 16);
    }

    private static byte[] digest(byte[] text, byte[] further) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text);
            return digest.digest(further);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** The text for a place. */
    public String write(List<@Nullable Object> place) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(VERSION);
        text.writeBytes(shape);
        text.writeBytes(nonce);
        try {
            text.writeBytes(cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain(place)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.toByteArray());
    }

    /**
     * The place that a text tells.
     *
     * @throws IllegalArgumentException if it is of another query, or was changed
     */
    public List<@Nullable Object> read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException noText) {
            throw changed(noText);
        }
        if (bytes.length < 1 + SHAPE + NONCE || bytes[0] != VERSION) {
            throw changed(null);
        }
        if (!Arrays.equals(shape, Arrays.copyOfRange(bytes, 1, 1 + SHAPE))) {
            throw new IllegalArgumentException(
                    "Cannot go on after this cursor: it is of a query of another shape. A cursor belongs to the type,"
                        + " conditions and order of the query that gave it, whatever values these compare; begin with"
                        + " the first page.");
        }
        byte[] nonce = Arrays.copyOfRange(bytes, 1 + SHAPE, 1 + SHAPE + NONCE);
        try {
            return place(cipher(Cipher.DECRYPT_MODE, nonce)
                    .doFinal(bytes, 1 + SHAPE + NONCE, bytes.length - 1 - SHAPE - NONCE));
        } catch (AEADBadTagException forged) {
            throw changed(forged);
        } catch (GeneralSecurityException failure) {
            throw changed(failure);
        }
    }

    private static IllegalArgumentException changed(@Nullable Exception cause) {
        return new IllegalArgumentException(
                "Cannot go on after this cursor: it was changed on its way. Begin with the first page.", cause);
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(shape);
        return cipher;
    }

    private byte[] plain(List<@Nullable Object> place) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            List<Column> columns = order.columns();
            for (int n = 0; n < columns.size(); n++) {
                Object value = place.get(n);
                out.writeBoolean(value != null);
                if (value != null) {
                    byte[] text = ColumnText.write(columns.get(n).type(), value).getBytes(StandardCharsets.UTF_8);
                    out.writeInt(text.length);
                    out.write(text);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private List<@Nullable Object> place(byte[] plain) {
        List<@Nullable Object> place = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            for (Column column : order.columns()) {
                if (in.readBoolean()) {
                    byte[] text = in.readNBytes(in.readInt());
                    place.add(ColumnText.read(column.type(), new String(text, StandardCharsets.UTF_8)));
                } else {
                    place.add(null);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return place;
    }
}

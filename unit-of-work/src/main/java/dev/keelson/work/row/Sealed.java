package dev.keelson.work.row;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of an encrypted column, in plain: rows compare what it means, so that a new key or another nonce is no change.
 * It is encrypted only when it is written. Shows nothing of itself. Immutable and thread-safe, as its value is.
 */
public final class Sealed {

    private final Object plain;
    private final byte @Nullable [] stored;

    private Sealed(Object plain, byte @Nullable [] stored) {
        this.plain = plain;
        this.stored = stored;
    }

    /** A value in the normal form of its plain type. */
    public static Sealed of(Object plain) {
        return new Sealed(plain, null);
    }

    /**
     * What stands encrypted in this row, or why it cannot be read.
     *
     * @param row the row, with its key
     * @param column the column that holds it
     * @param tenant whose row it is, empty where there are no tenants
     */
    static Object opened(byte[] stored, Encryption encryption, Row row, int column, String tenant) {
        try {
            return new Sealed(encryption.decrypt(stored, row, column, tenant), stored);
        } catch (GeneralSecurityException refused) {
            return new Unreadable(
                    "it cannot be decrypted: the key is another one or disabled, or the ciphertext was changed or"
                            + " belongs to another tenant, column or row",
                    refused);
        } catch (IllegalArgumentException garbled) {
            return new Unreadable(
                    "what was decrypted is no " + encryption.plain() + "; was the property's type changed?", null);
        }
    }

    /** The ciphertext that it was read of; null where it was not read. Not to be changed. */
    byte @Nullable [] stored() {
        return stored;
    }

    /** The value. */
    public Object plain() {
        return plain;
    }

    /**
     * The ciphertext for the row that it stands in.
     *
     * @throws GeneralSecurityException if the cipher refuses
     */
    public byte[] encrypted(Row row, int column, String tenant) throws GeneralSecurityException {
        Encryption encryption = Objects.requireNonNull(row.type().column(column).encryption(), "encryption");
        return encryption.encrypt(plain, row, column, tenant);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sealed sealed && Objects.deepEquals(plain, sealed.plain);
    }

    @Override
    public int hashCode() {
        return plain instanceof byte[] bytes ? Arrays.hashCode(bytes) : plain.hashCode();
    }

    @Override
    public String toString() {
        return "<encrypted>";
    }
}

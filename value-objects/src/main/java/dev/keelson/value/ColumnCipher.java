package dev.keelson.value;

import java.security.GeneralSecurityException;

/**
 * Encrypts what a column holds, and decrypts it. What is stored is bound to its place: moved to another row, column,
 * table or tenant, it cannot be decrypted.
 *
 * <p>Encryption is not repeatable: the same plain bytes give other stored bytes each time, so an encrypted column can
 * be neither searched nor compared. Keys are the implementation's matter. Implementations are thread-safe, and keep and
 * change none of the arrays they are given.
 */
public interface ColumnCipher {

    /**
     * Returns the bytes to store.
     *
     * @param plain the bytes of the value, in normal form
     * @param place names tenant, table, column and row without ambiguity; it is neither stored nor secret
     * @throws GeneralSecurityException if they cannot be encrypted
     */
    byte[] encrypt(byte[] plain, byte[] place) throws GeneralSecurityException;

    /**
     * Returns the bytes of the value.
     *
     * @param stored what {@link #encrypt} returned
     * @param place the place that it was encrypted for
     * @throws GeneralSecurityException if it was changed, was encrypted for another place, or its key is not known
     */
    byte[] decrypt(byte[] stored, byte[] place) throws GeneralSecurityException;
}

package dev.keelson.value.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import dev.keelson.value.ColumnCipher;
import java.security.GeneralSecurityException;
import java.util.Objects;

/**
 * A cipher of Google's Tink: authenticated encryption, the place being its associated data. With a keyset of AES-GCM,
 * as {@code PredefinedAeadParameters.AES256_GCM} makes it, 33 bytes are stored beyond the plain ones: 5 that name the
 * key, 12 of a random start, 16 of the tag.
 *
 * <p>To change the key, in this order:
 *
 * <ol>
 *   <li>Add a new key to the keyset, not as the primary one, and give that keyset to every running instance; it does
 *       not encrypt yet, so no instance meets what it cannot read.
 *   <li>Make it the primary key and give that keyset to every instance: from now on it encrypts. What the old key
 *       encrypted stays readable, since each stored value names its key.
 *   <li>A row is encrypted anew when it is written with a change. Rows that never change keep the old key; write them
 *       again, if the old key is to go.
 *   <li>Disable the old key last, when no row is left of it; delete it later. What it encrypted cannot be read any
 *       more.
 * </ol>
 *
 * <p>Where keys are kept is Tink's matter: a keyset belongs into a key management service, never into the database that
 * it protects, nor into a log. A keyset is read once: a changed one needs a new cipher.
 *
 * <p>Immutable and thread-safe. Source: Tink, Authenticated Encryption with Associated Data.
 */
public final class TinkCipher implements ColumnCipher {

    private final Aead aead;

    private TinkCipher(Aead aead) {
        this.aead = Objects.requireNonNull(aead, "aead");
    }

    /** Returns a cipher of a primitive, such as one that a key management service stands behind. */
    public static TinkCipher of(Aead aead) {
        return new TinkCipher(aead);
    }

    /**
     * Returns a cipher of a keyset: its primary key encrypts, every enabled key decrypts.
     *
     * @throws IllegalArgumentException if its keys are not keys of authenticated encryption with associated data
     */
    public static TinkCipher of(KeysetHandle keys) {
        try {
            AeadConfig.register();
            return new TinkCipher(keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Cannot make a cipher of this keyset: Tink finds no authenticated encryption with associated data"
                            + " (AEAD) in it. Give a keyset of AEAD keys, such as PredefinedAeadParameters.AES256_GCM.",
                    e);
        }
    }

    @Override
    public byte[] encrypt(byte[] plain, byte[] place) throws GeneralSecurityException {
        return aead.encrypt(plain, place);
    }

    @Override
    public byte[] decrypt(byte[] stored, byte[] place) throws GeneralSecurityException {
        return aead.decrypt(stored, place);
    }

    /** Returns the name of the class only. */
    @Override
    public String toString() {
        return "TinkCipher";
    }
}

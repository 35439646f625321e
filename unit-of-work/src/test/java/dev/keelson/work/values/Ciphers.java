package dev.keelson.work.values;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.keelson.value.ColumnCipher;
import dev.keelson.value.crypto.TinkCipher;
import java.security.GeneralSecurityException;

/** Ciphers of keys that nobody keeps. */
public final class Ciphers {

    private Ciphers() {}

    /** A cipher with a key of its own. */
    public static ColumnCipher any() {
        try {
            AeadConfig.register();
            return TinkCipher.of(KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

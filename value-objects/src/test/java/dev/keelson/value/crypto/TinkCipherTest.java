package dev.keelson.value.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import dev.keelson.value.ColumnCipher;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TinkCipherTest {

    private static final byte[] PLAIN = "4111 1111 1111 1111".getBytes(UTF_8);
    private static final byte[] PLACE = "tenant 7, card.number, 42".getBytes(UTF_8);
    private static final byte[] ELSEWHERE = "tenant 8, card.number, 42".getBytes(UTF_8);

    @BeforeAll
    static void register() throws GeneralSecurityException {
        AeadConfig.register();
        MacConfig.register();
    }

    @Test
    void decrypts_what_it_encrypted_for_the_same_place() throws GeneralSecurityException {
        ColumnCipher cipher = TinkCipher.of(keys());
        byte[] stored = cipher.encrypt(PLAIN, PLACE);

        assertThat(cipher.decrypt(stored, PLACE)).isEqualTo(PLAIN);
        assertThat(cipher.decrypt(cipher.encrypt(new byte[0], PLACE), PLACE)).isEmpty();
        assertThat(stored).hasSize(PLAIN.length + 33);
        assertThat(new String(stored, UTF_8)).doesNotContain("4111");
    }

    @Test
    void encrypts_the_same_bytes_differently_each_time() throws GeneralSecurityException {
        ColumnCipher cipher = TinkCipher.of(keys());

        assertThat(cipher.encrypt(PLAIN, PLACE)).isNotEqualTo(cipher.encrypt(PLAIN, PLACE));
    }

    @Test
    void refuses_what_was_encrypted_for_another_place() throws GeneralSecurityException {
        ColumnCipher cipher = TinkCipher.of(keys());

        refuses(cipher, cipher.encrypt(PLAIN, PLACE), ELSEWHERE);
        refuses(cipher, cipher.encrypt(PLAIN, PLACE), new byte[0]);
    }

    @Test
    void refuses_what_was_changed_in_any_bit() throws GeneralSecurityException {
        ColumnCipher cipher = TinkCipher.of(keys());
        byte[] stored = cipher.encrypt(PLAIN, PLACE);
        for (int bit = 0; bit < stored.length * 8; bit++) {
            byte[] changed = stored.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);

            refuses(cipher, changed, PLACE);
        }
        refuses(cipher, new byte[0], PLACE);
        refuses(cipher, PLAIN, PLACE);
    }

    @Test
    void refuses_what_another_key_encrypted() throws GeneralSecurityException {
        refuses(TinkCipher.of(keys()), TinkCipher.of(keys()).encrypt(PLAIN, PLACE), PLACE);
    }

    @Test
    void a_keyset_is_rotated_without_losing_what_the_old_key_encrypted() throws GeneralSecurityException {
        KeysetHandle old = keys();
        KeysetHandle added = KeysetHandle.newBuilder(old)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId())
                .build();
        KeysetHandle.Builder promotion = KeysetHandle.newBuilder(added);
        promotion.getAt(1).makePrimary();
        KeysetHandle promoted = promotion.build();
        KeysetHandle.Builder retirement = KeysetHandle.newBuilder(promoted);
        retirement.getAt(0).setStatus(KeyStatus.DISABLED);
        KeysetHandle retired = retirement.build();

        byte[] byOld = TinkCipher.of(added).encrypt(PLAIN, PLACE);
        byte[] byNew = TinkCipher.of(promoted).encrypt(PLAIN, PLACE);

        assertThat(TinkCipher.of(old).decrypt(byOld, PLACE)).isEqualTo(PLAIN);
        assertThat(TinkCipher.of(added).decrypt(byNew, PLACE)).isEqualTo(PLAIN);
        assertThat(TinkCipher.of(promoted).decrypt(byOld, PLACE)).isEqualTo(PLAIN);
        refuses(TinkCipher.of(old), byNew, PLACE);
        assertThat(TinkCipher.of(retired).decrypt(byNew, PLACE)).isEqualTo(PLAIN);
        refuses(TinkCipher.of(retired), byOld, PLACE);
    }

    @Test
    void takes_a_primitive_of_the_application() throws GeneralSecurityException {
        KeysetHandle keys = keys();
        Aead aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);

        assertThat(TinkCipher.of(keys).decrypt(TinkCipher.of(aead).encrypt(PLAIN, PLACE), PLACE))
                .isEqualTo(PLAIN);
    }

    @Test
    void refuses_keys_of_another_purpose() throws GeneralSecurityException {
        KeysetHandle signing = keys(PredefinedMacParameters.HMAC_SHA256_128BITTAG);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TinkCipher.of(signing))
                .withMessage("Cannot make a cipher of this keyset: Tink finds no authenticated encryption with"
                        + " associated data (AEAD) in it. Give a keyset of AEAD keys, such as"
                        + " PredefinedAeadParameters.AES256_GCM.");
    }

    @Test
    void shows_no_key() throws GeneralSecurityException {
        assertThat(TinkCipher.of(keys())).hasToString("TinkCipher");
    }

    /** Neither in the message nor in that of a cause. */
    private static void refuses(ColumnCipher cipher, byte[] stored, byte[] place) {
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> cipher.decrypt(stored, place))
                .satisfies(refused -> {
                    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                        assertThat(String.valueOf(cause.getMessage()))
                                .doesNotContain("4111", HexFormat.of().formatHex(PLAIN), "tenant");
                    }
                });
    }

    private static KeysetHandle keys() throws GeneralSecurityException {
        return keys(PredefinedAeadParameters.AES256_GCM);
    }

    private static KeysetHandle keys(Parameters parameters) throws GeneralSecurityException {
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                        .withRandomId()
                        .makePrimary())
                .build();
    }
}

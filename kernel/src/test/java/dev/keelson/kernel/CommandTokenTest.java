package dev.keelson.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"5c7c86d4-7c5c-4f9c-9c52-6dbd8e0ccf26", "5C7C86D4-7C5C-4F9C-9C52-6DBD8E0CCF26"})
    void a_canonical_uuid_is_taken_as_it_is(String text) {
        assertThat(CommandToken.of(text))
                .isEqualTo(CommandToken.of(UUID.fromString("5c7c86d4-7c5c-4f9c-9c52-6dbd8e0ccf26")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order-4711",
                " order-4711",
                "1-1-1-1-1",
                "5c7c86d4-7c5c-4f9c-9c52-6dbd8e0ccf2g",
                "5c7c86d47c5c4f9c9c526dbd8e0ccf260000",
                "\u0665c7c86d4-7c5c-4f9c-9c52-6dbd8e0ccf2",
                "Größe \uD83D\uDE00"
            })
    void any_other_text_becomes_a_uuid_of_version_8(String text) {
        UUID token = CommandToken.of(text).value();

        assertThat(token.version()).isEqualTo(8);
        assertThat(token.variant()).isEqualTo(2);
        assertThat(token).isEqualTo(CommandToken.of(text).value());
        assertThat(token).isNotEqualTo(CommandToken.of(text + " ").value());
    }

    @Test
    void the_hash_of_a_text_is_the_same_for_ever() {
        // printf %s abc | sha256sum: ba7816bf8f01cfea414140de5dae2223...
        assertThat(CommandToken.of("abc").value()).hasToString("ba7816bf-8f01-8fea-8141-40de5dae2223");
    }

    @Test
    void a_blank_or_malformed_text_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandToken.of(" \t"))
                .withMessage(
                        "Cannot make a command token of a blank text. Pass the id of the request, or none at all to"
                                + " have a token drawn.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandToken.of("a\uD800"))
                .withMessageContaining("lone surrogate");
    }

    @Test
    void a_drawn_token_is_a_uuid_of_version_7() {
        assertThat(CommandToken.next().value().version()).isEqualTo(7);
        assertThat(CommandToken.next()).isNotEqualTo(CommandToken.next());
    }
}

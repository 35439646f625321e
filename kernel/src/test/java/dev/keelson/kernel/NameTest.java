package dev.keelson.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names somebody is stored exactly as it was given, or refused where it is made. */
class NameTest {

    @ParameterizedTest
    @ValueSource(strings = {"acme\uD800", "\uDC00acme", "\uD800", "a\uDC00\uD800c", "\uD83D\uD83D\uDE00"})
    void half_of_a_surrogate_pair_is_refused_since_it_would_be_stored_as_a_question_mark(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenantId.of(text))
                .withMessageMatching(
                        "Cannot make a tenant id of a text with lone surrogate U\\+D[0-9A-F]{3} at index \\d\\. Names"
                                + " come as they are; it has no UTF-8 form and would be stored as another name; mend it"
                                + " where the name is read\\.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Actor.of(text))
                .withMessageContaining("an actor of a text with lone surrogate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandToken.of(text))
                .withMessageContaining("a command token of a text with a lone surrogate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00A0", // no-break space
                "\u2007\u202F", // figure space, narrow no-break space
                "\u200B", // zero width space
                "\u200C\u200D\u2060\uFEFF", // joiners, byte order mark
                "\u00AD", // soft hyphen
                "\u202E\u2066", // direction
                "\u034F", // combining grapheme joiner
                "\u3164", // Hangul filler
                "\uFE0F", // variation selector
                "\u2800", // Braille without a dot
                "\uDB40\uDC41\uDB40\uDC7F", // tags
                " \u00A0\t\u200B"
            })
    void a_text_in_which_nothing_is_visible_names_nobody_and_nothing(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenantId.of(text))
                .withMessageStartingWith("Cannot make a tenant id of a text in which nothing is visible, U+")
                .withMessageEndingWith(". Say who it is.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Actor.of(text))
                .withMessageStartingWith("Cannot make an actor of a text in which nothing is visible, U+");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandToken.of(text))
                .withMessageStartingWith("Cannot make a command token of a text in which nothing is visible, U+");
    }

    @Test
    void the_first_characters_of_a_text_that_shows_nothing_are_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenantId.of("\u00A0\uDB40\uDC41\u200B"))
                .withMessage("Cannot make a tenant id of a text in which nothing is visible, U+00A0 U+E0041 U+200B."
                        + " Say who it is.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " acme ",
                "acme\u00A0",
                "\u0646\u0627\u0645\u200C\u0647\u0627", // joiners belong to the spelling
                "\uD83D\uDC69\u200D\uD83D\uDE80",
                "e\u0301",
                "\u540D\u524D",
                "-",
                "\uFFFD",
                "\uE000", // private use
                "\u0301" // a mark is drawn, even alone
            })
    void everything_else_is_taken_exactly_as_given(String text) {
        assertThat(TenantId.of(text).value()).isEqualTo(text);
        assertThat(Actor.of(text).name()).isEqualTo(text);
        assertThat(CommandToken.of(text)).isEqualTo(CommandToken.of(text)).isNotEqualTo(CommandToken.of(text + " "));
    }
}

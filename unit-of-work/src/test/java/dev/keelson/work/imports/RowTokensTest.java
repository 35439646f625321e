package dev.keelson.work.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.CommandToken;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A token of an import tells its rows, and lies in their order. */
class RowTokensTest {

    private static final CommandToken IMPORT = CommandToken.of("products-7");
    private static final long LAST = RowTokens.LAST_ROW;

    private final RowTokens tokens = RowTokens.of(IMPORT);

    @Test
    void tells_its_rows() {
        for (long first : List.of(1L, 2L, 1_000L, 1L << 32, LAST - 1)) {
            for (long last : List.of(first, first + 1, Math.min(LAST, first + RowTokens.MOST_ROWS - 1))) {
                CommandToken token = tokens.of(first, last);
                assertThat(List.of(RowTokens.first(token), RowTokens.last(token)))
                        .containsExactly(first, last);
                assertThat(token.value().version()).isEqualTo(8);
                assertThat(token.value().variant()).isEqualTo(2);
            }
        }
    }

    @Test
    void tokens_lie_in_the_order_of_their_rows_as_a_database_compares_them() {
        List<CommandToken> inOrder = List.of(
                tokens.before(1),
                tokens.of(1, 1),
                tokens.of(1, 1_000),
                tokens.of(1, RowTokens.MOST_ROWS),
                tokens.before(2),
                tokens.of(2, 2),
                tokens.of(1_001, 2_000),
                tokens.of(LAST, LAST),
                tokens.last());

        assertThat(inOrder.stream().map(CommandToken::value).map(UUID::toString))
                .isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void imports_have_nothing_in_common() {
        assertThat(RowTokens.of(CommandToken.of("products-8")).of(1, 1)).isNotEqualTo(tokens.of(1, 1));
        assertThat(RowTokens.of(IMPORT).of(1, 1)).isEqualTo(tokens.of(1, 1)).isNotEqualTo(IMPORT);
    }

    @Test
    void other_rows_have_no_token() {
        assertThatThrownBy(() -> tokens.of(0, 1)).hasMessage("no token tells rows 0 to 1");
        assertThatThrownBy(() -> tokens.of(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.of(1, RowTokens.MOST_ROWS + 1L)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.of(LAST, LAST + 1)).isInstanceOf(IllegalArgumentException.class);
    }
}

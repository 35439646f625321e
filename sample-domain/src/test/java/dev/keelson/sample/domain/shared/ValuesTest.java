package dev.keelson.sample.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void money_is_equal_however_its_amount_was_written() {
        assertThat(Money.of("19.9", "EUR")).isEqualTo(Money.of("19.90", "EUR")).hasToString("19.90 EUR");
        assertThat(Money.of("120", "JPY")).hasToString("120 JPY");
    }

    @Test
    void money_is_added_and_multiplied_to_the_cent() {
        assertThat(Money.of("0.10", "EUR").times(3).plus(Money.of("19.90", "EUR")))
                .isEqualTo(Money.of("20.20", "EUR"));
    }

    @Test
    void money_finer_than_its_currency_is_refused() {
        assertThatThrownBy(() -> Money.of("0.001", "EUR")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void amounts_of_two_currencies_are_not_added() {
        assertThatThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
                .hasMessage("Cannot add USD to EUR");
    }

    @Test
    void a_postal_code_is_checked_by_the_rule_of_its_country() {
        assertThat(PostalCode.of("NL", "1017 EA").code()).isEqualTo("1017 EA");
        assertThatThrownBy(() -> PostalCode.of("DE", "1017 EA")).hasMessage("A postal code of DE has five digits");
        assertThatThrownBy(() -> PostalCode.of("XX", "1")).hasMessage("No country has the code 'XX'");
    }

    @Test
    void an_address_has_no_blank_line() {
        assertThatThrownBy(() -> new Address("Ada", " ", "Jena", PostalCode.of("DE", "07743")))
                .hasMessage("The street must not be blank");
    }
}

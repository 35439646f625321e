package dev.keelson.value;

import static dev.keelson.value.MoneyConvertersTest.roundTrip;
import static dev.keelson.value.MoneyConvertersTest.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import javax.money.MonetaryAmount;
import org.javamoney.moneta.FastMoney;
import org.javamoney.moneta.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonetaryAmountConverterTest {

    private final MonetaryAmountConverter converter = new MonetaryAmountConverter();
    private final MonetaryAmountConverter sized = new MonetaryAmountConverter(ColumnType.numeric(19, 2));

    @ParameterizedTest
    @ValueSource(strings = {"0", "12.50", "-12.505", "100", "1E+3", "123456789012345678901234567890.123456789"})
    void an_amount_and_its_currency_come_back_equal(String amount) {
        Money money = Money.of(new BigDecimal(amount), "EUR");

        assertThat(roundTrip(converter, money)).isEqualTo(money);
    }

    @Test
    void they_are_two_columns() {
        assertThat(converter.columns())
                .containsExactly(
                        new ColumnSpec("", ColumnType.numeric(), false),
                        new ColumnSpec("currency", ColumnType.of(ColumnType.Kind.VARCHAR), false));
        assertThat(write(sized, Money.of(7, "CHF"))).containsExactly(new BigDecimal("7.00"), "CHF");
        assertThat(roundTrip(sized, Money.of(7, "CHF"))).isEqualTo(Money.of(7, "CHF"));
        assertThat(sized).hasToString("MonetaryAmount <-> numeric(19,2), character varying");
    }

    @Test
    void equal_amounts_are_written_alike() {
        assertThat(write(converter, Money.of(new BigDecimal("1.500"), "EUR")))
                .containsExactly(new BigDecimal("1.5"), "EUR");
        assertThat(write(converter, FastMoney.of(new BigDecimal("1.5"), "EUR")))
                .containsExactly(new BigDecimal("1.5"), "EUR");
        assertThat(write(converter, Money.of(100, "EUR"))).containsExactly(new BigDecimal("100"), "EUR");
    }

    @Test
    void refuses_what_it_cannot_hold_or_make() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(sized, Money.of(new BigDecimal("7.005"), "EUR")))
                .withMessage("its scale of 3 does not fit numeric(19,2) without rounding");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converter.read(index -> index == 0 ? BigDecimal.ONE : "QQQ"))
                .withMessage("it is no amount of a currency that the default factory of javax.money makes:"
                        + " UnknownCurrencyException")
                .withNoCause();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converter.read(index -> index == 0 ? new BigDecimal("1E-70") : "EUR"))
                .withMessage("the default factory of javax.money rounds its amount");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MonetaryAmountConverter(ColumnType.bigint()))
                .withMessage("Cannot convert MonetaryAmount to an amount in bigint: an amount needs numeric, to be"
                        + " exact. Give a numeric column.");
    }

    @Test
    void an_amount_is_of_the_default_class() {
        MonetaryAmount amount = roundTrip(converter, FastMoney.of(2, "EUR"));

        assertThat(amount).isInstanceOf(Money.class).isEqualTo(Money.of(2, "EUR"));
    }
}

package dev.keelson.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyConvertersTest {

    private record Money(
            @Nullable BigDecimal amount, @Nullable Currency currency) {
        static Money of(String amount, String currency) {
            return new Money(new BigDecimal(amount), Currency.getInstance(currency));
        }
    }

    private final ScalarConverter<BigDecimal> cents = MoneyConverters.minorUnits(2);
    private final ValueConverter<Money> decimal =
            MoneyConverters.amountAndCurrency(Money.class, Money::amount, Money::currency, Money::new);
    private final ValueConverter<Money> minor =
            MoneyConverters.minorUnitsAndCurrency(Money.class, Money::amount, Money::currency, Money::new);

    @ParameterizedTest
    @CsvSource({
        "12.50, 1250, 12.50",
        "-0.01, -1, -0.01",
        "7, 700, 7.00",
        "1.500, 150, 1.50",
        "1E+3, 100000, 1000.00",
        "0, 0, 0.00",
        "0E+1000000000, 0, 0.00",
        "0E-1000000000, 0, 0.00",
        "92233720368547758.07, 9223372036854775807, 92233720368547758.07",
        "-92233720368547758.08, -9223372036854775808, -92233720368547758.08"
    })
    void minor_units_are_whole_and_come_back_with_all_decimals(BigDecimal amount, long units, BigDecimal back) {
        assertThat(cents.toColumn(amount)).isEqualTo(units);
        assertThat(cents.fromColumn(units)).isEqualTo(back);
    }

    @ParameterizedTest
    @CsvSource({"1.505, 3", "0.001, 3", "1E-1000000000, 1000000000"})
    void minor_units_refuse_more_decimals(BigDecimal amount, int scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cents.toColumn(amount))
                .withMessage("its scale of %d does not fit minor units of 2 digits", scale);
    }

    @ParameterizedTest
    @CsvSource({"92233720368547758.08", "-92233720368547758.09", "1E+17", "1E+1000000000"})
    void minor_units_refuse_what_does_not_fit_bigint(BigDecimal amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cents.toColumn(amount))
                .withMessage("its magnitude in minor units of 2 digits does not fit bigint");
    }

    @Test
    void minor_units_have_0_to_18_digits() {
        BigDecimal quintillionth = new BigDecimal(BigInteger.ONE, 18);

        assertThat(MoneyConverters.minorUnits(18).toColumn(quintillionth)).isEqualTo(1L);
        assertThat(MoneyConverters.minorUnits(0).fromColumn(5L)).isEqualTo(new BigDecimal(5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MoneyConverters.minorUnits(19))
                .withMessage("Cannot convert to minor units of 19 digits: a bigint holds 18 at most. Give the decimals"
                        + " of the currency, such as 2, or map the amount to numeric.");
        assertThatIllegalArgumentException().isThrownBy(() -> MoneyConverters.minorUnits(-1));
    }

    @Test
    void an_amount_and_its_currency_are_two_columns() {
        assertThat(decimal.columns())
                .containsExactly(
                        new ColumnSpec("", ColumnType.numeric(), false),
                        new ColumnSpec("currency", ColumnType.character(3), false));
        assertThat(write(decimal, Money.of("12.505", "EUR"))).containsExactly(new BigDecimal("12.505"), "EUR");
        assertThat(roundTrip(decimal, Money.of("12.500", "EUR"))).isEqualTo(Money.of("12.500", "EUR"));
        assertThat(decimal).hasToString("Money <-> numeric, character(3)");
    }

    @Test
    void the_amount_takes_the_column_it_is_given() {
        ValueConverter<Money> sized = MoneyConverters.amountAndCurrency(
                Money.class, ColumnType.numeric(19, 2), Money::amount, Money::currency, Money::new);

        assertThat(roundTrip(sized, Money.of("7", "EUR"))).isEqualTo(Money.of("7.00", "EUR"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(sized, Money.of("7.005", "EUR")))
                .withMessage("its scale of 3 does not fit numeric(19,2) without rounding");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MoneyConverters.amountAndCurrency(
                        Money.class, ColumnType.doublePrecision(), Money::amount, Money::currency, Money::new))
                .withMessage("Cannot convert Money to an amount in double precision: an amount needs numeric, to be"
                        + " exact. Give a numeric column, or use minorUnitsAndCurrency.");
    }

    @ParameterizedTest
    @CsvSource({"1234, JPY, 1234", "12.34, EUR, 1234", "1.234, KWD, 1234"})
    void minor_units_are_those_of_the_currency(String amount, String currency, long units) {
        Money money = Money.of(amount, currency);

        assertThat(write(minor, money)).containsExactly(units, currency);
        assertThat(roundTrip(minor, money)).isEqualTo(money);
    }

    @Test
    void minor_units_of_a_currency_refuse_what_it_does_not_have() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(minor, Money.of("0.5", "JPY")))
                .withMessage("its scale of 1 does not fit minor units of 0 digits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(minor, Money.of("1", "XAU")))
                .withMessage("its currency has no minor unit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minor.read(index -> index == 0 ? (Object) 1L : "XAU"))
                .withMessage("its currency has no minor unit");
    }

    @Test
    void parts_that_are_missing_or_unknown_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(decimal, new Money(null, Currency.getInstance("EUR"))))
                .withMessage("it has no amount");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(decimal, new Money(BigDecimal.ONE, null)))
                .withMessage("it has no currency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decimal.read(index -> index == 0 ? BigDecimal.ONE : "QQQ"))
                .withMessage("its currency is none that this Java knows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decimal.read(index -> index == 0 ? null : "EUR"))
                .withMessage("column 0 of the converter holds null where it needs a BigDecimal");
    }

    static <V> V roundTrip(ValueConverter<V> converter, V value) {
        Object[] row = write(converter, value);
        return converter.read(index -> row[index]);
    }

    /** Writes a row as the framework does: every column fitted. */
    static <V> Object[] write(ValueConverter<V> converter, V value) {
        Object[] row = new Object[converter.columns().size()];
        converter.write(
                value,
                (index, columnValue) -> row[index] = columnValue == null
                        ? null
                        : converter.columns().get(index).type().fit(columnValue));
        return row;
    }
}

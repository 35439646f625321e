package dev.keelson.value;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Makes converters of money: of an amount alone, or of any class that is an amount in a currency. No amount is ever
 * rounded. What they return is immutable and thread-safe, if the functions given are.
 *
 * <pre>{@code
 * record Money(BigDecimal amount, Currency currency) {}
 *
 * ValueConverter<Money> inCents =
 *         MoneyConverters.minorUnitsAndCurrency(Money.class, Money::amount, Money::currency, Money::new);
 * }</pre>
 *
 * <p>Source: Fowler, PoEAA, Money (488).
 */
public final class MoneyConverters {

    private MoneyConverters() {}

    /**
     * Returns a converter of amounts in one known currency to whole minor units, such as cents, in a {@code bigint}. An
     * amount with more decimals, other than zeros, is refused; one with fewer comes back with all of them: 1.5 as 1.50.
     *
     * @param digits the decimals of the currency, from 0 to 18
     * @throws IllegalArgumentException if there are fewer or more digits
     */
    public static ScalarConverter<BigDecimal> minorUnits(int digits) {
        if (digits < 0 || digits > MinorUnits.MAX_DIGITS) {
            throw new IllegalArgumentException("Cannot convert to minor units of %d digits: a bigint holds %d at most."
                            .formatted(digits, MinorUnits.MAX_DIGITS)
                    + " Give the decimals of the currency, such as 2, or map the amount to numeric.");
        }
        return ScalarConverter.of(
                BigDecimal.class,
                ColumnType.bigint(),
                amount -> MinorUnits.of(amount, digits),
                units -> BigDecimal.valueOf((Long) units, digits));
    }

    /**
     * Returns a converter to an amount in a {@code numeric}, which keeps its scale, and the currency's ISO 4217 code in
     * a second column.
     *
     * @param type the class of the values
     * @param amount from a value to its amount; never null
     * @param currency from a value to its currency; never null
     * @param make from both to a value; never null
     * @param <M> the class of the values
     */
    public static <M> ValueConverter<M> amountAndCurrency(
            Class<M> type,
            Function<? super M, BigDecimal> amount,
            Function<? super M, Currency> currency,
            BiFunction<? super BigDecimal, ? super Currency, ? extends M> make) {
        return amountAndCurrency(type, ColumnType.numeric(), amount, currency, make);
    }

    /**
     * Returns the same with a column of another type for the amount.
     *
     * @param column the type of the amount's column, such as {@code numeric(19,2)}
     * @throws IllegalArgumentException if the type is no {@code numeric}
     */
    public static <M> ValueConverter<M> amountAndCurrency(
            Class<M> type,
            ColumnType column,
            Function<? super M, BigDecimal> amount,
            Function<? super M, Currency> currency,
            BiFunction<? super BigDecimal, ? super Currency, ? extends M> make) {
        if (column.kind() != ColumnType.Kind.NUMERIC) {
            throw new IllegalArgumentException(
                    "Cannot convert %s to an amount in %s: an amount needs numeric, to be exact."
                                    .formatted(type.getSimpleName(), column)
                            + " Give a numeric column, or use minorUnitsAndCurrency.");
        }
        return new MoneyConverter<>(type, column, amount, currency, make) {
            @Override
            Object amountOf(BigDecimal value, Currency unit) {
                return value;
            }

            @Override
            BigDecimal amountFrom(ColumnReader columns, Currency unit) {
                return columns.required(0, BigDecimal.class);
            }
        };
    }

    /**
     * Returns a converter to whole minor units in a {@code bigint}, as many decimals as the currency has by default
     * (JPY 0, EUR 2, KWD 3), and the currency's ISO 4217 code in a second column. A currency without decimals of its
     * own, such as gold, is refused.
     *
     * <p>The number of decimals is what this Java knows: should a release of it change that of a currency, stored
     * amounts change their meaning. Where this must not depend on Java, use {@link #amountAndCurrency}.
     *
     * @param type the class of the values
     * @param amount from a value to its amount; never null
     * @param currency from a value to its currency; never null
     * @param make from both to a value; never null
     * @param <M> the class of the values
     */
    public static <M> ValueConverter<M> minorUnitsAndCurrency(
            Class<M> type,
            Function<? super M, BigDecimal> amount,
            Function<? super M, Currency> currency,
            BiFunction<? super BigDecimal, ? super Currency, ? extends M> make) {
        return new MoneyConverter<>(type, ColumnType.bigint(), amount, currency, make) {
            @Override
            Object amountOf(BigDecimal value, Currency unit) {
                return MinorUnits.of(value, digits(unit));
            }

            @Override
            BigDecimal amountFrom(ColumnReader columns, Currency unit) {
                return BigDecimal.valueOf(columns.required(0, Long.class), digits(unit));
            }
        };
    }

    private static int digits(Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        if (digits < 0) {
            throw new IllegalArgumentException("its currency has no minor unit");
        }
        return digits;
    }

    private abstract static class MoneyConverter<M> implements ValueConverter<M> {

        private final Class<M> type;
        private final Function<? super M, BigDecimal> amount;
        private final Function<? super M, Currency> currency;
        private final BiFunction<? super BigDecimal, ? super Currency, ? extends M> make;
        private final List<ColumnSpec> columns;

        MoneyConverter(
                Class<M> type,
                ColumnType column,
                Function<? super M, BigDecimal> amount,
                Function<? super M, Currency> currency,
                BiFunction<? super BigDecimal, ? super Currency, ? extends M> make) {
            this.type = Objects.requireNonNull(type, "type");
            this.amount = Objects.requireNonNull(amount, "amount");
            this.currency = Objects.requireNonNull(currency, "currency");
            this.make = Objects.requireNonNull(make, "make");
            this.columns = List.of(ColumnSpec.of(column), ColumnSpec.of("currency", ColumnType.character(3)));
        }

        abstract Object amountOf(BigDecimal value, Currency unit);

        abstract BigDecimal amountFrom(ColumnReader columns, Currency unit);

        @Override
        public List<ColumnSpec> columns() {
            return columns;
        }

        @Override
        public void write(M money, ColumnWriter writer) {
            BigDecimal value = amount.apply(money);
            Currency unit = currency.apply(money);
            if (value == null || unit == null) {
                throw new IllegalArgumentException(value == null ? "it has no amount" : "it has no currency");
            }
            writer.set(0, amountOf(value, unit));
            writer.set(1, unit.getCurrencyCode());
        }

        @Override
        public M read(ColumnReader reader) {
            Currency unit = unit(reader.required(1, String.class));
            M money = make.apply(amountFrom(reader, unit), unit);
            if (money == null) {
                throw new IllegalArgumentException("its converter gave null for columns that are there");
            }
            return money;
        }

        private static Currency unit(String code) {
            try {
                return Currency.getInstance(code);
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException("its currency is none that this Java knows", unknown);
            }
        }

        @Override
        public String toString() {
            return "%s <-> %s, %s"
                    .formatted(
                            type.getSimpleName(),
                            columns.get(0).type(),
                            columns.get(1).type());
        }
    }
}

package dev.keelson.value;

import java.math.BigDecimal;
import java.util.List;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import javax.money.MonetaryException;

/**
 * An amount of money of JSR 354 as two columns: the exact amount, and the currency's code. What is read is made by the
 * default factory of {@link Monetary}; neither rounding nor any other part of an amount's context is stored.
 *
 * <p>Amounts that are equal are written alike: zeros at the end are dropped, and come back where the column has a scale
 * of its own, as {@code numeric(19,2)}, the better choice, has.
 *
 * <p>Needs {@code javax.money} on the class path, and is not to be loaded without it. Immutable and thread-safe.
 */
public final class MonetaryAmountConverter implements ValueConverter<MonetaryAmount> {

    private final List<ColumnSpec> columns;

    /** Makes a converter to {@code numeric}. */
    public MonetaryAmountConverter() {
        this(ColumnType.numeric());
    }

    /**
     * Makes a converter.
     *
     * @param amount the type of the amount's column, such as {@code numeric(19,2)}
     * @throws IllegalArgumentException if the type is no {@code numeric}
     */
    public MonetaryAmountConverter(ColumnType amount) {
        if (amount.kind() != ColumnType.Kind.NUMERIC) {
            throw new IllegalArgumentException("Cannot convert MonetaryAmount to an amount in " + amount
                    + ": an amount needs numeric, to be exact. Give a numeric column.");
        }
        this.columns =
                List.of(ColumnSpec.of(amount), ColumnSpec.of("currency", ColumnType.of(ColumnType.Kind.VARCHAR)));
    }

    @Override
    public List<ColumnSpec> columns() {
        return columns;
    }

    @Override
    public void write(MonetaryAmount money, ColumnWriter writer) {
        writer.set(0, amount(money).stripTrailingZeros());
        writer.set(1, money.getCurrency().getCurrencyCode());
    }

    @Override
    public MonetaryAmount read(ColumnReader reader) {
        BigDecimal amount = reader.required(0, BigDecimal.class);
        String currency = reader.required(1, String.class);
        MonetaryAmount money;
        try {
            money = Monetary.getDefaultAmountFactory()
                    .setCurrency(currency)
                    .setNumber(amount)
                    .create();
        } catch (MonetaryException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "it is no amount of a currency that the default factory of javax.money makes: "
                            + e.getClass().getSimpleName());
        }
        if (amount(money).compareTo(amount) != 0) {
            throw new IllegalArgumentException("the default factory of javax.money rounds its amount");
        }
        return money;
    }

    private static BigDecimal amount(MonetaryAmount money) {
        try {
            return money.getNumber().numberValueExact(BigDecimal.class);
        } catch (ArithmeticException inexact) {
            throw new IllegalArgumentException("its amount is no exact decimal", inexact);
        }
    }

    @Override
    public String toString() {
        return "MonetaryAmount <-> %s, %s"
                .formatted(columns.get(0).type(), columns.get(1).type());
    }
}

package dev.keelson.sample.domain.shared;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount in a currency, exact to the currency's smallest unit. Amounts of two currencies are never added.
 *
 * @param amount with as many decimals as the currency has
 * @param currency what it is counted in
 */
public record Money(BigDecimal amount, Currency currency) {

    /**
     * Gives the amount its currency's decimals.
     *
     * @throws ArithmeticException if it has more of them
     */
    public Money {
        amount = amount.setScale(currency.getDefaultFractionDigits());
    }

    /** Money of a decimal text and an ISO 4217 code: {@code Money.of("19.90", "EUR")}. */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    /** The sum of two amounts of one currency. */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }

    /** This amount so many times. */
    public Money times(int count) {
        return new Money(amount.multiply(BigDecimal.valueOf(count)), currency);
    }

    /** Whether it is less than nothing. */
    public boolean isNegative() {
        return amount.signum() < 0;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}

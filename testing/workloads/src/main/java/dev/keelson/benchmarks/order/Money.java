package dev.keelson.benchmarks.order;

import java.math.BigDecimal;
import java.util.Currency;

/** An amount of a currency, with two decimals. Immutable. */
public record Money(BigDecimal amount, Currency currency) {

    public Money {
        if (amount.scale() != 2) {
            throw new IllegalArgumentException("An amount has two decimals: " + amount);
        }
    }
}

package dev.keelson.work.shop;

import java.math.BigDecimal;
import java.util.Currency;

public record Money(BigDecimal amount, Currency currency) {

    public Money {
        if (amount.scale() != 2) {
            throw new IllegalArgumentException("amounts have two decimals");
        }
    }

    public static Money eur(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("EUR"));
    }
}

package dev.keelson.benchmarks.contestant.ebean;

import dev.keelson.benchmarks.order.Money;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.Currency;

/** An amount of a currency. For one thread at a time. */
@Embeddable
@SuppressWarnings("NullAway.Init") // Ebean fills it
public class MoneyBean {

    private BigDecimal amount;
    private Currency currency;

    static MoneyBean of(Money money) {
        MoneyBean bean = new MoneyBean();
        bean.take(money);
        return bean;
    }

    /** In a method of an object, which is where the enhancement sees what is done. */
    private void take(Money money) {
        amount = money.amount();
        currency = money.currency();
    }

    Money toMoney() {
        return new Money(amount, currency);
    }
}

package shop.domain;

/** An amount in the smallest unit of its currency. */
public record Money(long cents, String currency) {

    public Money {
        if (currency.length() != 3) {
            throw new IllegalArgumentException("a currency has three letters, not '" + currency + "'");
        }
    }

    public static Money eur(long cents) {
        return new Money(cents, "EUR");
    }

    public Money times(int factor) {
        return new Money(cents * factor, currency);
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " cannot be added");
        }
        return new Money(cents + other.cents, currency);
    }
}

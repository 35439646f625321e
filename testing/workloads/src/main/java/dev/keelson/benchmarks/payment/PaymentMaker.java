package dev.keelson.benchmarks.payment;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes payments, the same ones in the same order for the same seed: the three kinds by turns. For one thread. */
public final class PaymentMaker {

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;
    private int made;

    public PaymentMaker(long seed) {
        this.random = new Random(seed);
    }

    /** So many further payments. */
    public List<Payment> payments(int count) {
        List<Payment> payments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            payments.add(payment());
        }
        return payments;
    }

    private Payment payment() {
        PaymentId id = new PaymentId(uuid());
        CustomerId payer = new CustomerId(uuid());
        Money price = new Money(BigDecimal.valueOf(random.nextInt(1_000_000), 2), EURO);
        Instant paidAt = FIRST.plusNanos(random.nextLong(31_536_000_000_000L) * 1_000);
        return switch (made++ % 3) {
            case 0 -> new CardPayment(id, payer, price, paidAt, digits(16), "A" + digits(6));
            case 1 -> new BankTransfer(id, payer, price, paidAt, "DE" + digits(20), "Order of the " + digits(4));
            default -> new CashPayment(id, payer, price, paidAt, random.nextInt(100));
        };
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private UUID uuid() {
        return new UUID(
                (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L,
                (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }
}

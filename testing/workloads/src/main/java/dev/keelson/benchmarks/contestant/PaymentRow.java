package dev.keelson.benchmarks.contestant;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.payment.BankTransfer;
import dev.keelson.benchmarks.payment.CardPayment;
import dev.keelson.benchmarks.payment.CashPayment;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.UUID;

/** How contestants without a mapper read payments: by the driver's typed getters, straight into constructors. */
public final class PaymentRow {

    /** The words of the column {@code payment_type}. */
    public static final String CARD = "card_payment";

    public static final String TRANSFER = "bank_transfer";
    public static final String CASH = "cash_payment";

    /** How many columns {@link #columns} names. */
    public static final int COLUMNS = 11;

    private static final String COMMON = "p.id, p.payment_type, p.payer, p.price_amount, p.price_currency, p.paid_at, ";

    private PaymentRow() {}

    /** The columns that {@link #payment} reads, in order, of the tables that {@link #tables} names. */
    public static String columns(PaymentForm form) {
        return switch (form) {
            case SINGLE -> COMMON + "p.card_number, p.approval, p.iban, p.purpose, p.till";
            case JOINED -> COMMON + "c.card_number, c.approval, b.iban, b.purpose, h.till";
        };
    }

    /**
     * The tables of payments as they follow {@code from} or {@code join}: the first has the alias {@code p}.
     *
     * @param on what follows the first table, such as {@code " on p.id = k.id"}, or nothing
     */
    public static String tables(PaymentForm form, String on) {
        return switch (form) {
            case SINGLE -> "payments p" + on;
            case JOINED ->
                "joined_payments p" + on + " left join card_payments c on c.id = p.id"
                        + " left join bank_transfers b on b.id = p.id left join cash_payments h on h.id = p.id";
        };
    }

    /** The payment of a row, whose columns begin at {@code first}. */
    public static Payment payment(ResultSet row, int first) throws SQLException {
        PaymentId id = new PaymentId(row.getObject(first, UUID.class));
        CustomerId payer = new CustomerId(row.getObject(first + 2, UUID.class));
        Money price = new Money(row.getBigDecimal(first + 3), Currency.getInstance(row.getString(first + 4)));
        Instant paidAt = row.getObject(first + 5, OffsetDateTime.class).toInstant();
        String type = row.getString(first + 1);
        return switch (type) {
            case CARD -> new CardPayment(id, payer, price, paidAt, row.getString(first + 6), row.getString(first + 7));
            case TRANSFER ->
                new BankTransfer(id, payer, price, paidAt, row.getString(first + 8), row.getString(first + 9));
            case CASH -> new CashPayment(id, payer, price, paidAt, row.getInt(first + 10));
            default -> throw new IllegalStateException("There is no payment of type " + type);
        };
    }
}

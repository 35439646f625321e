package dev.keelson.benchmarks.contestant.jooq;

import dev.keelson.benchmarks.contestant.PaymentRow;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.payment.BankTransfer;
import dev.keelson.benchmarks.payment.CardPayment;
import dev.keelson.benchmarks.payment.CashPayment;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Payments by one select of one table, or of the joined ones. */
final class PaymentSelects {

    private static final Field<UUID> ID = DSL.field(DSL.name("p", "id"), SQLDataType.UUID);
    private static final Field<String> TYPE = DSL.field(DSL.name("p", "payment_type"), Types.TEXT);
    private static final Field<UUID> PAYER = DSL.field(DSL.name("p", "payer"), SQLDataType.UUID);
    private static final Field<BigDecimal> AMOUNT = DSL.field(DSL.name("p", "price_amount"), Types.NUMBER);
    private static final Field<Currency> CURRENCY = DSL.field(DSL.name("p", "price_currency"), Types.CURRENCY);
    private static final Field<Instant> PAID_AT = DSL.field(DSL.name("p", "paid_at"), SQLDataType.INSTANT);
    private static final Field<String> CARD_NUMBER = DSL.field(DSL.name("card_number"), Types.TEXT);
    private static final Field<String> APPROVAL = DSL.field(DSL.name("approval"), Types.TEXT);
    private static final Field<String> IBAN = DSL.field(DSL.name("iban"), Types.TEXT);
    private static final Field<String> PURPOSE = DSL.field(DSL.name("purpose"), Types.TEXT);
    private static final Field<Integer> TILL = DSL.field(DSL.name("till"), SQLDataType.INTEGER);

    private PaymentSelects() {}

    /** In the order of the identifiers. */
    static List<Payment> payments(DSLContext jooq, PaymentForm form, List<PaymentId> ids) {
        UUID[] keys = ids.stream().map(PaymentId::value).toArray(UUID[]::new);
        Map<PaymentId, Payment> found = new HashMap<>();
        for (Payment payment : jooq.select(
                        ID, TYPE, PAYER, AMOUNT, CURRENCY, PAID_AT, CARD_NUMBER, APPROVAL, IBAN, PURPOSE, TILL)
                .from(tables(form))
                .where(Types.isOneOf(ID, keys))
                .fetch(PaymentSelects::payment)) {
            found.put(payment.id(), payment);
        }
        List<Payment> payments = new ArrayList<>(ids.size());
        for (PaymentId id : ids) {
            Payment payment = found.get(id);
            if (payment == null) {
                throw new NoSuchElementException("There is no payment " + id.value());
            }
            payments.add(payment);
        }
        return payments;
    }

    private static Table<Record> tables(PaymentForm form) {
        return switch (form) {
            case SINGLE -> DSL.table(DSL.name("payments")).as("p");
            case JOINED ->
                joined(
                        joined(
                                joined(DSL.table(DSL.name("joined_payments")).as("p"), "card_payments"),
                                "bank_transfers"),
                        "cash_payments");
        };
    }

    private static Table<Record> joined(Table<Record> tables, String kind) {
        return tables.leftJoin(DSL.table(DSL.name(kind))).on(ID.eq(DSL.field(DSL.name(kind, "id"), SQLDataType.UUID)));
    }

    private static Payment payment(Record row) {
        PaymentId id = new PaymentId(row.get(ID));
        CustomerId payer = new CustomerId(row.get(PAYER));
        Money price = new Money(row.get(AMOUNT), row.get(CURRENCY));
        Instant paidAt = row.get(PAID_AT);
        String type = row.get(TYPE);
        return switch (type) {
            case PaymentRow.CARD -> new CardPayment(id, payer, price, paidAt, row.get(CARD_NUMBER), row.get(APPROVAL));
            case PaymentRow.TRANSFER -> new BankTransfer(id, payer, price, paidAt, row.get(IBAN), row.get(PURPOSE));
            case PaymentRow.CASH -> new CashPayment(id, payer, price, paidAt, row.get(TILL));
            default -> throw new IllegalStateException("There is no payment of type " + type);
        };
    }
}

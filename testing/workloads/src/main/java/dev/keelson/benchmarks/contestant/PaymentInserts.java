package dev.keelson.benchmarks.contestant;

import dev.keelson.benchmarks.payment.BankTransfer;
import dev.keelson.benchmarks.payment.CardPayment;
import dev.keelson.benchmarks.payment.CashPayment;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;

/** How contestants without a mapper store payments, which no workload measures. */
public final class PaymentInserts {

    private PaymentInserts() {}

    /** Stores payments, row by row, in the transaction of the connection. */
    public static void insert(Connection connection, PaymentForm form, List<Payment> payments) throws SQLException {
        for (Payment payment : payments) {
            switch (form) {
                case SINGLE -> single(connection, payment);
                case JOINED -> joined(connection, payment);
            }
        }
    }

    private static void single(Connection connection, Payment payment) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into payments (id, payment_type, payer,"
                + " price_amount, price_currency, paid_at, version, card_number, approval, iban, purpose, till)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            common(insert, payment);
            for (int i = 8; i <= 11; i++) {
                insert.setNull(i, Types.VARCHAR);
            }
            insert.setNull(12, Types.INTEGER);
            switch (payment) {
                case CardPayment card -> {
                    insert.setString(8, card.cardNumber());
                    insert.setString(9, card.approval());
                }
                case BankTransfer transfer -> {
                    insert.setString(10, transfer.iban());
                    insert.setString(11, transfer.purpose());
                }
                case CashPayment cash -> insert.setInt(12, cash.till());
            }
            insert.executeUpdate();
        }
    }

    private static void joined(Connection connection, Payment payment) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into joined_payments (id, payment_type, payer, price_amount,"
                        + " price_currency, paid_at, version) values (?, ?, ?, ?, ?, ?, ?)")) {
            common(insert, payment);
            insert.executeUpdate();
        }
        String own = switch (payment) {
            case CardPayment card -> "card_payments (id, card_number, approval) values (?, ?, ?)";
            case BankTransfer transfer -> "bank_transfers (id, iban, purpose) values (?, ?, ?)";
            case CashPayment cash -> "cash_payments (id, till) values (?, ?)";
        };
        try (PreparedStatement insert = connection.prepareStatement("insert into " + own)) {
            insert.setObject(1, payment.id().value());
            switch (payment) {
                case CardPayment card -> {
                    insert.setString(2, card.cardNumber());
                    insert.setString(3, card.approval());
                }
                case BankTransfer transfer -> {
                    insert.setString(2, transfer.iban());
                    insert.setString(3, transfer.purpose());
                }
                case CashPayment cash -> insert.setInt(2, cash.till());
            }
            insert.executeUpdate();
        }
    }

    private static void common(PreparedStatement insert, Payment payment) throws SQLException {
        insert.setObject(1, payment.id().value());
        insert.setString(
                2,
                switch (payment) {
                    case CardPayment card -> PaymentRow.CARD;
                    case BankTransfer transfer -> PaymentRow.TRANSFER;
                    case CashPayment cash -> PaymentRow.CASH;
                });
        insert.setObject(3, payment.payer().value());
        insert.setBigDecimal(4, payment.price().amount());
        insert.setString(5, payment.price().currency().getCurrencyCode());
        insert.setObject(6, payment.paidAt().atOffset(ZoneOffset.UTC));
        insert.setLong(7, OrderRow.FIRST_VERSION);
    }
}

package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.contestant.PaymentRow;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postgresql.jdbc.PgConnection;

/**
 * Loads any number of payments by one statement. In a single table each row says by a number which it is. For joined tables the
 * server plans that three times as slow as a list of keys, so there the client looks it up. For one thread at a time.
 */
final class LoadingPayments {

    private final PreparedStatement statement;
    private final boolean numbered;
    private final BinaryArray keys = new BinaryArray(Column.UUID);

    LoadingPayments(PgConnection connection, PaymentForm form) throws SQLException {
        this.numbered = form == PaymentForm.SINGLE;
        this.statement = connection.prepareStatement(
                numbered
                        ? "select " + PaymentRow.columns(form)
                                + ", k.n::int4 from unnest(?::uuid[]) with ordinality k (id, n)" + " join "
                                + PaymentRow.tables(form, " on p.id = k.id")
                        : "select " + PaymentRow.columns(form) + " from " + PaymentRow.tables(form, "")
                                + " where p.id = any(?)");
    }

    /** The payments in the order asked. */
    List<Payment> load(List<PaymentId> ids) throws SQLException {
        keys.clear();
        for (PaymentId id : ids) {
            keys.add(id.value());
        }
        statement.setObject(1, keys);
        Payment[] payments = new Payment[ids.size()];
        Map<PaymentId, Integer> places = numbered ? Map.of() : places(ids);
        int found = 0;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Payment payment = PaymentRow.payment(row, 1);
                int place = numbered
                        ? row.getInt(PaymentRow.COLUMNS + 1) - 1
                        : Objects.requireNonNull(places.get(payment.id()));
                payments[place] = payment;
                found++;
            }
        }
        if (found != payments.length) {
            throw new IllegalStateException("Of " + payments.length + " payments only " + found + " are there");
        }
        return Arrays.asList(payments);
    }

    private static Map<PaymentId, Integer> places(List<PaymentId> ids) {
        Map<PaymentId, Integer> places = HashMap.newHashMap(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            places.put(ids.get(i), i);
        }
        return places;
    }
}

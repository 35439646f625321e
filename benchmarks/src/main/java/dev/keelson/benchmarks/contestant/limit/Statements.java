package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.payment.PaymentForm;
import java.sql.SQLException;
import org.postgresql.jdbc.PgConnection;

/** The statements of one connection, prepared once and kept open. For one thread at a time. */
record Statements(
        Insertion chain,
        Insertion script,
        LoadingOne one,
        LoadingMany many,
        Changes changes,
        Revising revising,
        Removal removal,
        Finding finding,
        LoadingPayments single,
        LoadingPayments joined) {

    static Statements of(PgConnection connection) throws SQLException {
        for (Column type : Column.values()) {
            connection.getQueryExecutor().addBinarySendOid(type.arrayOid());
        }
        return new Statements(
                Insertion.asChain(connection),
                Insertion.asScript(connection),
                new LoadingOne(connection),
                new LoadingMany(connection),
                new Changes(connection),
                new Revising(connection),
                new Removal(connection),
                new Finding(connection),
                new LoadingPayments(connection, PaymentForm.SINGLE),
                new LoadingPayments(connection, PaymentForm.JOINED));
    }
}

package dev.keelson.work.database;

import dev.keelson.work.row.Row;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Errors;
import dev.keelson.work.sql.StatementTemplate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Commits in one network round trip: all statements and COMMIT are one prepared text of pgjdbc on a connection with
 * autocommit off, so that the driver puts BEGIN into the same packet and synchronises once. What must stop the commit
 * raises an error on the server, which makes the COMMIT behind it a rollback. A script of one statement is sent in
 * autocommit: it is a transaction by itself. Thread-safe.
 */
public final class PostgresExecutor implements ScriptExecutor {

    private static final int MAX_CACHED_TEXTS = 2_000;

    private final Database database;
    private final Errors errors;
    private final Resolver resolver;
    private final LateFinding finding;
    private final Shield shield = new Shield();
    private final Map<List<StatementTemplate>, String> texts = new ConcurrentHashMap<>();

    /**
     * @param log the commit log, or null where none is kept
     */
    public PostgresExecutor(Database database, @Nullable CommitLog log) {
        this.database = database;
        this.errors = database.profile().dialect().errors();
        this.resolver = new Resolver(log);
        this.finding = new LateFinding(database);
    }

    @Override
    public CommitOutcome execute(CommitScript script) {
        return shield.run(() -> commit(script));
    }

    private CommitOutcome commit(CommitScript script) {
        String text = script.isShort() ? script.statements().get(0).template().sql() : text(script.statements());
        Delivery delivery = send(script, text);
        SQLException failure = delivery.failure();
        if (failure == null) {
            return new CommitOutcome(1, delivery.filled());
        }
        if (!delivery.sent() || errors.provesRollback(failure)) {
            throw refused(script, text, failure);
        }
        return resolver.lost(script, 1, failure);
    }

    /** What became of one message: nothing went wrong, or something did before or after it was sent. */
    private record Delivery(@Nullable SQLException failure, boolean sent, List<Row> filled) {}

    private Delivery send(CommitScript script, String text) {
        boolean sent = false;
        List<Row> filled = List.of();
        try (Connection connection = database.borrow(() -> "commit")) {
            connection.setAutoCommit(script.isShort());
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                int index = 1;
                for (BoundStatement bound : script.statements()) {
                    index = Jdbc.bind(statement, index, bound);
                }
                sent = true;
                boolean rows = statement.execute();
                filled = Returned.rows(statement, rows, script.statements());
            } catch (SQLException failure) {
                if (!script.isShort()) {
                    PortableExecutor.rollback(connection, failure);
                }
                return new Delivery(failure, sent, List.of());
            } catch (RuntimeException refused) {
                PortableExecutor.rollback(connection, refused);
                throw refused;
            }
            connection.setAutoCommit(true);
            return new Delivery(null, true, filled);
        } catch (SQLException failure) {
            return new Delivery(failure, sent, List.of());
        }
    }

    private RuntimeException refused(CommitScript script, String text, SQLException failure) {
        if (Failures.mayBeOfCommitLog(failure, script, errors)) {
            RuntimeException repeated = resolver.repeated(script, failure, Failures.isOfCommitLog(failure, errors));
            if (repeated != null) {
                return repeated;
            }
        }
        return switch (Failures.told(failure, script.marker(), errors)) {
            case null -> Failures.translate(failure, script, text, List.of(), errors);
            case Marker.StaleRoots stale -> Failures.stale(stale, script.guards());
            case Marker.Unlocked(int from, int to) ->
                finding.unlocked(script, script.guards().subList(from, to), List.of());
            case Marker.Written written -> finding.of(script, written.counts());
        };
    }

    private String text(List<BoundStatement> statements) {
        List<StatementTemplate> templates = new ArrayList<>(statements.size());
        for (BoundStatement statement : statements) {
            templates.add(statement.template());
        }
        String known = texts.get(templates);
        if (known != null) {
            return known;
        }
        StringBuilder text = new StringBuilder();
        for (StatementTemplate template : templates) {
            text.append(template.sql()).append(";\n");
        }
        String made = text.append("commit").toString();
        if (texts.size() >= MAX_CACHED_TEXTS) {
            texts.clear();
        }
        texts.put(List.copyOf(templates), made);
        return made;
    }
}

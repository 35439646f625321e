package dev.keelson.work.execute;

import dev.keelson.work.database.Connections;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.database.Transaction;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.execute.CommitOutcome.Committed;
import dev.keelson.work.execute.Returned.Answers;
import dev.keelson.work.render.CommitScript;
import dev.keelson.work.render.Marker;
import dev.keelson.work.render.Marker.Count;
import dev.keelson.work.render.ScriptStep;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.Errors;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;
import dev.keelson.work.watch.Sent;
import dev.keelson.work.watch.WorkWatch;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commits in one network round trip: all statements and COMMIT are one message. The driver puts BEGIN in front of it; a small
 * commit needs neither, since a message in autocommit is a transaction by itself. Thread-safe.
 */
public final class PostgresExecutor implements ScriptExecutor {

    private final Errors errors;
    private final Resolver resolver;
    private final Shield shield;
    private final TemplateCache<List<StatementTemplate>, String> texts;

    /**
     * @param dialect that of the database
     * @param log the commit log, or null where none is kept
     * @param shield keeps interrupts away from commits
     * @param caches where the texts of messages are kept
     */
    public PostgresExecutor(Dialect dialect, @Nullable CommitLog log, Shield shield, TemplateCaches caches) {
        this.texts = caches.make("messages", (templates, text) -> templates.size());
        this.shield = shield;
        this.errors = dialect.errors();
        this.resolver = new Resolver(log);
    }

    @Override
    public CommitOutcome execute(CommitScript script, WorkScope scope) {
        Connections connections = scope.connections();
        Delivery delivery = delivered(script, scope);
        SQLException failure = delivery.failure();
        if (!delivery.written()) {
            return shield.run(connections.isHeld(), unused -> {
                throw new LateFinding(script, connections).of(List.of(new Count(0, 1, 0)));
            });
        }
        if (failure == null) {
            return new Committed(
                    1, delivery.answers().filled(), delivery.answers().hits());
        }
        if (!delivery.sent() || errors.provesRollback(failure)) {
            return shield.run(connections.isHeld(), unused -> refused(script, delivery.text(), failure, scope));
        }
        shield.release(connections);
        return resolver.lost(script, scope, 1, failure);
    }

    /**
     * What became of one message: nothing went wrong, or something did before or after it was sent.
     *
     * @param written whether the only root of a {@link ScriptStep.TokenFromRoot} was as expected
     */
    private record Delivery(
            String text, @Nullable SQLException failure, boolean sent, boolean written, Answers answers) {

        static Delivery failed(String text, SQLException failure, boolean sent) {
            return new Delivery(text, failure, sent, true, Answers.NONE);
        }
    }

    private Delivery delivered(CommitScript script, WorkScope scope) {
        Sent told = scope.watch().begin(WorkWatch::purposeOfCommit);
        Connections connections = scope.connections();
        String comment = scope.watch().comment(WorkWatch::purposeOfCommit); // here, where the trace is known
        if (told == null) {
            return shield.run(connections.isHeld(), way -> send(script, connections, way, comment, null));
        }
        try {
            Delivery delivery = shield.run(connections.isHeld(), way -> send(script, connections, way, comment, told));
            told.answered(script.changes().size(), 1, delivery.failure());
            if (!delivery.written()) {
                told.stale();
            }
            return delivery;
        } catch (RuntimeException failure) {
            told.failed(failure);
            throw failure;
        } finally {
            told.tell();
        }
    }

    private Delivery send(
            CommitScript script, Connections connections, Shield.Way way, String comment, @Nullable Sent told) {
        String text = "";
        boolean sent = false;
        Answers answers = Answers.NONE;
        boolean written = true;
        try (Transaction transaction =
                connections.transaction(WorkWatch::purposeOfCommit, script.isShort(), script.moment())) {
            way.connected();
            List<BoundStatement> statements = statements(transaction.ahead(), script);
            text = text(script, statements, transaction.commitsByItself(), comment);
            if (told != null) {
                told.begins(text, statements, 1);
            }
            try (PreparedStatement statement = transaction.connection().prepareStatement(text)) {
                int index = 1;
                for (int i = 0; i < statements.size(); i++) {
                    index = Jdbc.bind(statement, index, statements.get(i));
                }
                sent = true;
                boolean rows = statement.execute();
                answers = Returned.of(statement, rows, statements, script.steps());
                if (script.steps().get(0) instanceof ScriptStep.TokenFromRoot) {
                    written = Returned.countOfLast(statement, statements.size()) == 1;
                }
            } catch (SQLException failure) {
                transaction.rollBack(failure);
                way.leaving();
                return Delivery.failed(text, failure, sent);
            } catch (RuntimeException refused) {
                transaction.rollBack(refused);
                throw refused;
            }
            transaction.committed();
            way.leaving();
            return new Delivery(text, null, true, written, answers);
        } catch (SQLException failure) {
            return Delivery.failed(text, failure, sent);
        }
    }

    private static List<BoundStatement> statements(List<BoundStatement> ahead, CommitScript script) {
        List<ScriptStep> steps = script.steps();
        if (ahead.isEmpty() && steps.size() == 1) {
            return List.of(statement(steps.get(0)));
        }
        List<BoundStatement> statements = new ArrayList<>(ahead.size() + steps.size());
        statements.addAll(ahead);
        for (int i = 0; i < steps.size(); i++) {
            statements.add(statement(steps.get(i)));
        }
        return statements;
    }

    private static BoundStatement statement(ScriptStep step) {
        return switch (step) {
            case ScriptStep.StoreToken token -> token.statement();
            case ScriptStep.LockRoots lock -> lock.statement();
            case ScriptStep.CheckRoots check -> check.statement();
            case ScriptStep.DeferConstraints defer -> defer.statement();
            case ScriptStep.WriteSet set -> set.statement();
            case ScriptStep.WriteRows rows -> rows.statement();
            case ScriptStep.WholeCommit whole -> whole.statement();
            case ScriptStep.TokenFromRoot root -> root.statement();
            case ScriptStep.ReadRoot read -> throw ofBatches(read);
            case ScriptStep.WriteBatch batch -> throw ofBatches(batch);
        };
    }

    private static IllegalArgumentException ofBatches(ScriptStep step) {
        return new IllegalArgumentException(step + " is no part of one message");
    }

    private CommitOutcome refused(CommitScript script, String text, SQLException failure, WorkScope scope) {
        Connections connections = scope.connections();
        if (Failures.mayBeOfCommitLog(failure, script, errors)) {
            connections.release();
            CommitOutcome repeated = resolver.repeated(script, scope, failure, Failures.isOfCommitLog(failure, errors));
            if (repeated != null) {
                return repeated;
            }
        }
        LateFinding finding = new LateFinding(script, connections);
        throw switch (Failures.told(failure, script.marker(), errors)) {
            case null -> {
                RuntimeException stale = errors.isSerializationFailure(failure) ? finding.serialization(failure) : null;
                yield stale != null
                        ? stale
                        : new HiddenCause(script, connections, errors)
                                .of(Failures.translate(failure, script, text, List.of(), errors), failure);
            }
            case Marker.StaleRoots stale -> finding.withHidden(Failures.stale(stale, script));
            case Marker.HitRoots hit -> Failures.hit(hit, script.guards());
            case Marker.KeptRoots kept -> Failures.kept(kept, script);
            case Marker.Unlocked(int from, int to) ->
                finding.unlocked(script.guards().subList(from, to), List.of());
            case Marker.Written written -> finding.of(written.counts());
        };
    }

    /** A comment stands in front of each statement, since the server shows them one by one. */
    private String text(CommitScript script, List<BoundStatement> statements, boolean commitsByItself, String comment) {
        if (commitsByItself && statements.size() == 1) {
            return comment + statements.get(0).template().sql();
        }
        List<StatementTemplate> templates = new ArrayList<>(statements.size());
        for (int i = 0; i < statements.size(); i++) {
            templates.add(statements.get(i).template());
        }
        if (!comment.isEmpty() || script.steps().stream().anyMatch(ScriptStep.WriteSet.class::isInstance)) {
            return joined(templates, commitsByItself, comment);
        }
        String known = texts.find(templates);
        return known != null ? known : texts.keep(List.copyOf(templates), joined(templates, commitsByItself, comment));
    }

    private static String joined(List<StatementTemplate> templates, boolean commitsByItself, String comment) {
        StringBuilder text = new StringBuilder();
        for (StatementTemplate template : templates) {
            text.append(comment).append(template.sql()).append(";\n");
        }
        return text.append(commitsByItself ? "" : "commit").toString();
    }
}

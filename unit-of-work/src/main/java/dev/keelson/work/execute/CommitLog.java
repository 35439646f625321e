package dev.keelson.work.execute;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.CommandDeclaredDeadException;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnValues;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.render.CommitScript;
import dev.keelson.work.render.LogStatements;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table of commands that were committed, and of attempts that were declared dead. A commit writes its row first, in
 * its own transaction; so whoever lost the answer can ask, and can make sure that a late attempt dies on the key.
 *
 * <p>Attempts of one command are a chain: number n + 1 can be stored only while n is a committed tombstone, which the
 * database itself sees to; so at most one of them is ever committed. Who wrote a row stands in it: two calls with one
 * token, on two machines or two threads, tell their own from the other's. Thread-safe.
 */
public final class CommitLog {

    /** So often the log is read where a question and the begin of a call are too close to tell which was first. */
    private static final int MOST_READS = 20;

    private final LogStatements statements;
    private final Fence fence;

    /**
     * @param deadline how long a lost answer is asked for
     * @param shield keeps interrupts away from whoever asks
     */
    public CommitLog(StatementProfile profile, LogStatements statements, Duration deadline, Shield shield) {
        this.statements = statements;
        this.fence = new Fence(profile, deadline, shield);
    }

    /** Its statements. */
    public LogStatements statements() {
        return statements;
    }

    /** All that is known of a command. */
    public Chain chain(CommandToken token, WorkScope scope) {
        long asked = System.nanoTime();
        List<Chain.Entry> entries = scope.aside()
                .lookUp(() -> "read the commit log", statements.chain(token, scope.reading()), CommitLog::entries);
        return new Chain(entries, asked, System.nanoTime());
    }

    /**
     * When a command was committed, if it was; asked until the log answers. It says nothing of what is under way.
     *
     * @throws CommitOutcomeUnknownException if the database cannot be asked within the deadline
     */
    public Optional<Instant> committedAt(CommandToken token, WorkScope scope) {
        return fence.insist(
                token, 1, null, end -> chain(token, scope).committed().map(Chain.Entry::at));
    }

    /**
     * What the log has of a token.
     *
     * @param committed whether an attempt of it was committed; else all that are known were declared dead
     */
    public record Logged(CommandToken token, boolean committed) {}

    /** What it has of the tokens behind one up to another, in their order, {@link LogStatements#PAGE} of them at the most. */
    public List<Logged> between(CommandToken after, CommandToken last, WorkScope scope) {
        BoundStatement read = statements.between(after, last, scope.reading());
        return scope.aside().lookUp(() -> "read the commit log", read, CommitLog::logged);
    }

    private static List<Logged> logged(ResultSet rows) throws SQLException {
        List<Logged> logged = new ArrayList<>();
        while (rows.next()) {
            logged.add(new Logged(CommandToken.of(rows.getObject(1, UUID.class)), rows.getInt(2) == 1));
        }
        return logged;
    }

    private static List<Chain.Entry> entries(ResultSet rows) throws SQLException {
        List<Chain.Entry> entries = new ArrayList<>();
        while (rows.next()) {
            long author = rows.getLong(3);
            Long known = rows.wasNull() ? null : (Long) author;
            Instant at = instant(rows, 4);
            entries.add(new Chain.Entry(
                    rows.getInt(1), rows.getBoolean(2), known, at, Duration.between(at, instant(rows, 5))));
        }
        return entries;
    }

    private static Instant instant(ResultSet rows, int index) throws SQLException {
        if (ColumnValues.read(rows, index, ColumnType.timestamptz()) instanceof Instant at) {
            return at;
        }
        throw new SQLException("an entry of the commit log has no time");
    }

    /**
     * The attempt that a call may make after one that is dead: the one at the end of the chain, unless somebody was told
     * meanwhile that the command was not committed.
     *
     * @param began when the call began, by {@link System#nanoTime()}
     * @throws CommandAlreadyCommittedException if another call's attempt was committed
     * @throws CommandDeclaredDeadException if the command's outcome was asked for since the call began
     * @throws DatabaseException if the log cannot be read
     */
    public CommitScript.Attempt next(CommitScript.Attempt dead, long began, WorkScope scope) {
        CommandToken token = dead.token();
        for (int reads = 1; ; reads++) {
            Chain chain = chain(token, scope);
            if (chain.committed().isPresent()) {
                throw new CommandAlreadyCommittedException(
                        token, chain.committed().get().at());
            }
            Optional<Chain.Entry> question = chain.questionWithin(chain.answered() - began);
            if (question.isEmpty()) {
                int end = chain.end();
                return new CommitScript.Attempt(token, end, dead.author(), chain.before(end), false);
            }
            boolean certain = chain.questionWithin(chain.asked() - began).isPresent();
            if (certain || reads == MOST_READS) {
                throw new CommandDeclaredDeadException(token, question.get().at());
            }
        }
    }

    /**
     * Finds out whether an attempt was committed, and makes sure that it will not be later: its place in the log is
     * taken by a tombstone, unless it is taken already or what it must follow is gone.
     *
     * @return the entry if it was committed, be it by another call; empty where it was not, and cannot be any more
     * @throws CommitOutcomeUnknownException if the database cannot be asked within the deadline
     */
    Optional<Chain.Entry> fence(CommitScript.Attempt attempt, WorkScope scope, @Nullable Throwable lost) {
        CommandToken token = attempt.token();
        int number = attempt.number();
        BoundStatement tombstone =
                statements.tombstone(token, number, attempt.author(), attempt.after(), scope.reading());
        return fence.insist(token, number, lost, end -> {
            if (fence.write(tombstone, scope, end)) {
                return Optional.empty();
            }
            Chain chain = chain(token, scope);
            Optional<Chain.Entry> entry = chain.find(number);
            if (entry.isEmpty() && chain.holds(attempt)) {
                throw new DatabaseException("read the commit log's own entry", null, null, null);
            }
            return entry.filter(Chain.Entry::committed);
        });
    }

    /**
     * Tells what became of a command, and makes sure that no call of it that has begun can be committed any more where none
     * was. However often it is asked, it leaves one tombstone, as long as no other call gives up an attempt.
     *
     * @return when it was committed, or empty where it was not
     * @throws CommitOutcomeUnknownException if the database cannot be asked within the deadline
     */
    public Optional<Instant> outcome(CommandToken token, WorkScope scope) {
        return fence.insist(token, 1, null, end -> {
            while (true) {
                Chain chain = chain(token, scope);
                int last = chain.end() - 1;
                if (chain.committed().isPresent()) {
                    return chain.committed().map(Chain.Entry::at);
                }
                if (chain.find(last).filter(Chain.Entry::isQuestion).isPresent()) {
                    boolean renewed = fence.write(statements.renewal(token, last, scope.reading()), scope, end);
                    if (renewed && chain(token, scope).end() == last + 1) {
                        return Optional.empty();
                    }
                } else if (declaredDead(token, last + 1, CommitLogTable.QUESTION, chain, scope, end)) {
                    return Optional.empty();
                }
            }
        });
    }

    /**
     * Tells what became of a command whose answer was lost with this attempt, and makes sure that it cannot be committed any
     * more where it was not. It leaves one tombstone at the most, however often it is asked.
     *
     * @return when the command was committed, or empty where it was not
     * @throws CommitOutcomeUnknownException if the database cannot be asked within the deadline
     */
    public Optional<Instant> outcome(CommandToken token, int attempt, WorkScope scope) {
        return fence.insist(token, attempt, null, end -> {
            while (true) {
                Chain chain = chain(token, scope);
                boolean dead = chain.find(attempt).isPresent() || (attempt > 1 && chain.before(attempt) == null);
                if (chain.committed().isPresent()) {
                    return chain.committed().map(Chain.Entry::at);
                }
                if (dead || declaredDead(token, attempt, null, chain, scope, end)) {
                    return Optional.empty();
                }
            }
        });
    }

    private boolean declaredDead(
            CommandToken token, int attempt, @Nullable Long author, Chain chain, WorkScope scope, long end) {
        return fence.write(
                statements.tombstone(token, attempt, author, chain.before(attempt), scope.reading()), scope, end);
    }
}

package dev.keelson.kernel.error;

import dev.keelson.kernel.CommandToken;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The connection broke during the commit and the database could not be asked what became of it. Either everything was
 * written or nothing. Where a commit log is kept, {@link
 * dev.keelson.kernel.UnitOfWorkFactory#outcome(dev.keelson.kernel.WorkContext, CommandToken, int)} tells later which, for
 * certain, however often it is asked.
 */
public final class CommitOutcomeUnknownException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient CommandToken token;
    private final int attempt;

    /**
     * Makes the exception.
     *
     * @param token the token by which the outcome can be asked later
     * @param attempt which attempt of the command was sent last, from 1; all before it are known to be dead
     * @param cause what broke
     */
    public CommitOutcomeUnknownException(CommandToken token, int attempt, @Nullable Throwable cause) {
        this(
                token,
                attempt,
                "Cannot tell whether attempt %d of command %s took effect: the connection broke after it was sent, and"
                                .formatted(attempt, token.value())
                        + " the database could not be asked within the deadline. Ask units.outcome(context, token,"
                        + " %d) later, or repeat the request with the same token; do not repeat it with another."
                                .formatted(attempt),
                cause);
    }

    private CommitOutcomeUnknownException(CommandToken token, int attempt, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.token = token;
        this.attempt = attempt;
    }

    /**
     * Makes the exception where no commit log is kept, so that nobody can be asked.
     *
     * @param token the token of the command, which is stored nowhere
     * @param cause what broke
     */
    public static CommitOutcomeUnknownException withoutLog(CommandToken token, @Nullable Throwable cause) {
        return new CommitOutcomeUnknownException(
                token,
                1,
                "Cannot tell whether a commit took effect: the connection broke after it was sent, and without a commit"
                        + " log nobody can be asked. Look for its effect before anything is done again, and build with"
                        + " commitLog(true), which is the default, where that will not do.",
                cause);
    }

    /** Returns the token by which the outcome can be asked later. */
    public CommandToken token() {
        return token;
    }

    /** Returns which attempt of the command it is whose outcome is unknown, from 1. */
    public int attempt() {
        return attempt;
    }
}

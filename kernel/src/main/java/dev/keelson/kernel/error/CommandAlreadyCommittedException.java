package dev.keelson.kernel.error;

import dev.keelson.kernel.CommandToken;
import java.io.Serial;
import java.time.Instant;

/**
 * The command token was used by another call whose effects are stored: one that came earlier, or one that ran at the same
 * time, in this process or in another. This call had no effect, and its events are not handed over.
 */
public final class CommandAlreadyCommittedException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient CommandToken token;
    private final Instant committedAt;

    /**
     * Makes the exception.
     *
     * @param token the command's token
     * @param committedAt when the other call was committed
     */
    public CommandAlreadyCommittedException(CommandToken token, Instant committedAt) {
        super("Cannot commit command %s again: it was committed at %s. It was repeated, or two commands share a"
                        .formatted(token.value(), committedAt)
                + " token; answer a repeated request with what the first one achieved, and give each command"
                + " its own token.");
        this.token = token;
        this.committedAt = committedAt;
    }

    /** Returns the command's token. */
    public CommandToken token() {
        return token;
    }

    /** Returns when the other call was committed. */
    public Instant committedAt() {
        return committedAt;
    }
}

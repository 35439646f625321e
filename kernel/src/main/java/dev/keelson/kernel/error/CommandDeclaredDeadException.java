package dev.keelson.kernel.error;

import dev.keelson.kernel.CommandToken;
import java.io.Serial;
import java.time.Instant;

/**
 * While the call ran, somebody asked for the outcome of its command and was told that it was not committed; so it must not
 * be any more, and this call wrote nothing. Never tried again by itself: whoever asked may have acted on the answer.
 */
public final class CommandDeclaredDeadException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient CommandToken token;
    private final Instant askedAt;

    /**
     * Makes the exception.
     *
     * @param token the command's token
     * @param askedAt when its outcome was asked for, by the database's clock
     */
    public CommandDeclaredDeadException(CommandToken token, Instant askedAt) {
        super("Cannot commit command %s: its outcome was asked for at %s, while this call ran, and the answer was that"
                        .formatted(token.value(), askedAt)
                + " nothing was committed, which stays true. If the command is still wanted, send it again, with the"
                + " same token.");
        this.token = token;
        this.askedAt = askedAt;
    }

    /** Returns the command's token. */
    public CommandToken token() {
        return token;
    }

    /** Returns when the outcome was asked for, by the database's clock. */
    public Instant askedAt() {
        return askedAt;
    }
}

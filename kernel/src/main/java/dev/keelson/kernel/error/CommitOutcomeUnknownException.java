package dev.keelson.kernel.error;

import dev.keelson.kernel.CommandToken;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The connection broke during the commit and the database could not be asked what became of it. Either everything was
 * written or nothing.
 */
public final class CommitOutcomeUnknownException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient CommandToken token;

    /**
     * Makes the exception.
     *
     * @param token the token by which the outcome can be asked later
     * @param cause what broke
     */
    public CommitOutcomeUnknownException(CommandToken token, @Nullable Throwable cause) {
        super(
                "Cannot tell whether commit %s took effect: the connection broke after it was sent, and the database"
                                .formatted(token.value())
                        + " could not be asked within the deadline. Ask keelson.outcome(context, token) later, or"
                        + " repeat the request with the same token; do not repeat it with another.",
                cause);
        this.token = token;
    }

    /** Returns the token by which the outcome can be asked later. */
    public CommandToken token() {
        return token;
    }
}

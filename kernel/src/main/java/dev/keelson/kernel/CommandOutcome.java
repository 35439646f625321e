package dev.keelson.kernel;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a command, for certain: the answer of {@link UnitOfWorkFactory#outcome(WorkContext, CommandToken)}.
 * Immutable.
 *
 * @param token the command
 * @param committedAt when it was committed, be it by which call it may; or empty where it was not, and what was asked about can
 *     never be
 */
public record CommandOutcome(CommandToken token, Optional<Instant> committedAt) {

    /** Guards against null. */
    public CommandOutcome {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(committedAt, "committedAt");
    }

    /** Tells whether the command was committed. */
    public boolean isCommitted() {
        return committedAt.isPresent();
    }
}

package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a command, for certain. Immutable.
 *
 * @param token the command
 * @param committedAt when it was committed, be it by which call it may; or empty where it was not, and what was asked about can
 *     never be
 */
public record CommandOutcome(CommandToken token, Optional<Instant> committedAt) {

    public boolean isCommitted() {
        return committedAt.isPresent();
    }
}

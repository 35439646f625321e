package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a command, for certain. Immutable.
 *
 * @param token the command
 * @param committedAt when it was committed, or empty where it was not; then no message of it that is still on its way can
 *     take effect any more
 */
public record CommandOutcome(CommandToken token, Optional<Instant> committedAt) {

    public boolean isCommitted() {
        return committedAt.isPresent();
    }
}

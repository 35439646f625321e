package dev.keelson.work.database;

import org.jspecify.annotations.Nullable;

/**
 * This attempt of a command is known not to have happened, and never will: its place in the commit log holds a
 * tombstone. The command may be attempted again under the next number. A signal between executor and unit of work, which
 * answers it; users never see it.
 */
public final class AttemptFencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AttemptFencedException(CommitScript.Attempt attempt, @Nullable Throwable cause) {
        super(
                "Cannot commit attempt " + attempt.number() + " of command "
                        + attempt.token().value()
                        + ": its connection broke, or it was declared dead by another. It is certain that nothing was"
                        + " committed; commit again, or let keelson.run(...) do it.",
                cause);
    }
}

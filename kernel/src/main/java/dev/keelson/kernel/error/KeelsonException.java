package dev.keelson.kernel.error;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions that Keelson throws on purpose.
 *
 * <p>Each is told in Keelson's {@code docs/errors.md}: what it means, what it mostly comes of, how to mend it. Every message ends
 * with the place there, such as {@code [errors.md#staleaggregateexception]}.
 *
 * <p>Serialised, an exception keeps its message, its cause and its plain texts and numbers; identifiers, tokens and
 * lists are transient, and their accessors must not be relied on in the JVM that reads it. Immutable.
 */
public abstract sealed class KeelsonException extends RuntimeException
        permits AggregateLockedException,
                AggregateNotFoundException,
                CommandAlreadyCommittedException,
                CommandDeclaredDeadException,
                CommitOutcomeUnknownException,
                ConstraintViolationException,
                DatabaseException,
                DuplicateAggregateException,
                ForeignTransactionException,
                HydrationException,
                ImportRowException,
                MappingException,
                PendingChangesException,
                PolicyViolationException,
                RepeatedLoadException,
                RowCountException,
                StaleAggregateException,
                StatementBudgetExceededException,
                UnitOfWorkStateException,
                UnstorableValueException {

    private static final long serialVersionUID = 1L;

    KeelsonException(String message) {
        super(message);
    }

    KeelsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Returns the {@link #summary}, and at its end the {@link #anchor} in brackets; on a line of its own after one of several lines. */
    @Override
    public final String getMessage() {
        String summary = summary();
        return summary + (summary.indexOf('\n') < 0 ? " [" : "\n[") + anchor() + "]";
    }

    /** Returns what happened and what to do, without the {@link #anchor}: to be shown to a person, or to stand within another text. */
    public final String summary() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Returns where Keelson's documents tell of this exception, such as {@code errors.md#staleaggregateexception}. */
    public final String anchor() {
        return "errors.md#" + getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}

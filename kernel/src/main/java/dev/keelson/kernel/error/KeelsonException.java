package dev.keelson.kernel.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions that Keelson throws on purpose.
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
}

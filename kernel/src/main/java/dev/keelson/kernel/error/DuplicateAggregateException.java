package dev.keelson.kernel.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An aggregate was added whose identity is taken, by another instance in memory or by a row. */
public sealed class DuplicateAggregateException extends KeelsonException permits HiddenAggregateException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Class<?> type;
    private final transient Object id;
    private final boolean inMemory;

    /**
     * Makes the exception.
     *
     * @param type the type of the root
     * @param id the identifier
     * @param inMemory true if the unit of work already tracks this identity, false if its row exists
     * @param cause what the driver threw, or null
     */
    public DuplicateAggregateException(Class<?> type, Object id, boolean inMemory, @Nullable Throwable cause) {
        super(
                "Cannot add %s: %s"
                        .formatted(
                                Subject.of(type, id),
                                inMemory
                                        ? "this unit of work already tracks another instance of this identity. An"
                                                + " aggregate that was loaded need not be added; to make this instance"
                                                + " its next state, use replace."
                                        : "a row of this identity exists. It was stored by an earlier commit, or the"
                                                + " identifier was drawn twice; load it and change it, or draw a new"
                                                + " identifier."),
                cause);
        this.type = type;
        this.id = id;
        this.inMemory = inMemory;
    }

    /** Its row is hidden. */
    DuplicateAggregateException(Class<?> type, Object id, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.type = type;
        this.id = id;
        this.inMemory = false;
    }

    /** Returns the type of the root. */
    public Class<?> type() {
        return type;
    }

    /** Returns the identifier. */
    public Object id() {
        return id;
    }

    /** Tells whether the unit of work already tracks this identity; else its row exists. */
    public boolean inMemory() {
        return inMemory;
    }
}

package dev.keelson.kernel.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An aggregate was added whose identity is taken by one that is hidden: it was removed, and its rows stay. Nothing was written. */
public final class HiddenAggregateException extends DuplicateAggregateException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param type the type of the root
     * @param id the identifier
     * @param cause what the driver threw, or null
     */
    public HiddenAggregateException(Class<?> type, Object id, @Nullable Throwable cause) {
        super(
                type,
                id,
                "Cannot add %s: it is there and hidden, since it was removed and removed rows are kept. Bring it back with"
                                .formatted(Subject.of(type, id))
                        + " restore, or as the domain does that deletes it itself; look at it through"
                        + " includingDeleted, or draw a new identifier.",
                cause);
    }
}

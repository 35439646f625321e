package dev.keelson.kernel.error;

import java.io.Serial;
import java.util.List;

/** There is no aggregate of an identity asked for, or this unit of work may not see it. */
public final class AggregateNotFoundException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Class<?> type;
    private final transient List<?> ids;
    private final boolean hidden;

    /**
     * Makes the exception.
     *
     * @param type the type asked for
     * @param ids every identifier that was not found, at least one
     */
    public AggregateNotFoundException(Class<?> type, List<?> ids) {
        super("Cannot find %s: no such row is visible here. %s deleted, or never stored, or %s of another"
                        .formatted(
                                Subject.of(type, ids),
                                ids.size() == 1 ? "It was" : "They were",
                                ids.size() == 1 ? "it is" : "they are")
                + " tenant; ask with find or findAll where absence is expected.");
        this.type = type;
        this.ids = List.copyOf(ids);
        this.hidden = false;
    }

    private AggregateNotFoundException(Class<?> type, Object id, String message) {
        super(message);
        this.type = type;
        this.ids = List.of(id);
        this.hidden = true;
    }

    /**
     * Makes the exception for the target of a reference that was removed, and is kept hidden.
     *
     * @param type the type referred to
     * @param id its identifier
     */
    public static AggregateNotFoundException hidden(Class<?> type, Object id) {
        return new AggregateNotFoundException(
                type,
                id,
                "Cannot follow the reference to %s: it is hidden, since it was removed and removed rows are kept, whoever refers"
                                .formatted(Subject.of(type, id))
                        + " to them. Look at it through includingDeleted, bring it back with restore, or refer to"
                        + " another.");
    }

    /** Returns the type asked for. */
    public Class<?> type() {
        return type;
    }

    /** Tells whether it is known to be hidden; found out only for references, which may lead to what is hidden. */
    public boolean isHidden() {
        return hidden;
    }

    /** Returns every identifier that was not found, in the order asked. */
    public List<?> ids() {
        return ids;
    }
}

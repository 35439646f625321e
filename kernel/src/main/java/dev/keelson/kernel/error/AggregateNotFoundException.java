package dev.keelson.kernel.error;

import java.io.Serial;
import java.util.List;

/** There is no aggregate of an identity asked for, or this unit of work may not see it. */
public final class AggregateNotFoundException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Class<?> type;
    private final transient List<?> ids;

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
    }

    /** Returns the type asked for. */
    public Class<?> type() {
        return type;
    }

    /** Returns every identifier that was not found, in the order asked. */
    public List<?> ids() {
        return ids;
    }
}

package dev.keelson.kernel.error;

/**
 * An aggregate was to be locked without waiting, or within the lock timeout, and somebody else holds its lock. Nothing was
 * written; the transaction of the unit of work is over.
 */
public final class AggregateLockedException extends KeelsonException {

    private static final long serialVersionUID = 1L;

    private final Class<?> type;
    private final transient Object id;

    public AggregateLockedException(Class<?> type, Object id, Throwable cause) {
        super(
                "Cannot lock " + type.getSimpleName() + "[" + id + "]: another transaction holds its lock. Nothing was"
                        + " written, and this transaction is over; begin"
                        + " another one and try later, or wait for the lock:"
                        + " Lock.FOR_UPDATE.",
                cause);
        this.type = type;
        this.id = id;
    }

    /** The type that was asked for. */
    public Class<?> type() {
        return type;
    }

    /** The identifier that was asked for. */
    public Object id() {
        return id;
    }
}

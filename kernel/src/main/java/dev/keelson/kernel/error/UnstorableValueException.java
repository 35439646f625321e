package dev.keelson.kernel.error;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value does not fit its column exactly, or an object is in a state that its constructor would refuse when it is loaded;
 * refused before any SQL is sent. The value itself is never shown, unless a constructor shows it in what it throws.
 */
public final class UnstorableValueException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String property;
    private final transient @Nullable Object id;
    private final String kind;

    /**
     * Makes the exception.
     *
     * @param property class and path, such as {@code "Order.total"}
     * @param id the identifier of the object, or null if it has none yet
     * @param kind what kind of value was found, such as {@code "null"} or {@code "BigDecimal"}; never the value
     * @param problem why it does not fit, as a clause without full stop and without the value
     * @param cause what the converter threw, or null
     */
    public UnstorableValueException(
            String property, @Nullable Object id, String kind, String problem, @Nullable Throwable cause) {
        super(
                "Cannot store %s%s, found %s: %s. Nothing was written; correct the object in the domain, or the mapping"
                                .formatted(property, id == null ? "" : " of id " + Subject.id(id), kind, problem)
                        + " where that is too narrow.",
                cause);
        this.property = property;
        this.id = id;
        this.kind = kind;
    }

    /** Returns class and path of the property, such as {@code "Order.total"}. */
    public String property() {
        return property;
    }

    /** Returns the identifier of the object, if it has one. */
    public Optional<Object> id() {
        return Optional.ofNullable(id);
    }

    /** Returns what kind of value was found. */
    public String kind() {
        return kind;
    }
}

package dev.keelson.work.scan;

import java.io.Serial;

/** A property has no value, and the constructor or factory method takes a primitive for it. */
public final class AbsentArgumentException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String property;

    AbsentArgumentException(String property, String primitive) {
        super("'" + property + "' is null, and the parameter for it is a primitive " + primitive);
        this.property = property;
    }

    /** The name of the property, within the object that was to be made. */
    public String property() {
        return property;
    }
}

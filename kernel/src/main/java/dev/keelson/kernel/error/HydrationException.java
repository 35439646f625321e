package dev.keelson.kernel.error;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row, as it is, does not make an object by the constructors and rules of today. Other rows stay loadable, and the unit of
 * work stays usable. Why the row is so is not known: a commit refuses what it could not load again, so it is most often older
 * than a constructor or a rule, or was written past them.
 */
public final class HydrationException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String property;
    private final @Nullable String column;
    private final transient @Nullable Object id;
    private final String problem;

    /**
     * Makes the exception.
     *
     * @param type the class to make, by simple name
     * @param property the path of the property within it; empty if the object as a whole is concerned
     * @param column the column that was read, or null if none in particular
     * @param id the identifier of the object, or null if it was not read yet
     * @param problem what was found, as a clause without full stop and without the value
     * @param cause what the constructor or converter threw, or null
     */
    public HydrationException(
            String type,
            String property,
            @Nullable String column,
            @Nullable Object id,
            String problem,
            @Nullable Throwable cause) {
        this(message(type, property, column, id, problem), type, property, column, id, problem, cause);
    }

    private HydrationException(
            String message,
            String type,
            String property,
            @Nullable String column,
            @Nullable Object id,
            String problem,
            @Nullable Throwable cause) {
        super(message, cause);
        this.type = type;
        this.property = property;
        this.column = column;
        this.id = id;
        this.problem = problem;
    }

    /**
     * Makes the exception of a load of more rows than are allowed, none of which need be wrong.
     *
     * @param type the class to make, by simple name
     * @param id the identifier of the object, or null if several are loaded
     * @param problem how many rows of which tables there are and may be, as a clause without full stop
     * @param mend what to do, as a clause without full stop
     */
    public static HydrationException ofSize(String type, @Nullable Object id, String problem, String mend) {
        String message = "Cannot hydrate %s: %s. %s.".formatted(subject(type, id), problem, mend);
        return new HydrationException(message, type, "", null, id, problem, null);
    }

    /** Returns the simple name of the class that was to be made. */
    public String type() {
        return type;
    }

    /** Returns the path of the property; empty if the object as a whole is concerned. */
    public String property() {
        return property;
    }

    /** Returns the column that was read, if one in particular. */
    public Optional<String> column() {
        return Optional.ofNullable(column);
    }

    /** Returns the identifier of the object, if it was read. */
    public Optional<Object> id() {
        return Optional.ofNullable(id);
    }

    /** Returns what was found, as a clause without the value. */
    public String problem() {
        return problem;
    }

    private static String subject(String type, @Nullable Object id) {
        return id == null ? type : type + "[" + Subject.id(id) + "]";
    }

    private static String message(
            String type, String property, @Nullable String column, @Nullable Object id, String problem) {
        String place = property.isEmpty() ? "" : ", property " + property;
        String source = column == null ? "" : " (column " + column + ")";
        return "Cannot hydrate %s%s%s: %s. As it is, the row makes no object by the constructors and rules of today; it"
                        .formatted(subject(type, id), place, source, problem)
                + " may be older than they are, or not have come through them. Mend the row, or the mapping of " + type
                + (property.isEmpty() ? "" : "." + property) + ".";
    }
}

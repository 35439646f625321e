package dev.keelson.work.policy;

import dev.keelson.value.ColumnType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column that a policy adds to a table, and what it writes into it. Its value is evaluated once a moment, so that all rows of a
 * commit have the same. Immutable.
 *
 * @param name the column
 * @param type its type
 * @param value what is written, and compared where the column restricts
 * @param noun what one of its values stands for, as messages call it: "tenant"
 * @param planned what a plan shows in the place of a value that only the commit knows, such as {@link #COMMIT_TIME}; null where
 *     the value follows from the context of work, so that the plan evaluates and shows it
 */
public record PolicyColumn(
        String name,
        ColumnType type,
        Function<Moment, Object> value,
        String noun,
        @Nullable String planned) {

    /** What a plan shows in the place of a commit's instant. */
    public static final String COMMIT_TIME = "<commit time>";

    /** A column of whose value a plan shows only the noun: {@code <tenant>}. */
    public PolicyColumn(String name, ColumnType type, Function<Moment, Object> value, String noun) {
        this(name, type, value, noun, "<" + noun + ">");
    }

    /**
     * A column that takes the instant of each moment.
     *
     * @param type {@code timestamptz}, or {@code timestamp}, which holds the time in UTC
     * @throws IllegalArgumentException if it is another
     */
    public static PolicyColumn ofInstant(String name, ColumnType type, String noun) {
        boolean isLocal = requireInstants(type).kind() == ColumnType.Kind.TIMESTAMP;
        return new PolicyColumn(name, type, isLocal ? PolicyColumn::utc : Moment::instant, noun, COMMIT_TIME);
    }

    /**
     * A type that holds instants.
     *
     * @throws IllegalArgumentException if this one does not
     */
    public static ColumnType requireInstants(ColumnType type) {
        return switch (type.kind()) {
            case TIMESTAMPTZ, TIMESTAMP -> type;
            default ->
                throw new IllegalArgumentException(
                        "Cannot write instants into a column of type " + type + ": give timestamptz() or timestamp().");
        };
    }

    private static Object utc(Moment moment) {
        return LocalDateTime.ofInstant(moment.instant(), ZoneOffset.UTC);
    }

    /**
     * Its value at a moment, in the normal form of its type.
     *
     * @throws IllegalStateException if the policy gave none
     * @throws IllegalArgumentException if the policy gave one that the column does not take
     */
    Object valueAt(Moment moment) {
        Object given = value.apply(moment);
        if (given == null) {
            throw new IllegalStateException("The policy of column " + name + " gave no " + noun + " for the work of "
                    + moment.context().actor().name()
                    + ". A policy gives a value for every context of work, or refuses it.");
        }
        try {
            return type.fit(given);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(
                    "The policy of column " + name + " gave a " + noun + " that the column does not take: "
                            + unfit.getMessage()
                            + ". Have the policy give what fits, or its column a type that takes it.",
                    unfit);
        }
    }
}

package dev.keelson.work.policy;

import dev.keelson.kernel.WorkContext;
import dev.keelson.value.ColumnType;
import java.util.function.Function;

/**
 * A column that a policy adds to a table. Its value comes from the context of work, one for all rows of a commit.
 * Immutable.
 *
 * @param name the column
 * @param type its type
 * @param value what is stamped on inserted rows, and compared where it scopes
 * @param scopes whether every reference to the table carries {@code column = value}
 * @param leadsKeys whether it stands first in the table's primary, unique and foreign keys
 * @param noun what one of its values stands for, as messages call it: "tenant"
 */
public record PolicyColumn(
        String name,
        ColumnType type,
        Function<WorkContext, Object> value,
        boolean scopes,
        boolean leadsKeys,
        String noun) {

    /**
     * Its value for one context of work, in the normal form of its type.
     *
     * @throws IllegalStateException if the policy gave none
     * @throws IllegalArgumentException if the policy gave one that the column does not take
     */
    public Object valueIn(WorkContext context) {
        Object given = value.apply(context);
        if (given == null) {
            throw new IllegalStateException("The policy of column " + name + " gave no " + noun + " for the work of "
                    + context.actor().name() + ". A policy gives a value for every context of work, or refuses it.");
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

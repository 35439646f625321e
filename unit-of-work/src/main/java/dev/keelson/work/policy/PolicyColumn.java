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
        String noun) {}

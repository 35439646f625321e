package dev.keelson.work.sets;

import dev.keelson.kernel.Internal;
import java.util.List;
import org.jooq.Condition;

/**
 * A write of many aggregates at once, as it was asked for. Immutable.
 *
 * @param target what is hit
 * @param deletes whether it goes, rather than being set
 * @param assignments what is set, column by column; none where it goes
 * @param condition what is hit, of all that is there
 */
@Internal
public record SetWrite(SetTarget target, boolean deletes, List<Assignment> assignments, Condition condition) {

    public SetWrite {
        assignments = List.copyOf(assignments);
    }

    /** What messages call it. */
    public String name() {
        return "a set-based " + (deletes ? "delete" : "update") + " of " + target.label();
    }
}

package dev.keelson.work.load.rows;

import dev.keelson.work.load.select.LoadPlan;
import dev.keelson.work.load.select.Slots;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.row.RowType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The load of some aggregates together: its statements, and how their results become rows. Immutable, thread-safe.
 *
 * @param members the aggregates
 * @param plan the statements
 * @param doubles looks for rows that are there twice, or null where constraints forbid them everywhere
 */
record PreparedLoad(
        List<AggregateModel> members,
        LoadPlan plan,
        @Nullable Doubles doubles) {

    PreparedLoad {
        members = List.copyOf(members);
    }

    /**
     * Reads what one of the plan's statements gives back.
     *
     * @param slots how it lies in its columns
     * @param asked for each member the keys that were asked for, where there are several; else null
     * @param limit of one aggregate
     * @param owner whose rows those of a table are, to which encrypted values are bound
     */
    Reading reading(
            Slots slots,
            Reading.Kind kind,
            @Nullable List<List<@Nullable Object[]>> asked,
            RowLimit limit,
            Function<RowType, String> owner) {
        return new Reading(members, slots, kind, asked, doubles, limit, owner);
    }

    /** The same for the statements whose rows come by one result. */
    Reading reading(Reading.Kind kind, RowLimit limit, Function<RowType, String> owner) {
        return reading(plan.slots(), kind, null, limit, owner);
    }

    /** What messages call members of which one holds the key. */
    String name() {
        return members.size() == 1
                ? members.get(0).name()
                : members.get(0).family().getSimpleName();
    }

    /** What messages call the load of the aggregates with these keys. */
    String attempted(List<List<@Nullable Object[]>> keysByMember) {
        if (isFamily()) {
            return "load " + keysByMember.get(0).size() + " of " + name();
        }
        StringBuilder attempted = new StringBuilder();
        for (int member = 0; member < members.size(); member++) {
            if (!keysByMember.get(member).isEmpty()) {
                attempted
                        .append(attempted.isEmpty() ? "load " : ", ")
                        .append(keysByMember.get(member).size())
                        .append(" of ")
                        .append(members.get(member).name());
            }
        }
        return attempted.toString();
    }

    private boolean isFamily() {
        for (AggregateModel member : members) {
            if (member.family() != members.get(0).family()) {
                return false;
            }
        }
        return true;
    }
}

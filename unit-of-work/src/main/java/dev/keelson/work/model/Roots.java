package dev.keelson.work.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates among which one of this type is to be found: a single mapping, or those of all concrete classes where
 * each has a table of its own. Immutable.
 *
 * @param type the type asked for: a root's class, or a type above or within its hierarchy
 * @param members the mappings whose tables may hold it, at least one
 */
public record Roots(Class<?> type, List<AggregateModel> members) {

    public Roots {
        members = List.copyOf(members);
    }

    /** The mapping that stands for all in what they have in common: name, identifier and key. */
    public AggregateModel first() {
        return members.get(0);
    }

    /** The mapping of objects of just this class, or null where they are none of these. */
    public @Nullable AggregateModel member(Class<?> concrete) {
        for (AggregateModel member : members) {
            boolean holds = switch (member.shape()) {
                case ObjectModel object -> object.type() == concrete;
                case Hierarchy hierarchy -> hierarchy.ofClass(concrete) != null;
            };
            if (holds) {
                return member;
            }
        }
        return null;
    }

    /** Whether some aggregates of these tables are not of the type asked for. */
    public boolean isNarrower() {
        return !type.isAssignableFrom(first().shape().type());
    }
}

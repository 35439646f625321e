package dev.keelson.work.change;

import dev.keelson.work.row.Dehydrated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a commit does to one aggregate. Immutable.
 *
 * @param owner the aggregate
 * @param guard the check of its root, absent for an aggregate that is added
 * @param rows the rows written, none for one that is only guarded
 * @param after the rows as they will be once committed, null where it is removed
 */
public record AggregateChange(
        AggregateRef owner,
        @Nullable GuardRoot guard,
        List<Change> rows,
        @Nullable Dehydrated after) {}

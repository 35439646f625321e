package dev.keelson.work.load;

import dev.keelson.kernel.Refs;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection of other aggregates whose owner was loaded. It remembers which they are; the objects are those that the unit
 * of work has. Used by the thread of its unit of work.
 */
final class LoadedRefs implements Refs<Object> {

    private final RefsGroup group;
    private final AggregateModel owner;
    private final Row root;
    private final AggregateRows rows;
    private @Nullable List<@Nullable Object[]> targets;

    LoadedRefs(RefsGroup group, AggregateModel owner, Row root, AggregateRows rows) {
        this.group = group;
        this.owner = owner;
        this.root = root;
        this.rows = rows;
    }

    AggregateModel owner() {
        return owner;
    }

    /** The owner's row. */
    Row root() {
        return root;
    }

    /** All rows of the owner. */
    AggregateRows rows() {
        return rows;
    }

    /** Takes the keys of the targets. */
    void found(List<@Nullable Object[]> keys) {
        targets = keys;
    }

    @Override
    public List<Object> list() {
        if (!isLoaded()) {
            group.load();
        }
        List<Object> present = new ArrayList<>();
        if (targets != null) {
            for (@Nullable Object[] key : targets) {
                Object target = group.find(key);
                if (target != null) {
                    present.add(target);
                }
            }
        }
        return Collections.unmodifiableList(present);
    }

    @Override
    public boolean isLoaded() {
        return targets != null && targets.stream().allMatch(group::isTracked);
    }

    @Override
    public String toString() {
        return "Refs of " + owner.name() + "[" + root.key() + "]";
    }
}

package dev.keelson.work.load;

import dev.keelson.kernel.Refs;
import dev.keelson.work.model.AggregateModel;
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
    private final @Nullable Object[] key;
    private final List<Row> holding;
    private @Nullable List<@Nullable Object[]> targets;

    /**
     * @param key the owner's
     * @param holding those of the owner's rows that hold the targets' keys; none where the targets' rows hold the owner's
     */
    LoadedRefs(RefsGroup group, AggregateModel owner, @Nullable Object[] key, List<Row> holding) {
        this.group = group;
        this.owner = owner;
        this.key = key;
        this.holding = holding;
    }

    AggregateModel owner() {
        return owner;
    }

    /** The owner's key. */
    @Nullable
    Object[] key() {
        return key;
    }

    /** Those of the owner's rows that hold the targets' keys. */
    List<Row> holding() {
        return holding;
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
        return "Refs of " + owner.name() + "[" + Row.keyOf(key) + "]";
    }
}

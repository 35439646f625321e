package dev.keelson.work.load;

import dev.keelson.kernel.Ref;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The references that one property has in the aggregates of one load. Whoever asks for the target of one gets those of all
 * into the unit of work, in one statement. Used by the thread of its unit of work.
 *
 * <p>Source: Fowler, PoEAA, Lazy Load (200).
 */
final class RefGroup {

    private final Roots roots;
    private final Known known;
    private final List<LoadedRef> siblings = new ArrayList<>();

    RefGroup(Roots roots, Known known) {
        this.roots = roots;
        this.known = known;
    }

    Roots roots() {
        return roots;
    }

    /**
     * Adds the reference of one more row.
     *
     * @param key the target's key, as its own row has it
     * @param id the same as the domain has it
     */
    Ref<Object> add(@Nullable Object[] key, Object id) {
        LoadedRef ref = new LoadedRef(this, key, id);
        siblings.add(ref);
        return ref;
    }

    /** The target as the unit of work has it; null where it is not tracked, or to be deleted, or of another class. */
    @Nullable
    Object find(@Nullable Object[] key) {
        Object target = known.present(roots.first(), key);
        return roots.type().isInstance(target) ? target : null;
    }

    /** Whether the target is there and hidden. */
    boolean isHidden(@Nullable Object[] key) {
        return known.isHidden(roots, key);
    }

    /** Gets the targets of all into the unit of work that it does not track yet. */
    void load() {
        AggregateModel target = roots.first();
        List<@Nullable Object[]> missing = new ArrayList<>();
        Set<Object> asked = new HashSet<>();
        for (LoadedRef sibling : siblings) {
            @Nullable Object[] key = sibling.key();
            if (asked.add(Row.keyOf(key)) && known.find(target, key) == null) {
                missing.add(key);
            }
        }
        known.fetch(roots, missing);
    }
}

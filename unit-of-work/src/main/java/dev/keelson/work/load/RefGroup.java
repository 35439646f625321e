package dev.keelson.work.load;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final Set<Object> absent = new HashSet<>(0);
    private final Map<Object, Boolean> hidden = new HashMap<>(0);
    private boolean unreadable;

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
        return hidden.computeIfAbsent(Row.keyOf(key), unused -> known.isHidden(roots, key));
    }

    /**
     * Gets the targets of all into the unit of work that it does not track yet, each once: what was not there then is not asked for again. Where one
     * of them makes no object, the others are got one by one, as they are asked for.
     *
     * @param wanted the key of the one that is asked for now
     */
    void load(@Nullable Object[] wanted) {
        if (absent.contains(Row.keyOf(wanted))) {
            return;
        }
        AggregateModel target = roots.first();
        List<@Nullable Object[]> missing = new ArrayList<>();
        Set<Object> keys = new HashSet<>();
        for (LoadedRef sibling : siblings) {
            @Nullable Object[] key = sibling.key();
            Object one = Row.keyOf(key);
            boolean isDue = unreadable ? one.equals(Row.keyOf(wanted)) : !absent.contains(one);
            if (isDue && keys.add(one) && known.find(target, key) == null) {
                missing.add(key);
            }
        }
        try {
            known.fetch(roots, missing);
            for (@Nullable Object[] key : missing) {
                if (known.find(target, key) == null) {
                    absent.add(Row.keyOf(key));
                }
            }
        } catch (HydrationException one) {
            if (unreadable || missing.size() == 1) {
                throw one;
            }
            unreadable = true;
            load(wanted);
        }
    }
}

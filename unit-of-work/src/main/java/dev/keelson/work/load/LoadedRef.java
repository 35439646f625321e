package dev.keelson.work.load;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.error.AggregateNotFoundException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference that a load made. It holds no target of its own: the unit of work's is the one, whatever became of it since.
 * Used by the thread of its unit of work.
 */
final class LoadedRef implements Ref<Object> {

    private final RefGroup group;
    private final @Nullable Object[] key;
    private final Object id;

    LoadedRef(RefGroup group, @Nullable Object[] key, Object id) {
        this.group = group;
        this.key = key;
        this.id = id;
    }

    @Nullable
    Object[] key() {
        return key;
    }

    @Override
    public Object id() {
        return id;
    }

    @Override
    public Object get() {
        Object target = group.find(key);
        if (target == null) {
            group.load(key);
            target = group.find(key);
        }
        if (target == null) {
            Class<?> type = group.roots().type();
            throw group.isHidden(key)
                    ? AggregateNotFoundException.hidden(type, id)
                    : new AggregateNotFoundException(type, List.of(id));
        }
        return target;
    }

    @Override
    public boolean isLoaded() {
        return group.find(key) != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ref<?> ref && id.equals(ref.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Ref[" + id + "]";
    }
}

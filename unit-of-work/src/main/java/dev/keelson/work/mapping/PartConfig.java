package dev.keelson.work.mapping;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Corrections for a part that lies in a table of its own, at most one a parent. A part with an identifier has a key of its
 * own and a unique foreign key to its parent; one without, or with {@link #sharedKey()}, has its parent's key. Used by one
 * thread, at {@code build()}.
 */
public final class PartConfig extends ObjectConfig<PartConfig> {

    private List<String> parentColumns = List.of();
    private @Nullable String identifier;
    private boolean sharedKey;

    PartConfig() {}

    @Override
    PartConfig self() {
        return this;
    }

    /** The foreign key columns to the parent, in the order of its key; by convention {@code order_id} for a part of {@code Order}. */
    public PartConfig parentColumn(String... names) {
        this.parentColumns = List.of(names);
        return this;
    }

    /** The property that identifies the part in its table; by convention {@code id}. */
    public PartConfig id(String path) {
        this.identifier = Objects.requireNonNull(path, "path");
        return this;
    }

    /** The part's key is its parent's, although it has an identifier. */
    public PartConfig sharedKey() {
        this.sharedKey = true;
        return this;
    }

    public List<String> parentColumns() {
        return parentColumns;
    }

    public @Nullable String identifier() {
        return identifier;
    }

    public boolean hasSharedKey() {
        return sharedKey;
    }
}

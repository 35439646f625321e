package dev.keelson.work.change;

import dev.keelson.work.row.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A root that must still be as it was loaded when the commit happens, because it changes, goes, or was asked to stay
 * unchanged. Writes nothing. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416), Coarse-Grained Lock (438).
 *
 * @param owner the aggregate
 * @param row the root's row as remembered, with the version that is expected
 * @param exclusive whether the root goes in this commit, or a value by which it is unique changes: others must not begin to refer
 *     to it meanwhile, so that it takes a stronger lock
 * @param hidden whether it is hidden, and is to be restored
 */
public record GuardRoot(AggregateRef owner, Row row, boolean exclusive, boolean hidden) implements Change {

    /** The guard of a root that is not hidden. */
    public GuardRoot(AggregateRef owner, Row row, boolean exclusive) {
        this(owner, row, exclusive, false);
    }

    /** The version that the root must still have, or -1 where it has none and must merely be there. */
    public long expected() {
        return version(row);
    }

    /** The version in a root's row, or -1 where roots of this type have none. */
    public static long version(Row root) {
        int column = root.type().version();
        return column >= 0 && root.get(column) instanceof Number number ? number.longValue() : -1;
    }

    @Override
    public Kind kind() {
        return Kind.GUARD;
    }

    @Override
    public Map<String, @Nullable Object> columns() {
        return Map.of();
    }

    @Override
    public List<String> reasons() {
        long version = expected();
        String must = hidden ? " must still be hidden" : " must still be there";
        String have = hidden ? ", and have version " : " must still have version ";
        return List.of(owner + (version < 0 ? must : (hidden ? must : "") + have + version));
    }
}

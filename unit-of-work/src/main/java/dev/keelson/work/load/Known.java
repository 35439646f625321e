package dev.keelson.work.load;

import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Visibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work knows while it loads, and how references that are resolved on demand find their targets in it. Used
 * by the thread of the unit of work.
 *
 * <p>Source: Fowler, PoEAA, Identity Map (195).
 */
public interface Known {

    /** Which aggregates are found, of those that may be hidden. */
    Visibility visibility();

    /** Whether it keeps the rows of what is loaded, to find what was changed. */
    boolean keepsRows();

    /** The rows that units of work share, as this one may see them. */
    SharedRows shared();

    /** The root that is tracked under this key, whatever is to become of it; null where none is. */
    @Nullable
    Object find(AggregateModel model, @Nullable Object[] key);

    /** The same, unless it is to be deleted, or is hidden from who asks. */
    @Nullable
    Object present(AggregateModel model, @Nullable Object[] key);

    /** Whether there is an aggregate with this key that is hidden from who asks; the database is asked where none is tracked. */
    boolean isHidden(Roots roots, @Nullable Object[] key);

    /**
     * Takes up an aggregate that came along, since others refer to it.
     *
     * @param key by which they do, where that is not its own
     */
    void referred(Loaded loaded, @Nullable Object @Nullable [] key);

    /**
     * Loads those of these aggregates that are not tracked, in one statement.
     *
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if the unit of work is closed or another thread's
     */
    void fetch(Roots roots, List<@Nullable Object[]> keys);

    /**
     * Loads the aggregates that a query finds.
     *
     * @throws dev.keelson.kernel.error.PendingChangesException if changes are pending that the query would not see
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if the unit of work is closed or another thread's
     */
    List<Loaded> query(RowQuery query);
}

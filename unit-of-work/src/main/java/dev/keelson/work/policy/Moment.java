package dev.keelson.work.policy;

import dev.keelson.kernel.WorkContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One moment of a unit of work as its statements see it: whose work it is, the instant, and what each policy's column holds.
 * A commit has a moment of its own, of which every value is evaluated once; all loads of a unit of work share another. Used by
 * the thread of the unit of work.
 */
public final class Moment {

    private final WorkContext context;
    private final @Nullable String acrossTenants;
    private @Nullable Instant instant;
    private @Nullable List<PolicyColumn> columns;
    private @Nullable List<Object> values;

    public Moment(WorkContext context) {
        this(context, null);
    }

    /**
     * One in which what tenants share may be written.
     *
     * @param acrossTenants the reason, or null where it may not
     */
    public Moment(WorkContext context, @Nullable String acrossTenants) {
        this.context = context;
        this.acrossTenants = acrossTenants;
    }

    /** Why the unit of work may write what all tenants share; empty where it may not. */
    public Optional<String> acrossTenants() {
        return Optional.ofNullable(acrossTenants);
    }

    /** For whom, by whom and by which clock the work is done. */
    public WorkContext context() {
        return context;
    }

    /** The instant, by the clock of the context; the same for all that ask. */
    public Instant instant() {
        Instant known = instant;
        if (known == null) {
            known = context.clock().instant();
            instant = known;
        }
        return known;
    }

    /**
     * The value of a policy's column, evaluated when it is first asked for.
     *
     * @throws IllegalStateException if the policy gives none
     * @throws IllegalArgumentException if the policy gives one that the column does not take
     */
    public Object value(PolicyColumn column) {
        List<PolicyColumn> known = columns;
        List<Object> found = values;
        if (known == null || found == null) {
            known = new ArrayList<>(2);
            found = new ArrayList<>(2);
            columns = known;
            values = found;
        }
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).equals(column)) {
                return found.get(i);
            }
        }
        Object value = column.valueAt(this);
        known.add(column);
        found.add(value);
        return value;
    }

    @Override
    public String toString() {
        return context + " at " + instant();
    }
}

package dev.keelson.work.policy;

import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.row.RowType;
import java.util.List;

/** Refuses writes of many aggregates at once that a policy must look at row by row, or of what all tenants share. Thread-safe. */
final class SetAdmission {

    private final List<String> deciders;
    private final Sharing sharing;

    /**
     * @param policies in their order
     */
    SetAdmission(List<Policy> policies, Sharing sharing) {
        this.deciders = policies.stream()
                .filter(SetAdmission::decides)
                .map(Policy::name)
                .toList();
        this.sharing = sharing;
    }

    private static boolean decides(Policy policy) {
        try {
            return policy.getClass()
                            .getMethod("decide", ChangeSet.class, Moment.class)
                            .getDeclaringClass()
                    != Policy.class;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether a policy decides over each row. */
    boolean judgesRows() {
        return !deciders.isEmpty();
    }

    /** As {@link Policies#admitSet}. */
    void admit(String attempted, RowType root, Moment moment) {
        if (!deciders.isEmpty()) {
            throw new PolicyViolationException(
                    deciders.get(0),
                    attempted + " does not show it the rows, and it decides over each row of a commit",
                    "Load the aggregates and change them: keelson.query(context, type).forEachChunk(...)");
        }
        sharing.checkSet(attempted, root, moment);
    }
}

package dev.keelson.work.plan;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.RowOperation;
import dev.keelson.work.change.Change;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan as whoever asks for it sees it: its rows with what policies stamp into them. Immutable, thread-safe. */
public final class StampedPlan implements CommitPlan {

    private final List<RowOperation> operations;

    private StampedPlan(List<RowOperation> operations) {
        this.operations = List.copyOf(operations);
    }

    /**
     * The same plan with the stamps.
     *
     * @param moment of which only what the context tells is evaluated, not the instant
     */
    public static CommitPlan of(RowPlan plan, Policies policies, Moment moment) {
        List<RowOperation> operations = new ArrayList<>();
        for (Change change : plan.operations()) {
            Map<String, @Nullable Object> stamps =
                    policies.rule(change.rowType()).planned(change.kind(), moment);
            operations.add(stamps.isEmpty() ? change : new StampedOperation(change, stamps));
        }
        return new StampedPlan(operations);
    }

    @Override
    public List<RowOperation> operations() {
        return operations;
    }

    @Override
    public String toString() {
        return RowPlan.text(operations);
    }
}

package dev.keelson.testing.laws;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.testing.laws.Others.Stored;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Moment;
import java.util.List;
import java.util.Set;

/** Tries what becomes of an aggregate that is removed. Used by one thread. */
final class Removal {

    private final World world;
    private final AggregateModel model;
    private final Checks checks;

    Removal(World world, AggregateModel model, Checks checks) {
        this.world = world;
        this.model = model;
        this.checks = checks;
    }

    /**
     * Removes an aggregate.
     *
     * @param before its state
     * @throws BrokenLaw if something is left, or cannot be restored
     */
    void of(Stored stored, Flat before) {
        CommitPlan plan = removed(stored);
        Moment moment = world.moment();
        boolean isHidden = plan.operations().stream()
                .anyMatch(one -> one.kind() == RowOperation.Kind.HIDE
                        && one.table().equals(model.root().table().toString()));
        try {
            if (world.in(
                    model,
                    work -> work.find(stored.aggregate().getClass(), stored.id())
                            .isPresent())) {
                throw BrokenLaw.of(Law.DELETE, model.name(), "it is not found after its removal", "it is found");
            }
        } catch (HydrationException partly) {
            throw checks.broken(Law.DELETE, model.name(), "it is not found after its removal", partly);
        }
        if (isHidden) {
            checks.policies(List.of(stored.rows().get(0)), moment, RowOperation.Kind.HIDE);
            restored(stored, before);
        } else {
            gone(stored.rows(), moment);
        }
    }

    private CommitPlan removed(Stored stored) {
        try {
            return world.in(model, work -> {
                work.remove(stored.aggregate().getClass(), stored.id());
                CommitPlan plan = work.plan();
                work.commit();
                return plan;
            });
        } catch (KeelsonException failure) {
            throw checks.broken(Law.DELETE, model.name(), "it is removed", failure);
        }
    }

    private void gone(List<Ledger.Entry> rows, Moment moment) {
        Ledger.Entry left = world.bare("look for rows", connection -> {
            for (Ledger.Entry row : rows) {
                if (world.ledger().isThere(connection, row, moment)) {
                    return row;
                }
            }
            return null;
        });
        if (left != null) {
            throw BrokenLaw.of(
                    Law.DELETE,
                    left.type().path(),
                    "no row after the removal",
                    "a row of " + left.type().table() + " with the key " + left.key());
        }
    }

    private void restored(Stored stored, Flat before) {
        Class<?> type = stored.aggregate().getClass();
        try {
            world.in(model, work -> {
                if (work.includingDeleted("mapping laws")
                        .find(type, stored.id())
                        .isEmpty()) {
                    throw BrokenLaw.of(Law.DELETE, model.name(), "it is kept hidden", "it is gone");
                }
                work.restore(type, stored.id());
                return work.commit();
            });
            Flat found = world.in(model, work -> Flat.of(model, work.get(type, stored.id())));
            Set<String> differing = before.differing(found);
            differing.removeIf(path -> isRaised(before.columns(path)));
            String first = world.choices().first(differing);
            if (first != null) {
                throw BrokenLaw.of(Law.DELETE, first, before.text(first) + " after a restore", found.text(first));
            }
        } catch (KeelsonException failure) {
            throw checks.broken(Law.DELETE, model.name(), "it comes back by a restore", failure);
        }
    }

    /** Whether a value goes on with every commit, as the version. */
    private boolean isRaised(Set<String> columns) {
        String version = model.root().version() < 0
                ? ""
                : model.root().table() + "."
                        + model.root().column(model.root().version()).name();
        return columns.stream().allMatch(version::equals);
    }
}

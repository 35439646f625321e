package dev.keelson.work.purge;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.RowCountException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.AggregateRef;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.execute.CommitOutcome.Fenced;
import dev.keelson.work.execute.ScriptExecutor;
import dev.keelson.work.load.Loader;
import dev.keelson.work.load.StoredRows;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.plan.Planner;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.render.CommitScript;
import dev.keelson.work.render.CommitScript.Attempt;
import dev.keelson.work.render.Renderer;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Deletes hidden aggregates of one mapping for good, and the hidden parts of those that live on, in the order that commits have.
 * Each step is a transaction of its own, which locks its roots; what somebody restores meanwhile stays, and so does what others
 * refer to. Used by one thread, once.
 */
public final class DeletedPurge {

    /** So many roots are deleted at once. */
    private static final int ROOTS_PER_STEP = 50;

    private final AggregateModel model;
    private final HiddenPages pages;
    private final Loader loader;
    private final Policies policies;
    private final Planner planner;
    private final Renderer renderer;
    private final ScriptExecutor executor;
    private final Function<CommandToken, Attempt> attempts;
    private final WorkScope scope;
    private final Set<Object> kept = new LinkedHashSet<>();
    private long aggregates;
    private long parts;

    /**
     * @param pages finds what may go
     * @param attempts makes the attempt of each step
     */
    public DeletedPurge(
            AggregateModel model,
            HiddenPages pages,
            Loader loader,
            Policies policies,
            Planner planner,
            Renderer renderer,
            ScriptExecutor executor,
            Function<CommandToken, Attempt> attempts,
            WorkScope scope) {
        this.model = model;
        this.pages = pages;
        this.loader = loader;
        this.policies = policies;
        this.planner = planner;
        this.renderer = renderer;
        this.executor = executor;
        this.attempts = attempts;
        this.scope = scope;
    }

    /** One root, and the rows of it that go. */
    private record Going(StoredRows stored, List<Row> rows) {

        private boolean isWhole() {
            return stored.hidden();
        }
    }

    /** Deletes all of them, parts first, which may hang on nodes that passed to roots which go as well. */
    public void run() {
        Set<Object> refused;
        long before;
        do { // lost parts may refer to each other
            before = parts;
            refused = lost();
        } while (!refused.isEmpty() && parts > before);
        kept.addAll(refused);
        roots();
    }

    private Set<Object> lost() {
        Set<Object> refused = new LinkedHashSet<>();
        for (TableModel table : model.tables()) {
            Hide hide = policies.rule(table.rowType()).hide();
            if (table.parent() >= 0 && hide != null) {
                parts(table, refused);
            }
        }
        return refused;
    }

    /** How many aggregates went. */
    public long aggregates() {
        return aggregates;
    }

    /** How many rows went that aggregates which live on had lost. */
    public long parts() {
        return parts;
    }

    /** The keys of roots of which something stays, since others refer to it. */
    public Set<Object> kept() {
        return kept;
    }

    private void roots() {
        List<@Nullable Object[]> page = pages.roots(null, ROOTS_PER_STEP, scope);
        List<Going> refused = new ArrayList<>();
        while (!page.isEmpty()) {
            List<Going> going = new ArrayList<>();
            for (StoredRows stored : loader.stored(model, page, scope)) {
                if (stored.hidden()) {
                    going.add(new Going(stored, stored.rows()));
                }
            }
            refused.addAll(delete(going));
            page = pages.roots(page.get(page.size() - 1), ROOTS_PER_STEP, scope);
        }
        keep(again(refused));
    }

    /** Those that refer to each other go together, and the others one after the other, as long as any goes. */
    private List<Going> again(List<Going> refused) {
        List<Going> left = refused;
        int before;
        do {
            before = left.size();
            List<Going> still = new ArrayList<>();
            References.together(left, Going::stored).forEach(some -> still.addAll(delete(some)));
            left = still;
        } while (!left.isEmpty() && left.size() < before);
        return left;
    }

    private void keep(List<Going> refused) {
        refused.forEach(one -> kept.add(one.stored().root().key()));
    }

    private void parts(TableModel table, Set<Object> refused) {
        List<@Nullable Object[]> page = pages.owners(table, null, ROOTS_PER_STEP, scope);
        while (!page.isEmpty()) {
            Set<Object> lost = pages.parts(table, page, scope);
            List<Going> going = new ArrayList<>();
            for (StoredRows stored : loader.stored(model, page, scope)) {
                List<Row> rows = hidden(stored, table, lost);
                if (!stored.hidden() && !rows.isEmpty()) {
                    going.add(new Going(stored, rows));
                }
            }
            delete(going).forEach(one -> refused.add(one.stored().root().key()));
            page = pages.owners(table, page.get(page.size() - 1), ROOTS_PER_STEP, scope);
        }
    }

    /** The rows of a table that are lost, and all that hang on them. */
    private List<Row> hidden(StoredRows stored, TableModel table, Set<Object> lost) {
        Set<RowKey> going = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        for (Row row : stored.rows()) {
            boolean isLost = row.type().equals(table.rowType()) && lost.contains(row.key());
            if (isLost || hangsOnOneOf(row, going)) {
                going.add(RowKey.of(row));
                rows.add(row);
            }
        }
        return rows;
    }

    private boolean hangsOnOneOf(Row row, Set<RowKey> going) {
        for (ForeignKey reference : row.type().foreignKeys()) {
            if (policies.leadsUp(row.type(), reference)
                    && going.contains(new RowKey(reference.target(), row.keyOf(reference.columns())))) {
                return true;
            }
        }
        return false;
    }

    /** Deletes at once, or else one by one; gives back those that are referred to. */
    private List<Going> delete(List<Going> going) {
        if (going.isEmpty()) {
            return List.of();
        }
        try {
            commit(going);
            return List.of();
        } catch (ConstraintViolationException | StaleAggregateException | RowCountException refused) {
            if (going.size() > 1) {
                List<Going> left = new ArrayList<>();
                going.forEach(one -> left.addAll(delete(List.of(one))));
                return left;
            }
            return refused instanceof StaleAggregateException
                    ? List.of()
                    : going; // a stale one was restored, or is gone
        }
    }

    private void commit(List<Going> going) {
        List<AggregateChange> changes = new ArrayList<>();
        going.forEach(one -> changes.add(change(one)));
        RowPlan plan = planner.plan(new ChangeSet(changes));
        Moment moment = scope.commit();
        CommitScript script = renderer.render(plan, attempts.apply(CommandToken.next()), moment);
        if (executor.execute(script, scope) instanceof Fenced fenced) {
            throw fenced.failure();
        }
        for (Going gone : going) {
            aggregates += gone.isWhole() ? 1 : 0;
            parts += gone.isWhole() ? 0 : gone.rows().size();
        }
    }

    private AggregateChange change(Going going) {
        Row root = going.stored().root();
        AggregateRef owner = new AggregateRef(model.type(), model.family(), root.key(), root);
        List<Change> deletes = new ArrayList<>();
        for (Row row : going.rows()) {
            deletes.add(new DeleteRow(owner, row, 0, true));
        }
        GuardRoot guard = going.isWhole() ? new GuardRoot(owner, root, true, true) : null;
        return new AggregateChange(owner, guard, deletes, null);
    }
}

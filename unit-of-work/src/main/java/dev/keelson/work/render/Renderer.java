package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.plan.Constraints;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.render.CommitScript.Attempt;
import dev.keelson.work.render.ShortForm.Part;
import dev.keelson.work.render.ShortForm.Parts;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/**
 * Makes the script of a plan. Neighbours of one table, operation and column set share a statement: up to three rows value by
 * value (PostgreSQL plans arrays of so few elements anew each time), more as arrays, so that the number of statements
 * depends on tables and column sets, not on rows. A statement whose rows are counted fails where it writes another number of them. In batches each row has a statement of its own, after one for
 * each guarded root that locks it and reads its version; neighbours share a text, for JDBC's batches. Thread-safe.
 */
public final class Renderer {

    /** Up to so many rows are written as scalars. */
    static final int FEW = RowPlan.FEW;

    private final StatementProfile profile;
    private final @Nullable LogStatements log;
    private final WriteTemplates writes;
    private final RowValues values;
    private final Counting counting;
    private final GuardWriter guards;
    private final ShortForm shortForm;
    private final RowLookups lookups;
    private final UnseenParts unseen;
    private volatile @Nullable ScriptStep defer;
    private final TemplateCache<Shape, StatementTemplate> templates;

    /**
     * What else there is in the transaction of a script. Immutable.
     *
     * @param messages whether a script that is one message is all of its transaction
     * @param ahead the steps that come before the writes of the plan
     */
    public record Surroundings(boolean messages, Function<Marker, List<ScriptStep>> ahead) {}

    /** What writes must share to share a text; rows are 0 for any number of them as arrays. */
    private record Shape(RowType type, Kind kind, Visibility seen, ColumnSet written, int rows, boolean counted) {
        private static Shape of(Change change, int rows, boolean counted) {
            return new Shape(change.rowType(), change.kind(), Sought.by(change), change.written(), rows, counted);
        }

        private Shape uncounted() {
            return new Shape(type, kind, seen, written, rows, false);
        }
    }

    /**
     * @param constraints tell which writes must be counted
     * @param log of the commit log that each script writes first, or null where none is kept
     * @param caches where statements are kept
     */
    public Renderer(
            Policies policies,
            StatementProfile profile,
            Constraints constraints,
            @Nullable LogStatements log,
            TemplateCaches caches) {
        this.templates = caches.make("writes");
        this.profile = profile;
        this.log = log;
        this.writes = new WriteTemplates(policies, profile);
        this.values = new RowValues(policies);
        this.counting = new Counting(constraints);
        this.guards = new GuardWriter(policies, profile, counting, caches);
        this.shortForm = new ShortForm(policies, writes, caches);
        this.lookups = new RowLookups(policies, profile, caches);
        this.unseen = new UnseenParts(policies, profile, writes, counting, caches);
    }

    private ScriptStep defer() {
        if (defer == null) { // rendered when something is first deferred
            QueryPart statement = Objects.requireNonNull(profile.dialect().deferConstraints(), "nothing can wait");
            defer = new ScriptStep.DeferConstraints(
                    new BoundStatement(new TemplateBuilder(profile).build(statement), new Object[0]));
        }
        return Objects.requireNonNull(defer);
    }

    public CommitScript render(RowPlan plan, Attempt attempt, Moment moment) {
        return render(plan, attempt, moment, new Surroundings(false, marker -> List.of()));
    }

    /** The same, in these surroundings. */
    public CommitScript render(RowPlan plan, Attempt attempt, Moment moment, Surroundings around) {
        Marker marker = Marker.next();
        List<ScriptStep> sets = around.ahead().apply(marker);
        if (sets.isEmpty() && profile.delivery() == Delivery.ONE_MESSAGE && isOneStatement(plan)) {
            ScriptStep all =
                    log != null && around.messages() && attempt.drawn() && plan.isOfOneRoot() && !counting.countsLog()
                            ? new ScriptStep.TokenFromRoot(shortForm.tokenFromRoot(plan, log, attempt, moment))
                            : new ScriptStep.WholeCommit(inShort(plan, attempt, moment, marker));
            return new CommitScript(
                    List.of(all), plan.writes(), plan.guards(), attempt, moment, marker, lookups, true, Set.of());
        }
        List<ScriptStep> steps = new ArrayList<>();
        if (log != null) {
            steps.add(new ScriptStep.StoreToken(token(log, attempt, moment, marker)));
        }
        guards.write(plan.guards(), moment, marker, steps);
        steps.addAll(sets);
        if (plan.deferred()) {
            steps.add(defer());
        }
        List<Change> changes = plan.writes();
        int from = 0;
        while (from < changes.size()) {
            int to = from + 1;
            while (to < changes.size() && !plan.startsAt(to) && sharesStatement(changes.get(from), changes.get(to))) {
                to++;
            }
            unseen.write(changes, from, to, moment, steps);
            if (profile.delivery() == Delivery.BATCHES) {
                steps.add(new ScriptStep.WriteBatch(from, oneByOne(changes, from, to, moment)));
            } else {
                String counted = counting.counts(changes, from) ? marker.rows(from, to) : null;
                steps.add(new ScriptStep.WriteRows(write(changes, from, to, counted, moment)));
            }
            from = to;
        }
        return new CommitScript(
                steps,
                changes,
                plan.guards(),
                attempt,
                moment,
                marker,
                lookups,
                plan.isEmpty() && sets.isEmpty(), // a token and nothing else
                counting.mayBeGone(changes));
    }

    /** What finds out what became of rows. */
    public CommitScript.Lookups lookups() {
        return lookups;
    }

    private static boolean isUnseen(Change change) {
        return change instanceof DeleteRow delete && delete.unseen();
    }

    /** Whether aggregates may be removed that nobody loaded. */
    public boolean removesUnseen(AggregateModel model) {
        return unseen.areFound(model);
    }

    private BoundStatement token(LogStatements kept, Attempt attempt, Moment moment, Marker marker) {
        BoundStatement token = kept.committed(attempt, moment, moment.instant());
        return counting.countsLog() && profile.delivery() == Delivery.ONE_MESSAGE ? kept.counted(token, marker) : token;
    }

    /**
     * Whether one statement may do all of it. One that only inserts needs tables that let every row in without a look at others,
     * and the row of the log, which the statement itself reads, so that it is the first to be there.
     */
    private boolean isOneStatement(RowPlan plan) {
        if (!plan.inserting() || log == null || counting.countsLog()) {
            return plan.unordered();
        }
        RowType last = null;
        for (Change change : plan.writes()) {
            if (change.rowType() != last && counting.mayBeRefused(change.rowType())) {
                return false;
            }
            last = change.rowType();
        }
        return true;
    }

    private BoundStatement inShort(RowPlan plan, Attempt attempt, Moment moment, Marker marker) {
        List<Change> changes = plan.writes();
        RowType root = plan.guards().isEmpty() ? null : plan.guards().get(0).rowType();
        boolean logged = log != null;
        List<BoundStatement> statements = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        if (log != null) {
            statements.add(log.committed(attempt, moment, moment.instant()));
            parts.add(new Part(statements.get(0).template(), CommitLogTable.ROWS.table(), 1));
        }
        int to;
        for (int from = 0; from < changes.size(); from = to) {
            to = from + 1;
            boolean isRoot = changes.get(from) instanceof UpdateRow update && update.rowType() == root;
            while (!isRoot && to < changes.size() && sharesStatement(changes.get(from), changes.get(to))) {
                to++;
            }
            boolean counted = isRoot || counting.counts(changes, from);
            BoundStatement statement = isRoot
                    ? shortForm.root(plan.guards().get(0), (UpdateRow) changes.get(from), moment)
                    : write(changes, from, to, null, moment);
            TableName table = changes.get(from).rowType().table();
            Part part = new Part(statement.template(), table, counted ? to - from : 0);
            // of what nothing reads the server does the last first: the roots, so that it is these that are said to
            // exist
            int place = isRoot || plan.inserting() ? (logged ? 1 : 0) : parts.size();
            statements.add(place, statement);
            parts.add(place, part);
            if (counted) {
                places.add(isRoot ? 0 : places.size(), new int[] {from, to});
            }
        }
        return shortForm.whole(statements, new Parts(List.copyOf(parts), logged), marker.rows(logged, places));
    }

    private static boolean sharesStatement(Change one, Change other) {
        return one.rowType() == other.rowType()
                && one.kind() == other.kind()
                && Sought.by(one) == Sought.by(other)
                && isUnseen(one) == isUnseen(other)
                && one.written().equals(other.written());
    }

    private List<BoundStatement> oneByOne(List<Change> changes, int from, int to, Moment moment) {
        Change first = changes.get(from);
        boolean alone = first.kind() == Kind.INSERT && counting.mayBeRefused(first.rowType());
        StatementTemplate template = templates.get(Shape.of(first, 1, alone), this::make);
        List<BoundStatement> rows = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            rows.add(new BoundStatement(template, values.scalars(changes, i, i + 1, null, moment)));
        }
        return rows;
    }

    /**
     * The statement of some writes.
     *
     * @param counted what stands before the number of rows that it wrote, where that is not as expected; null where nobody
     *     counts
     */
    private BoundStatement write(List<Change> changes, int from, int to, @Nullable String counted, Moment moment) {
        Change first = changes.get(from);
        boolean few = to - from <= FEW;
        Shape shape = Shape.of(first, few ? to - from : 0, counted != null);
        return new BoundStatement(
                templates.get(shape, this::make),
                few
                        ? values.scalars(changes, from, to, counted, moment)
                        : values.arrays(changes, from, to, counted, moment));
    }

    private StatementTemplate make(Shape shape) {
        if (profile.delivery() == Delivery.BATCHES && shape.counted()) { // by whoever executes it
            return make(shape.uncounted()).executedAlone();
        }
        RowType type = shape.type();
        int rows = shape.rows();
        boolean counted = shape.counted();
        return switch (shape.kind()) {
            case INSERT ->
                rows == 0
                        ? writes.insertAll(type, shape.written(), counted)
                        : writes.insert(type, shape.written(), rows, counted);
            case UPDATE, HIDE, RESTORE ->
                rows == 1
                        ? writes.update(type, shape.kind(), shape.seen(), shape.written(), counted)
                        : writes.updateAll(type, shape.kind(), shape.seen(), shape.written(), rows, counted);
            case DELETE ->
                rows == 1
                        ? writes.delete(type, shape.seen(), counted)
                        : writes.deleteAll(type, shape.seen(), rows, counted);
            case GUARD -> throw new IllegalArgumentException("guards are not writes");
        };
    }
}

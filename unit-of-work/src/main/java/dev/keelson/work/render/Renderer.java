package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.database.CommitLog;
import dev.keelson.work.database.CommitScript;
import dev.keelson.work.database.CommitScript.Attempt;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the script of a plan. Neighbours of one table, operation and column set share a statement: up to three rows as
 * scalars (PostgreSQL plans arrays of so few elements anew each time), more as arrays, so that the number of statements
 * depends on tables and column sets, not on rows. In a portable profile each row has a statement of its own, after one for
 * each guarded root that locks it and reads its version; neighbours share a text, for JDBC's batches. Thread-safe.
 */
public final class Renderer {

    /** Up to so many rows are written as scalars. */
    static final int FEW = RowPlan.FEW;

    private static final BoundStatement DEFER = new BoundStatement(
            new TemplateBuilder(StatementProfile.POSTGRES).build(TemplateBuilder.deferConstraints()), new Object[0]);

    private final Policies policies;
    private final StatementProfile profile;
    private final @Nullable CommitLog log;
    private final WriteTemplates writes;
    private final GuardWriter guards;
    private final ShortForm shortForm;
    private final Map<Shape, StatementTemplate> templates = new ConcurrentHashMap<>();

    /** What writes must share to share a text; rows are 0 for any number of them as arrays. */
    private record Shape(RowType type, Kind kind, ColumnSet written, int rows) {}

    /**
     * @param log the commit log that each script writes first, or null where none is kept
     */
    public Renderer(Policies policies, StatementProfile profile, @Nullable CommitLog log) {
        this.policies = policies;
        this.profile = profile;
        this.log = log;
        this.writes = new WriteTemplates(policies, profile);
        this.guards = new GuardWriter(policies, profile);
        this.shortForm = new ShortForm(policies, writes);
    }

    public CommitScript render(RowPlan plan, Attempt attempt, WorkContext context) {
        List<BoundStatement> statements = new ArrayList<>();
        if (log != null) {
            statements.add(log.committed(attempt, context, context.clock().instant()));
        }
        if (plan.unordered() && !profile.isPortable()) {
            return inShort(plan, attempt, context, statements);
        }
        guards.write(plan.guards(), context, statements);
        if (plan.deferred()) {
            statements.add(DEFER);
        }
        List<Change> changes = plan.writes();
        int from = 0;
        while (from < changes.size()) {
            int to = from + 1;
            while (to < changes.size() && !plan.startsAt(to) && sharesStatement(changes.get(from), changes.get(to))) {
                to++;
            }
            write(changes, from, to, context, statements);
            from = to;
        }
        return new CommitScript(statements, changes, plan.guards(), attempt, context);
    }

    private CommitScript inShort(RowPlan plan, Attempt attempt, WorkContext context, List<BoundStatement> statements) {
        List<Change> changes = plan.writes();
        GuardRoot guard = plan.guards().get(0);
        int to;
        for (int from = 0; from < changes.size(); from = to) {
            to = from + 1;
            if (changes.get(from) instanceof UpdateRow update && update.rowType() == guard.rowType()) {
                statements.add(log == null ? 0 : 1, shortForm.root(guard, update, context));
            } else {
                while (to < changes.size() && sharesStatement(changes.get(from), changes.get(to))) {
                    to++;
                }
                write(changes, from, to, context, statements);
            }
        }
        List<BoundStatement> whole = List.of(shortForm.whole(statements, log != null));
        return new CommitScript(whole, changes, plan.guards(), attempt, context, shortForm.lookup(guard, context));
    }

    private static boolean sharesStatement(Change one, Change other) {
        return one.rowType() == other.rowType()
                && one.kind() == other.kind()
                && one.written().equals(other.written());
    }

    private void write(List<Change> changes, int from, int to, WorkContext context, List<BoundStatement> statements) {
        Change first = changes.get(from);
        RowType type = first.rowType();
        int rows = to - from;
        boolean oneByOne = profile.isPortable() || (first.kind() != Kind.INSERT && rows <= FEW);
        if (oneByOne) {
            StatementTemplate template = template(new Shape(type, first.kind(), first.written(), 1));
            for (int i = from; i < to; i++) {
                statements.add(new BoundStatement(template, scalars(changes, i, i + 1, context)));
            }
        } else if (rows <= FEW) {
            StatementTemplate template = template(new Shape(type, first.kind(), first.written(), rows));
            statements.add(new BoundStatement(template, scalars(changes, from, to, context)));
        } else {
            StatementTemplate template = template(new Shape(type, first.kind(), first.written(), 0));
            statements.add(new BoundStatement(template, arrays(changes, from, to, context)));
        }
    }

    private @Nullable Object[] scalars(List<Change> changes, int from, int to, WorkContext context) {
        Change first = changes.get(from);
        RowType type = first.rowType();
        int[] columns = Values.columns(type, first.kind(), first.written());
        TableRule rule = policies.rule(type);
        Values values = Values.of(rule, first.kind(), context, (to - from) * columns.length);
        for (int i = from; i < to; i++) {
            for (int column : columns) {
                values.add(Encrypting.stored(changes.get(i), column, rule, context));
            }
        }
        return values.array();
    }

    private @Nullable Object[] arrays(List<Change> changes, int from, int to, WorkContext context) {
        Change first = changes.get(from);
        RowType type = first.rowType();
        int[] columns = Values.columns(type, first.kind(), first.written());
        TableRule rule = policies.rule(type);
        Values values = Values.of(rule, first.kind(), context, columns.length);
        for (int column : columns) {
            values.addArray(
                    type.column(column).type(),
                    to - from,
                    n -> Encrypting.stored(changes.get(from + n), column, rule, context));
        }
        return values.array();
    }

    private StatementTemplate template(Shape shape) {
        StatementTemplate known = templates.get(shape);
        return known != null ? known : templates.computeIfAbsent(shape, this::make);
    }

    private StatementTemplate make(Shape shape) {
        RowType type = shape.type();
        boolean any = shape.rows() == 0;
        return switch (shape.kind()) {
            case INSERT ->
                any ? writes.insertAll(type, shape.written()) : writes.insert(type, shape.written(), shape.rows());
            case UPDATE -> any ? writes.updateAll(type, shape.written()) : writes.update(type, shape.written());
            case DELETE -> any ? writes.deleteAll(type) : writes.delete(type);
            case GUARD -> throw new IllegalArgumentException("guards are not writes");
        };
    }
}

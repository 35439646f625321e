package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.render.CommitScript.Attempt;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one statement of the statements of a commit whose writes have no order among them: the token, the root's update,
 * which checks what it was loaded as, and the rest. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416).
 */
final class ShortForm {

    private final Policies policies;
    private final WriteTemplates writes;
    private final TemplateCache<Root, StatementTemplate> roots;
    private final TemplateCache<Parts, StatementTemplate> wholes;
    private final TemplateCache<StatementTemplate, StatementTemplate> fromRoots;

    /** What updates of roots must share to share a text. */
    private record Root(RowType type, Visibility seen, ColumnSet changed) {}

    /**
     * One write of a commit.
     *
     * @param statement its text
     * @param table the table that it writes
     * @param expected how many rows it is to write, or 0 where nobody counts them
     */
    record Part(StatementTemplate statement, TableName table, int expected) {}

    /**
     * What commits must share to share a text.
     *
     * @param parts the commit log's write, if there is one, then the root's, then the others
     * @param logged whether the first of them writes the commit log
     */
    record Parts(List<Part> parts, boolean logged) {}

    ShortForm(Policies policies, WriteTemplates writes, TemplateCaches caches) {
        this.roots = caches.make("updates of roots");
        this.wholes = caches.make("commits in one statement");
        this.fromRoots = caches.make("commits of one root");
        this.policies = policies;
        this.writes = writes;
    }

    /** The update of a root that is still as it was loaded. */
    BoundStatement root(GuardRoot guard, UpdateRow update, Moment moment) {
        RowType type = update.rowType();
        int[] columns = Values.columns(type, Kind.UPDATE, update.changed());
        TableRule rule = policies.rule(type);
        Values values = Values.of(rule, Kind.UPDATE, moment, columns.length + 1);
        for (int column : columns) {
            values.add(Encrypting.stored(update, column, rule, moment));
        }
        if (type.version() >= 0) {
            values.add(guard.row().get(type.version()));
        }
        Root root = new Root(type, Sought.by(guard, rule), update.changed());
        StatementTemplate template =
                roots.get(root, made -> writes.updateExpected(made.type(), made.seen(), made.changed()));
        return new BoundStatement(template, values.array());
    }

    /** The update of a root and the token, which is stored from the row that was updated: neither, where it is not as expected. */
    BoundStatement tokenFromRoot(RowPlan plan, LogStatements log, Attempt attempt, Moment moment) {
        UpdateRow update = (UpdateRow) plan.writes().get(0);
        BoundStatement root = root(plan.guards().get(0), update, moment);
        StatementTemplate template = fromRoots.get(
                root.template(),
                made -> ShortTemplates.tokenFromRoot(made, update.rowType().table(), log));
        return new BoundStatement(template, root.valuesAnd(log.committedValues(attempt, moment, moment.instant())));
    }

    /**
     * All of them as one.
     *
     * @param parts what is known of each of the statements
     * @param marker what stands before the numbers of rows, where one of them is not as expected
     */
    BoundStatement whole(List<BoundStatement> statements, Parts parts, String marker) {
        int width = 1;
        for (int i = 0; i < statements.size(); i++) {
            width += statements.get(i).template().sources();
        }
        @Nullable Object[] values = new Object[width];
        int at = 0;
        for (int i = 0; i < statements.size(); i++) {
            BoundStatement statement = statements.get(i);
            for (int source = 0; source < statement.template().sources(); source++) {
                values[at++] = statement.value(source);
            }
        }
        values[at] = marker;
        return new BoundStatement(wholes.get(parts, ShortTemplates::whole), values);
    }
}

package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementTemplate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes one statement of the statements of a commit whose writes have no order among them: the token, the root's update,
 * which checks what it was loaded as, and the rest. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416).
 */
final class ShortForm {

    private static final int MAX_CACHED_TEXTS = 2_000;

    private final Policies policies;
    private final WriteTemplates writes;
    private final ShortTemplates templates;
    private final Map<Root, StatementTemplate> roots = new ConcurrentHashMap<>();
    private final Map<RowType, StatementTemplate> lookups = new ConcurrentHashMap<>();
    private final Map<Parts, StatementTemplate> wholes = new ConcurrentHashMap<>();

    /** What updates of roots must share to share a text. */
    private record Root(RowType type, ColumnSet changed) {}

    /**
     * What commits must share to share a text.
     *
     * @param statements their statements
     * @param logged whether the first of them writes the commit log
     */
    record Parts(List<StatementTemplate> statements, boolean logged) {}

    ShortForm(Policies policies, WriteTemplates writes) {
        this.policies = policies;
        this.writes = writes;
        this.templates = new ShortTemplates(policies);
    }

    /** The update of a root that is still as it was loaded. */
    BoundStatement root(GuardRoot guard, UpdateRow update, WorkContext context) {
        RowType type = update.rowType();
        int[] columns = Values.columns(type, Kind.UPDATE, update.changed());
        TableRule rule = policies.rule(type);
        Values values = Values.of(rule, Kind.UPDATE, context, columns.length + 1);
        for (int column : columns) {
            values.add(Encrypting.stored(update, column, rule, context));
        }
        if (type.version() >= 0) {
            values.add(guard.row().get(type.version()));
        }
        Root root = new Root(type, update.changed());
        StatementTemplate template = roots.get(root);
        if (template == null) {
            template = roots.computeIfAbsent(root, made -> writes.updateExpected(made.type(), made.changed()));
        }
        return new BoundStatement(template, values.array());
    }

    /** What tells, after the statement failed, what became of the root. */
    BoundStatement lookup(GuardRoot guard, WorkContext context) {
        RowType type = guard.rowType();
        Values values = Values.of(policies.rule(type), Kind.GUARD, context, type.keyWidth());
        for (int n = 0; n < type.keyWidth(); n++) {
            values.add(guard.row().get(type.keyColumn(n)));
        }
        StatementTemplate template = lookups.get(type);
        if (template == null) {
            template = lookups.computeIfAbsent(type, templates::lookup);
        }
        return new BoundStatement(template, values.array());
    }

    /**
     * All of them as one: the commit log's, if there is one, then the root's, then the others.
     *
     * @param logged whether the first of them writes the commit log
     */
    BoundStatement whole(List<BoundStatement> statements, boolean logged) {
        StatementTemplate[] parts = new StatementTemplate[statements.size()];
        int width = 0;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = statements.get(i).template();
            width += parts[i].sources();
        }
        @Nullable Object[] values = new Object[width];
        int at = 0;
        for (int i = 0; i < parts.length; i++) {
            BoundStatement statement = statements.get(i);
            for (int source = 0; source < parts[i].sources(); source++) {
                values[at++] = statement.value(source);
            }
        }
        return new BoundStatement(whole(new Parts(List.of(parts), logged)), values);
    }

    private StatementTemplate whole(Parts parts) {
        StatementTemplate known = wholes.get(parts);
        if (known != null) {
            return known;
        }
        StatementTemplate made = templates.whole(parts);
        if (wholes.size() >= MAX_CACHED_TEXTS) {
            wholes.clear();
        }
        wholes.put(parts, made);
        return made;
    }
}

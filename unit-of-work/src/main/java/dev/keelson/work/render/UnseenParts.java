package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.value.ColumnType;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The parts of roots that go without having been loaded: nobody knows their keys, so that they go by the key of what they hang on,
 * the deepest first. Thread-safe.
 */
final class UnseenParts {

    private final Policies policies;
    private final StatementProfile profile;
    private final WriteTemplates writes;
    private final Counting counting;
    private final TemplateCache<Below, StatementTemplate> templates;
    private final Map<AggregateModel, Boolean> findable = new ConcurrentHashMap<>();
    private final Map<RowType, AggregateModel> byRoot = new ConcurrentHashMap<>();

    private record Below(AggregateModel model, int table, int roots) {}

    UnseenParts(
            Policies policies,
            StatementProfile profile,
            WriteTemplates writes,
            Counting counting,
            TemplateCaches caches) {
        this.policies = policies;
        this.profile = profile;
        this.writes = writes;
        this.counting = counting;
        this.templates = caches.make("deletes of parts");
    }

    /** Whether such aggregates may go unseen: all their rows are found by the root's key, and nobody has to look at each of them. */
    boolean areFound(AggregateModel model) {
        Boolean known = findable.get(model);
        return known != null ? known : findable.computeIfAbsent(model, this::find);
    }

    private boolean find(AggregateModel model) {
        if (profile.delivery() == Delivery.BATCHES
                || policies.judgeRows()
                || policies.sharedDespite(model.root()).isPresent()
                || model.belonging().carried() != null
                || model.belonging().hiding() != null) {
            return false;
        }
        RowType root = model.root();
        for (int column : root.keyColumns()) {
            if (!isExact(root.column(column).type())) {
                return false;
            }
        }
        for (TableModel table : model.tables()) {
            RowType rows = table.rowType();
            if (table.isTree()
                    || table.recursive()
                    || policies.rule(rows).hide() != null
                    || counting.mayBeRefused(rows)
                    || !isFound(table, root)) {
                return false;
            }
        }
        byRoot.put(root, model);
        return true;
    }

    /** Whether what equals a key is spelled as it is. */
    private static boolean isExact(ColumnType type) {
        return switch (type.kind()) {
            case UUID, SMALLINT, INTEGER, BIGINT -> true;
            default -> false;
        };
    }

    private static boolean isFound(TableModel table, RowType root) {
        return table.parent() != 0 || root.keyColumns().containsAll(table.parentKey());
    }

    /** The statements that delete what hangs on these roots, all of one type. */
    void write(List<Change> changes, int from, int to, Moment moment, List<ScriptStep> steps) {
        if (!(changes.get(from) instanceof DeleteRow delete && delete.unseen())) {
            return;
        }
        RowType root = delete.rowType();
        AggregateModel model = Objects.requireNonNull(byRoot.get(root), "it was asked whether it may go unseen");
        int few = to - from <= Renderer.FEW ? to - from : 0;
        for (int table = model.tables().size() - 1; table > 0; table--) {
            RowType rows = model.tables().get(table).rowType();
            Values values = Values.of(policies.rule(rows), Kind.DELETE, moment, root.keyWidth() * Math.max(1, few));
            if (few == 0) {
                for (int column : root.keyColumns()) {
                    values.addColumn(changes, from, to, column);
                }
            } else {
                for (int i = from; i < to; i++) {
                    for (int column : root.keyColumns()) {
                        values.add(changes.get(i).row().get(column));
                    }
                }
            }
            StatementTemplate template = templates.get(
                    new Below(model, table, few),
                    made -> writes.deleteBelow(
                            made.model(), made.model().tables().get(made.table()), made.roots()));
            steps.add(new ScriptStep.WriteRows(new BoundStatement(template, values.array())));
        }
    }
}

package dev.keelson.work.load.select;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;

/**
 * The way from rows of a table up to their roots: by joins, and through each tree whose nodes do not hold the key of what the tree
 * hangs on by a table expression, which walks from the rows' nodes to the tops. Immutable.
 */
final class Ascent {

    private final AggregateModel model;
    private final TableModel part;
    private final Policies policies;
    private final List<CommonTableExpression<?>> walks = new ArrayList<>();

    /**
     * @param part the table of the rows
     * @param wanted which of its rows; those of others are not walked from
     */
    Ascent(AggregateModel model, TableModel part, Condition wanted, Policies policies) {
        this.model = model;
        this.part = part;
        this.policies = policies;
        for (TableModel at = part; at.parent() >= 0; at = above(at)) {
            if (at.recursive()) {
                walks.add(walk(at, wanted));
            }
        }
    }

    /** The table expressions of the trees, none where joins do. */
    List<CommonTableExpression<?>> walks() {
        return walks;
    }

    /** The joins from the table of the rows to that of their roots. */
    <R extends Record> SelectJoinStep<R> climb(SelectJoinStep<R> from) {
        return climb(from, model.tables().get(0));
    }

    private <R extends Record> SelectJoinStep<R> climb(SelectJoinStep<R> from, TableModel top) {
        SelectJoinStep<R> joined = from;
        for (TableModel at = part; at.index() != top.index(); at = above(at)) {
            joined = at.recursive() ? throughTree(joined, at) : join(joined, at);
        }
        return joined;
    }

    private <R extends Record> SelectJoinStep<R> join(SelectJoinStep<R> from, TableModel table) {
        ScopedTable child = scoped(table);
        ScopedTable parent = scoped(above(table));
        return from.join(parent.table())
                .on(equal(
                        table.parentKey(),
                        parent::field,
                        n -> child.field(table.parentColumns().get(n))));
    }

    private <R extends Record> SelectJoinStep<R> throughTree(SelectJoinStep<R> from, TableModel tree) {
        Name walk = name(tree);
        ScopedTable parent = scoped(above(tree));
        return from.join(DSL.table(walk))
                .on(equal(tree.rowType().keyColumns(), scoped(tree)::field, n -> column(walk, "k", n)))
                .join(parent.table())
                .on(equal(tree.parentKey(), parent::field, n -> column(walk, "p", n)));
    }

    /** Of each node from which the walk starts the key, the node above, and what the top of its tree hangs on. */
    private CommonTableExpression<?> walk(TableModel tree, Condition wanted) {
        Name name = name(tree);
        ScopedTable nodes = scoped(tree);
        List<Field<?>> first = new ArrayList<>();
        List<Field<?>> further = new ArrayList<>();
        List<Name> columns = new ArrayList<>();
        Field<Integer> depth = DSL.field(DSL.name(name, DSL.unquotedName("depth")), Integer.class);
        first.add(DSL.inline(1).as("depth"));
        further.add(depth.add(DSL.inline(1)));
        columns.add(DSL.unquotedName("depth"));
        for (int n = 0; n < tree.rowType().keyWidth(); n++) {
            first.add(nodes.field(tree.rowType().keyColumn(n)));
            further.add(column(name, "k", n));
            columns.add(DSL.unquotedName("k" + n));
        }
        add(tree.nodeColumns(), "n", nodes, first, further, columns);
        add(tree.parentColumns(), "p", nodes, first, further, columns);
        return name.fields(columns.toArray(Name[]::new))
                .as(climb(DSL.selectDistinct(first).from(scoped(part).table()), tree)
                        .where(wanted)
                        .unionAll(DSL.select(further)
                                .from(nodes.table())
                                .join(DSL.table(name))
                                .on(equal(tree.rowType().keyColumns(), nodes::field, n -> column(name, "n", n)))
                                .where(depth.le(DSL.inline(Tree.MAX_DEPTH)))));
    }

    private static void add(
            List<Integer> positions,
            String start,
            ScopedTable nodes,
            List<Field<?>> first,
            List<Field<?>> further,
            List<Name> columns) {
        for (int n = 0; n < positions.size(); n++) {
            first.add(nodes.field(positions.get(n)));
            further.add(nodes.field(positions.get(n)));
            columns.add(DSL.unquotedName(start + n));
        }
    }

    private static Condition equal(
            List<Integer> positions, IntFunction<Field<Object>> column, IntFunction<Field<Object>> other) {
        Condition equal = DSL.noCondition();
        for (int n = 0; n < positions.size(); n++) {
            equal = equal.and(column.apply(positions.get(n)).eq(other.apply(n)));
        }
        return equal;
    }

    private static Field<Object> column(Name walk, String start, int n) {
        return TemplateBuilder.field(walk, start + n);
    }

    private static Name name(TableModel tree) {
        return Names.name("walk" + tree.index());
    }

    private TableModel above(TableModel table) {
        return model.tables().get(table.parent());
    }

    private ScopedTable scoped(TableModel table) {
        return new ScopedTable(table.rowType(), policies);
    }
}

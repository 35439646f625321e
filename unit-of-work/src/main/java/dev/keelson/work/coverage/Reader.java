package dev.keelson.work.coverage;

import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.sql.ScopeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Keyword;
import org.jooq.Name;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.RowCountQuery;
import org.jooq.SQL;
import org.jooq.SelectQuery;
import org.jooq.Table;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * Reads one statement as it is rendered: which restricted tables each select declares, and which conditions must hold for every row of it. Used
 * by one thread, once.
 */
class Reader implements VisitListener {

    /** Columns of two references are equal, so that what restricts the one restricts the other. */
    private record Equal(
            Frame in,
            @Nullable String one,
            String column,
            @Nullable String other,
            @Nullable QueryPart join) {}

    private final Map<String, TableRule> rules;
    private final Moment moment;
    private final Visibility visibility;
    private final List<Frame> frames = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final List<Equal> equals = new ArrayList<>();
    private @Nullable Frame frame;
    private @Nullable String problem;
    private boolean writes;
    private String policy = "tenancy";

    Reader(Map<String, TableRule> rules, Moment moment, Visibility visibility) {
        this.rules = rules;
        this.moment = moment;
        this.visibility = visibility;
    }

    @Override
    public void visitStart(VisitContext visited) {
        if (Parts.above(visited, 1) instanceof SQL) {
            within(visited.queryPart());
        }
        switch (visited.queryPart()) {
            case SelectQuery<?> select -> {
                frame = new Frame(frame);
                frames.add(frame);
            }
            case RowCountQuery write -> {
                writes = true;
                refuse("writes, and only what reads may be sent by it; write by the unit of work");
            }
            case SQL plain -> plain(visited, plain);
            case CommonTableExpression<?> expression -> named(expression);
            case Table<?> table -> {
                if (visited.context().declareTables() && frame != null) {
                    declared(visited, table, frame);
                }
            }
            case QOM.Eq<?> equal -> equal(visited, equal.$arg1(), equal.$arg2());
            case QOM.IsNull absent -> restricts(visited, absent.$arg1(), rule -> filter(rule, absent.$arg1(), null));
            default -> {
                if (frame != null && Parts.isAlias(visited.queryPart())) {
                    frame.isAlias(Parts.above(visited, 1));
                }
            }
        }
    }

    @Override
    public void visitEnd(VisitContext visited) {
        if (visited.queryPart() instanceof SelectQuery<?> && frame != null) {
            frame = frame.around();
        }
    }

    /** An expression that is called as a restricted table makes of each later name one of two. */
    private void named(CommonTableExpression<?> expression) {
        if (rules.containsKey(Parts.lower(expression.getName()))) {
            refuse("has a table expression that is called as the restricted table " + expression.getName()
                    + "; give it another name");
        }
    }

    private void refuse(String why) {
        problem = problem == null ? why : problem;
    }

    private void plain(VisitContext visited, SQL plain) {
        PlainText text = PlainText.of(plain, Parts.above(visited, 1));
        if (text.writes()) {
            writes = true;
            refuse("is plain SQL that may write (" + plain + ")");
        }
        if (!rules.isEmpty() && text.isOpaque(rules.keySet())) {
            refuse("has plain SQL that may read a table, of which nobody can tell what restricts it (" + plain + ")");
        }
    }

    /** What is put into plain SQL as a name, a word or a table is read with it, and nobody can tell how. */
    private void within(QueryPart part) {
        if (!rules.isEmpty() && (part instanceof Name || part instanceof Keyword || part instanceof Table<?>)) {
            refuse("has plain SQL with a name, a keyword or a table put into it (" + part
                    + "), of which nobody can tell what restricts it");
        }
    }

    private void declared(VisitContext visited, Table<?> table, Frame in) {
        if (table instanceof QOM.JoinTable<?, ?> || table instanceof QOM.TableAlias<?>) {
            return;
        }
        in.declares(table);
        String name = Parts.lower(table.getName());
        TableRule rule = rules.get(name);
        if (rule == null) {
            return;
        }
        in.references().add(new Reference(name, Parts.alias(visited, name), rule, Parts.joins(visited)));
    }

    private void equal(VisitContext visited, Field<?> one, Field<?> other) {
        restricts(visited, one, rule -> wall(rule, one, other));
        restricts(visited, other, rule -> wall(rule, other, one));
        restricts(visited, one, rule -> filter(rule, one, other));
        QueryPart around = Parts.around(visited);
        boolean areColumns = Parts.isColumn(one) && Parts.isColumn(other);
        if (around != null && areColumns && frame != null && Parts.column(one).equals(Parts.column(other))) {
            QueryPart join = around instanceof SelectQuery<?> ? null : around;
            equals.add(new Equal(frame, Parts.qualifier(one), Parts.column(one), Parts.qualifier(other), join));
        }
    }

    /** A condition restricts a reference by a column, if it is a restriction of the rule of its table. */
    void restricts(VisitContext visited, Field<?> field, Predicate<TableRule> restriction) {
        QueryPart around = Parts.around(visited);
        Frame in = frame;
        if (around == null || in == null || !Parts.isColumn(field)) {
            return;
        }
        later.add(() -> {
            Reference own = in.own(Parts.qualifier(field));
            boolean always = around instanceof SelectQuery<?> || (own != null && own.isRestrictedBy(around));
            if (own != null && always && restriction.test(own.rule())) {
                own.cover(Parts.column(field));
            }
        });
    }

    private boolean wall(TableRule rule, Field<?> field, Field<?> value) {
        for (PolicyColumn wall : rule.walls()) {
            if (Parts.lower(wall.name()).equals(Parts.column(field)) && isOf(wall, value)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOf(PolicyColumn wall, Field<?> value) {
        if (value instanceof ScopeValue scope) {
            return scope.column().equals(wall);
        }
        if (!(value instanceof Param<?> param) || param.getValue() == null) {
            return false;
        }
        Object current = moment.value(wall);
        return current.equals(param.getValue())
                || String.valueOf(param.getValue()).equals(current.toString());
    }

    private static boolean filter(TableRule rule, Field<?> field, @Nullable Field<?> value) {
        for (Filter filter : rule.filters()) {
            boolean isSeen = filter.seen() == null
                    ? value == null
                    : value instanceof Param<?> param && filter.seen().equals(param.getValue());
            if (isSeen && Parts.lower(filter.column().name()).equals(Parts.column(field))) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong with the statement; null where all is proved. */
    @Nullable
    String problem() {
        if (problem != null) {
            return problem;
        }
        later.forEach(Runnable::run);
        boolean more = true;
        while (more) {
            more = false;
            for (Equal equal : equals) {
                boolean forth = follows(equal.in(), equal.one(), equal.other(), equal);
                boolean back = follows(equal.in(), equal.other(), equal.one(), equal);
                more |= forth || back;
            }
        }
        for (Frame each : frames) {
            for (Reference reference : each.references()) {
                String column = uncovered(reference);
                if (column != null) {
                    return "reads " + reference.table()
                            + (reference.name().equals(reference.table()) ? "" : " as " + reference.name())
                            + ", and nothing restricts it by its column " + column;
                }
            }
        }
        return null;
    }

    /** Whether the one is restricted now since the other is. */
    private static boolean follows(Frame in, @Nullable String one, @Nullable String other, Equal equal) {
        Reference own = in.own(one);
        Reference seen = in.visible(other);
        QueryPart join = equal.join();
        return own != null
                && seen != null
                && seen.isCovered(equal.column())
                && (join == null || own.isRestrictedBy(join))
                && own.cover(equal.column());
    }

    private @Nullable String uncovered(Reference reference) {
        TableRule rule = reference.rule();
        for (PolicyColumn wall : rule.walls()) {
            if (!reference.isCovered(Parts.lower(wall.name()))) {
                policy = wall.noun().equals("tenant") ? "tenancy" : wall.noun();
                return wall.name();
            }
        }
        for (Filter filter : rule.filters()) {
            boolean isLifted = filter.equals(rule.hiding()) && visibility != Visibility.VISIBLE;
            if (!isLifted && !reference.isCovered(Parts.lower(filter.column().name()))) {
                policy = "soft delete";
                return filter.column().name();
            }
        }
        return null;
    }

    /** The selects of the statement. */
    List<Frame> frames() {
        return frames;
    }

    /** Whether any part of the statement writes. */
    boolean writes() {
        return writes;
    }

    /** The policy whose restriction is missing. */
    String policy() {
        return policy;
    }
}

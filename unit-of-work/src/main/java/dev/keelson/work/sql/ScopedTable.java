package dev.keelson.work.sql;

import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A table as statements refer to it, with the predicate that policies put on every reference: the one place where both are
 * made. Immutable, thread-safe.
 */
public final class ScopedTable {

    private final RowType type;
    private final TableRule rule;
    private final Visibility visibility;
    private final Name name;
    private final boolean aliased;

    /** A table whose hidden rows are not seen. */
    public ScopedTable(RowType type, Policies policies) {
        this(type, policies, Visibility.VISIBLE);
    }

    public ScopedTable(RowType type, Policies policies, Visibility visibility) {
        this(type, policies.rule(type), visibility);
    }

    /** A table of which this is said. */
    ScopedTable(RowType type, TableRule rule, Visibility visibility) {
        this(type, rule, visibility, Names.table(type.table()), false);
    }

    private ScopedTable(RowType type, TableRule rule, Visibility visibility, Name name, boolean aliased) {
        this.type = type;
        this.rule = rule;
        this.visibility = visibility;
        this.name = name;
        this.aliased = aliased;
    }

    /** The same table under another name, so that a statement may refer to it more than once. */
    public ScopedTable as(Name alias) {
        return new ScopedTable(type, rule, visibility, alias, true);
    }

    /** A table that a commit writes: of what the domain itself hides, hidden rows are written as well, unless they alone are meant. */
    public static ScopedTable written(RowType type, Policies policies, Visibility visibility) {
        boolean all = visibility == Visibility.VISIBLE && policies.rule(type).isHiddenByDomain();
        return new ScopedTable(type, policies, all ? Visibility.ALL : visibility);
    }

    public Table<Record> table() {
        return aliased ? DSL.table(Names.table(type.table())).as(name) : DSL.table(name);
    }

    /** The rows of it. */
    public RowType rowType() {
        return type;
    }

    /** One of its columns, or one that a policy added. */
    public Field<Object> field(String column) {
        return TemplateBuilder.field(name, column);
    }

    /** The column at this position of its rows. */
    public Field<Object> field(int position) {
        return field(type.column(position).name());
    }

    /** The n-th column of its key. */
    public Column key(int n) {
        return type.column(type.keyColumn(n));
    }

    /** What policies add to it. */
    public TableRule rule() {
        return rule;
    }

    /** A source for each value that the predicate compares with, in the order of the rule's walls. */
    public int[] scopeSources(TemplateBuilder builder) {
        int[] sources = new int[rule.walls().size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = builder.source();
        }
        return sources;
    }

    /** The predicate, with parameters that take these sources. */
    public Condition scope(TemplateBuilder builder, int[] sources) {
        List<PolicyColumn> walls = rule.walls();
        return scope(column -> builder.bind(sources[walls.indexOf(column)], column.type()));
    }

    /** The predicate, with the value that each column is compared with. */
    public Condition scope(Function<PolicyColumn, Field<?>> value) {
        Condition condition = walls(value);
        for (Filter filter : rule.filters()) {
            if (!filter.equals(rule.hiding()) || visibility == Visibility.VISIBLE) {
                condition = condition.and(isSeen(filter));
            } else if (visibility == Visibility.HIDDEN) {
                condition = condition.and(isLeftOut(filter));
            }
        }
        return condition;
    }

    private Condition isSeen(Filter filter) {
        Field<Object> column = field(filter.column().name());
        return filter.seen() == null ? column.isNull() : column.eq(DSL.inline(filter.seen()));
    }

    private Condition isLeftOut(Filter filter) {
        Field<Object> column = field(filter.column().name());
        return filter.seen() == null ? column.isNotNull() : column.ne(DSL.inline(filter.seen()));
    }

    /** Whether rows of it may be hidden, and are seen nonetheless. */
    public boolean showsHidden() {
        return visibility != Visibility.VISIBLE && rule.hiding() != null;
    }

    /** That a row is hidden, where any may be. */
    public Condition isHidden() {
        Filter hiding = rule.hiding();
        return hiding == null ? DSL.falseCondition() : isLeftOut(hiding);
    }

    /** The column that tells which rows are hidden. */
    public String hidingColumn() {
        return Objects.requireNonNull(rule.hiding(), "rows that may be hidden")
                .column()
                .name();
    }

    /** The same column of its rows. */
    public Field<Object> hiding() {
        return field(hidingColumn());
    }

    /**
     * That a row is not hidden by itself: it is seen, or went with what it hangs on by the same removal.
     *
     * @param above the column that tells whether what it hangs on is hidden, and by which removal
     */
    public Condition isOneWith(Field<Object> above) {
        if (visibility == Visibility.EACH) {
            return DSL.noCondition();
        }
        Filter hiding = Objects.requireNonNull(rule.hiding(), "rows that may be hidden");
        Condition seen = isSeen(hiding);
        return hiding.seen() == null ? seen.or(field(hidingColumn()).eq(above)) : seen;
    }

    /** What of the predicate nothing lifts, with parameters that take these sources. */
    public Condition walls(TemplateBuilder builder, int[] sources) {
        List<PolicyColumn> walls = rule.walls();
        return walls(column -> builder.bind(sources[walls.indexOf(column)], column.type()));
    }

    private Condition walls(Function<PolicyColumn, Field<?>> value) {
        Condition condition = DSL.noCondition();
        for (PolicyColumn column : rule.walls()) {
            condition = condition.and(field(column.name()).eq(TemplateBuilder.untyped(value.apply(column))));
        }
        return condition;
    }

    /** Whether a filter leaves a row out, or null where there is none. */
    public @Nullable Condition filtered() {
        Condition filtered = null;
        for (Filter filter : rule.filters()) {
            filtered = filtered == null ? isLeftOut(filter) : filtered.or(isLeftOut(filter));
        }
        return filtered;
    }

    /** That a row has this key: a parameter of its own for each column of it. */
    public Condition keyIs(TemplateBuilder builder) {
        return keyIs(column -> builder.bind(column.type()));
    }

    /** That a row has this key, with the value that each column of it is compared with. */
    public Condition keyIs(Function<Column, Field<?>> value) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < type.keyWidth(); n++) {
            Column column = key(n);
            Field<Object> given = TemplateBuilder.untyped(value.apply(column));
            condition = condition.and(
                    column.nullable()
                            ? field(column.name()).isNotDistinctFrom(given)
                            : field(column.name()).eq(given));
        }
        return condition;
    }
}

package dev.keelson.work.render;

import dev.keelson.work.change.Change;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Statements that count, after a constraint refused a commit, the hidden rows that stand in its way: rows that are hidden
 * themselves, or hang on one that is. Where a row that is not hidden does so too, they give nothing: that one is the cause, and an
 * index may not look at hidden ones at all. They are made anew each time. Thread-safe.
 */
final class HiddenLookups {

    private final Policies policies;
    private final StatementProfile profile;

    HiddenLookups(Policies policies, StatementProfile profile) {
        this.policies = policies;
        this.profile = profile;
    }

    /** One value that rows must have. */
    private record Wanted(Column column, Object value) {}

    /**
     * Counts hidden rows that have the values of a row in these columns; null where no row there may be hidden, or the columns do
     * not tell.
     */
    @Nullable
    BoundStatement holders(Change change, List<String> columns, Moment moment) {
        Row row = change.row();
        RowType type = row.type();
        List<Wanted> wanted = new ArrayList<>();
        for (String name : columns) {
            int position = type.position(name);
            if (position >= 0) {
                Object value = row.get(position);
                if (value == null || type.column(position).encryption() != null) {
                    return null;
                }
                wanted.add(new Wanted(type.column(position), value));
            } else if (policies.rule(type).walls().stream()
                    .noneMatch(wall -> wall.name().equals(name))) {
                return null;
            }
        }
        return wanted.isEmpty() ? null : hidden(type, wanted, change instanceof InsertRow ? null : row, false, moment);
    }

    /** Counts hidden rows of the tables of a name that refer to a row, table by table. */
    List<BoundStatement> referrers(Row target, @Nullable String table, Moment moment) {
        List<BoundStatement> referrers = new ArrayList<>();
        for (RowType from : policies.mapped()) {
            for (ForeignKey reference : from.foreignKeys()) {
                boolean isMeant = from.table().name().equals(table)
                        && reference.target().equals(target.type().table());
                boolean goesToo = policies.leadsUp(from, reference);
                BoundStatement referring =
                        isMeant ? hidden(from, wanted(from, reference, target), null, goesToo, moment) : null;
                if (referring != null) {
                    referrers.add(referring);
                }
            }
        }
        return referrers;
    }

    private static List<Wanted> wanted(RowType from, ForeignKey reference, Row target) {
        List<Wanted> wanted = new ArrayList<>();
        for (int n = 0; n < reference.columns().size(); n++) {
            Object value =
                    target.get(target.type().position(reference.targetColumns().get(n)));
            if (value != null) {
                wanted.add(new Wanted(from.column(reference.columns().get(n)), value));
            }
        }
        return wanted;
    }

    /**
     * @param own the row that takes values, which may be hidden and does not stand in its own way; null where none does
     * @param goToo whether those that are not hidden go in the same commit, and so are no cause
     */
    private @Nullable BoundStatement hidden(
            RowType type, List<Wanted> wanted, @Nullable Row own, boolean goToo, Moment moment) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        List<@Nullable Object> values = new ArrayList<>();
        ScopedTable rows = new ScopedTable(type, policies, Visibility.ALL);
        SelectJoinStep<Record1<Integer>> from = DSL.selectCount().from(rows.table());
        Condition restricted = walls(rows, builder, moment, values);
        Condition hidden = DSL.noCondition();
        for (Wanted one : wanted) {
            values.add(one.value());
            restricted = restricted.and(rows.field(one.column().name())
                    .eq(TemplateBuilder.untyped(builder.bind(one.column().type()))));
        }
        if (own != null) {
            for (int n = 0; n < type.keyWidth(); n++) {
                values.add(own.get(type.keyColumn(n)));
            }
            restricted = restricted.andNot(rows.keyIs(builder));
        }
        ScopedTable at = rows;
        for (RowType row = type; row != null; ) {
            hidden = at.showsHidden() ? hidden.or(at.isHidden()) : hidden;
            ForeignKey up = up(row);
            RowType above = up == null ? null : above(up);
            if (up != null && above != null) {
                ScopedTable parent = new ScopedTable(above, policies, Visibility.ALL);
                from = from.join(parent.table()).on(refersTo(row, up, at, parent));
                restricted = restricted.and(walls(parent, builder, moment, values));
                at = parent;
            }
            row = above;
        }
        if (hidden.equals(DSL.noCondition())) {
            return null;
        }
        Select<?> select = goToo
                ? from.where(restricted.and(hidden))
                : from.where(restricted)
                        .having(DSL.count().filterWhere(DSL.not(hidden)).eq(DSL.inline(0)));
        return new BoundStatement(builder.build(select), values.toArray());
    }

    private static Condition walls(
            ScopedTable table, TemplateBuilder builder, Moment moment, List<@Nullable Object> values) {
        Condition walls = table.walls(builder, table.scopeSources(builder));
        for (PolicyColumn wall : table.rule().walls()) {
            values.add(moment.value(wall));
        }
        return walls;
    }

    private static Condition refersTo(RowType row, ForeignKey up, ScopedTable child, ScopedTable parent) {
        Condition same = DSL.noCondition();
        for (int n = 0; n < up.columns().size(); n++) {
            same = same.and(child.field(row.column(up.columns().get(n)).name())
                    .eq(parent.field(up.targetColumns().get(n))));
        }
        return same;
    }

    private static @Nullable ForeignKey up(RowType row) {
        for (ForeignKey reference : row.foreignKeys()) {
            if (reference.toParent() && !reference.target().equals(row.table())) {
                return reference;
            }
        }
        return null;
    }

    private @Nullable RowType above(ForeignKey up) {
        for (RowType mapped : policies.mapped()) {
            if (mapped.table().equals(up.target())) {
                return mapped;
            }
        }
        return null;
    }
}

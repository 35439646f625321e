package dev.keelson.work.load.select;

import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.ScopedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.WithStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The statements that find, page by page, what is hidden and may go for good. Each is made anew. Immutable, thread-safe. */
public final class HiddenKeys {

    private final Policies policies;
    private final Class<?> type;

    /**
     * @param type what roots must be, which may be a type within a hierarchy
     */
    public HiddenKeys(Policies policies, Class<?> type) {
        this.policies = policies;
        this.type = type;
    }

    /**
     * The keys of hidden roots, in their order.
     *
     * @param before the value of the column that tells when a row was hidden, above which nothing is looked for; null for all
     * @param after the key after which the page begins, or null for the first
     */
    public Select<?> roots(
            AggregateModel model,
            @Nullable Object before,
            @Nullable Object @Nullable [] after,
            int most,
            Moment moment) {
        ScopedTable root = new ScopedTable(model.root(), policies, Visibility.HIDDEN);
        List<Field<Object>> key = key(root, model.root());
        Condition wanted = root.scope(ColumnBinding.values(moment))
                .and(Discriminators.areOf(type, model, root))
                .and(isBefore(root, before))
                .and(isAfter(model.root(), key, after));
        return DSL.select(key).from(root.table()).where(wanted).orderBy(key).limit(most);
    }

    /** The keys of roots that live on and lost rows of a table that are hidden, in their order; otherwise as of roots. */
    public Select<?> owners(
            AggregateModel model,
            TableModel part,
            @Nullable Object before,
            @Nullable Object @Nullable [] after,
            int most,
            Moment moment) {
        ScopedTable root = new ScopedTable(model.root(), policies);
        List<Field<Object>> key = key(root, model.root());
        Condition wanted = root.scope(ColumnBinding.values(moment))
                .and(Discriminators.areOf(type, model, root))
                .and(isAfter(model.root(), key, after));
        ScopedTable rows = new ScopedTable(part.rowType(), policies, Visibility.HIDDEN);
        Condition lost = rows.scope(ColumnBinding.values(moment)).and(isBefore(rows, before));
        Ascent ascent = new Ascent(model, part, lost, policies);
        return ascent.climb(with(ascent).selectDistinct(key).from(rows.table()))
                .where(wanted.and(lost))
                .orderBy(key)
                .limit(most);
    }

    /** The keys of hidden rows of a table that hang on these roots, whatever is between. */
    public Select<?> parts(
            AggregateModel model,
            TableModel part,
            @Nullable Object before,
            List<@Nullable Object[]> roots,
            Moment moment) {
        ScopedTable root = new ScopedTable(model.root(), policies);
        ScopedTable rows = new ScopedTable(part.rowType(), policies, Visibility.HIDDEN);
        List<Field<Object>> key = key(root, model.root());
        Condition among = DSL.noCondition();
        for (@Nullable Object[] wanted : roots) {
            among = among.or(isEqual(model.root(), key, wanted));
        }
        Condition lost = rows.scope(ColumnBinding.values(moment)).and(isBefore(rows, before));
        Ascent ascent = new Ascent(model, part, lost, policies);
        return ascent.climb(with(ascent).select(key(rows, part.rowType())).from(rows.table()))
                .where(root.scope(ColumnBinding.values(moment)).and(lost).and(among));
    }

    private static WithStep with(Ascent ascent) {
        return DSL.withRecursive(ascent.walks());
    }

    private static Condition isBefore(ScopedTable rows, @Nullable Object before) {
        Filter hiding = Objects.requireNonNull(rows.rule().hiding(), "rows that may be hidden");
        return before == null
                ? DSL.noCondition()
                : rows.field(hiding.column().name())
                        .lt(DSL.val(
                                before,
                                ColumnBinding.of(
                                        hiding.column().type(), hiding.column().noun())));
    }

    /** Keys in their order: a later part tells only where those before it are the same. */
    private static Condition isAfter(RowType type, List<Field<Object>> key, @Nullable Object @Nullable [] after) {
        Condition isAfter = DSL.noCondition();
        Condition isSame = DSL.noCondition();
        for (int n = 0; after != null && n < key.size(); n++) {
            Field<Object> part = KeyArrays.value(type, type.keyColumn(n), after[n]);
            isAfter = isAfter.or(isSame.and(key.get(n).gt(part)));
            isSame = isSame.and(key.get(n).eq(part));
        }
        return isAfter;
    }

    private static Condition isEqual(RowType type, List<Field<Object>> key, @Nullable Object[] wanted) {
        Condition isEqual = DSL.noCondition();
        for (int n = 0; n < key.size(); n++) {
            isEqual = isEqual.and(key.get(n).eq(KeyArrays.value(type, type.keyColumn(n), wanted[n])));
        }
        return isEqual;
    }

    private static List<Field<Object>> key(ScopedTable rows, RowType type) {
        List<Field<Object>> key = new ArrayList<>();
        for (int n = 0; n < type.keyWidth(); n++) {
            key.add(rows.field(type.keyColumn(n)));
        }
        return key;
    }
}

package dev.keelson.work.load;

import dev.keelson.value.ColumnType;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.sql.ArrayRows;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * How aggregates of one type are loaded by identifier: the statement for one and the one for many, each rendered once.
 * Immutable, thread-safe.
 */
final class LoadPlan {

    private final AggregateModel model;
    private final Slots slots;
    private final Branches branches;
    private final StatementTemplate one;
    private final StatementTemplate many;

    LoadPlan(AggregateModel model, Policies policies) {
        this.model = model;
        this.slots = new Slots(model);
        this.branches = new Branches(model, policies, slots);
        ScopedTable root = new ScopedTable(model.root(), policies);
        this.one = render(root, this::equal);
        this.many = render(root, this::among);
    }

    Slots slots() {
        return slots;
    }

    Branches branches() {
        return branches;
    }

    /** Its sources: the parts of the key, then the policies' values. */
    StatementTemplate one() {
        return one;
    }

    /** Its sources: for each part of the key an array, then the policies' values. */
    StatementTemplate many() {
        return many;
    }

    /** How columns are compared with the keys asked for, the n-th source being the n-th part. */
    @FunctionalInterface
    private interface KeyComparison {
        Condition of(TemplateBuilder builder, List<Field<Object>> columns);
    }

    private StatementTemplate render(ScopedTable root, KeyComparison comparison) {
        TemplateBuilder builder = new TemplateBuilder();
        for (int n = 0; n < model.root().keyWidth(); n++) {
            builder.source();
        }
        int[] scopeSources = root.scopeSources(builder);
        List<PolicyColumn> scopes = root.rule().scopes();
        Function<PolicyColumn, Field<?>> scope =
                column -> builder.bind(scopeSources[scopes.indexOf(column)], column.type());
        return builder.build(branches.ofKeys(columns -> comparison.of(builder, columns), scope));
    }

    private Condition equal(TemplateBuilder builder, List<Field<Object>> columns) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < columns.size(); n++) {
            Field<Object> part = TemplateBuilder.untyped(builder.bind(n, keyType(n)));
            condition = condition.and(columns.get(n).eq(part));
        }
        return condition;
    }

    private Condition among(TemplateBuilder builder, List<Field<Object>> columns) {
        if (columns.size() == 1) {
            return TemplateBuilder.anyOf(columns.get(0), builder.bindArray(0, keyType(0)));
        }
        ArrayRows keys = new ArrayRows(builder, "k", model.root());
        List<Field<?>> parts = new ArrayList<>();
        for (int n = 0; n < columns.size(); n++) {
            parts.add(keys.column(n, keyType(n)));
        }
        return DSL.row(columns).in(DSL.select(parts).from(keys.table()));
    }

    private ColumnType keyType(int n) {
        return model.root().column(model.root().keyColumn(n)).type();
    }
}

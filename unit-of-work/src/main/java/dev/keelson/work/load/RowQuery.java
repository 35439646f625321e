package dev.keelson.work.load;

import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.work.database.Database;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.TemplateBuilder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Loads the aggregates whose roots fulfil a condition, in one statement: the roots are a common table expression that is
 * evaluated once, and every branch joins it. Immutable; whoever queries makes one.
 *
 * @param model the aggregate
 * @param condition over the root's table
 * @param order how the roots are sorted, none for no order
 * @param limit how many at most, or null
 */
public record RowQuery(
        AggregateModel model,
        Condition condition,
        List<OrderField<?>> order,
        @Nullable Integer limit) {

    private static final int MAX_ROWS = 1_000_000;
    private static final Settings SETTINGS = new Settings()
            .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_QUOTED)
            .withExecuteLogging(false);

    /** The aggregates in the order asked for. */
    public List<Loaded> list(Loader loader, WorkContext context) {
        LoadPlan plan = loader.plan(model);
        return read(loader, "query " + model.name(), statement(plan, loader, context), result -> {
            LoadedRows rows = new LoadedRows(model);
            rows.readOrdered(result, plan.slots(), MAX_ROWS);
            return loader.hydrate(model, rows);
        });
    }

    /** How many aggregates there are, whatever the limit. */
    public long count(Loader loader, WorkContext context) {
        ScopedTable root = new ScopedTable(model.root(), loader.policies());
        Select<?> count = DSL.selectCount().from(root.table()).where(restricted(root, context));
        return read(loader, "count " + model.name(), count, result -> {
            result.next();
            return result.getLong(1);
        });
    }

    /** jOOQ binds the values of the application's own conditions. */
    private static <T> T read(Loader loader, String attempted, Select<?> select, Database.Reader<T> reader) {
        return loader.database().use(() -> attempted, null, connection -> {
            DSLContext dsl = DSL.using(connection, SQLDialect.POSTGRES, SETTINGS);
            try (Cursor<?> cursor = dsl.fetchLazy(select)) {
                return reader.read(Objects.requireNonNull(cursor.resultSet(), "an open cursor has rows"));
            } catch (DataAccessException failure) {
                if (failure.getCause() instanceof SQLException known) {
                    throw new DatabaseException(attempted, dsl.render(select), known.getSQLState(), known);
                }
                throw failure;
            }
        });
    }

    private Select<?> statement(LoadPlan plan, Loader loader, WorkContext context) {
        ScopedTable root = new ScopedTable(model.root(), loader.policies());
        List<Field<?>> columns = new ArrayList<>();
        List<Name> names = new ArrayList<>();
        for (int column = 0; column < model.root().width(); column++) {
            columns.add(root.field(column));
            names.add(DSL.unquotedName(Branches.column(column)));
        }
        columns.add(DSL.rowNumber().over(DSL.orderBy(order)));
        names.add(DSL.unquotedName(Branches.PLACE));
        SelectLimitStep<Record> matching = DSL.select(columns)
                .from(root.table())
                .where(restricted(root, context))
                .orderBy(order);
        Select<Record> limited = limit == null ? matching : matching.limit(limit);
        Name name = Names.beside(
                "roots",
                model.tables().stream().map(table -> table.rowType().table()).toList());
        CommonTableExpression<Record> roots =
                name.fields(names.toArray(Name[]::new)).asMaterialized(limited);
        Table<?> union = plan.branches()
                .ofSelected(name, column -> value(column, context))
                .asTable(DSL.unquotedName("loaded"));
        return DSL.with(roots).select(DSL.asterisk()).from(union);
    }

    private Condition restricted(ScopedTable root, WorkContext context) {
        return root.scope(column -> value(column, context)).and(condition);
    }

    private static Field<?> value(PolicyColumn column, WorkContext context) {
        return DSL.val(column.value().apply(context), TemplateBuilder.dataType(column.type()));
    }
}

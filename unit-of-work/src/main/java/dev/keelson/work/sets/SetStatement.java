package dev.keelson.work.sets;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.load.select.Discriminators;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.render.Marker;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopeValue;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.QueryPart;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * One set-based write as one statement: what is hit is selected and its roots locked, in the order of their keys; common table expressions
 * write the rows of each table; and the statement itself counts the roots, and tells which of those that the unit of work holds are
 * among them. All its parts see the rows as they were before. Used by one thread, once.
 */
final class SetStatement {

    private final SetWrite write;
    private final SetTarget target;
    private final StatementProfile profile;
    private final Policies policies;
    private final SentValues values;
    private final Name hit;
    private final IdentityHashMap<Assignment, Integer> sources = new IdentityHashMap<>();
    private final IdentityHashMap<Assignment, String> computed = new IdentityHashMap<>();
    private final Condition isOfType;

    SetStatement(SetWrite write, StatementProfile profile, Policies policies, Moment moment) {
        this.write = write;
        this.target = write.target();
        this.profile = profile;
        this.policies = policies;
        this.values = new SentValues(target.label(), profile, moment);
        this.hit = Names.beside("hit", tables());
        this.isOfType = Discriminators.areOf(target.type(), target.model(), table(root()));
        values.take(isOfType);
        values.take(write.condition());
        for (Assignment one : write.assignments()) {
            if (one.expression() != null) {
                values.take(one.expression());
                computed.put(one, "v" + computed.size());
            } else {
                sources.put(one, values.source(one.value()));
            }
        }
    }

    /** A name for a table expression that no table of the aggregates has. */
    Name free(String wanted) {
        return Names.beside(wanted, tables());
    }

    private List<TableName> tables() {
        return target.model().tables().stream()
                .map(table -> table.rowType().table())
                .toList();
    }

    SentValues values() {
        return values;
    }

    SetWrite write() {
        return write;
    }

    Policies policies() {
        return policies;
    }

    StatementProfile profile() {
        return profile;
    }

    TableModel root() {
        return target.model().tables().get(0);
    }

    /** A table of the aggregates, whose hidden rows are not hit. */
    ScopedTable table(TableModel table) {
        return new ScopedTable(table.rowType(), policies, Visibility.VISIBLE);
    }

    boolean isOfRoots() {
        return target.isOfRoots();
    }

    /** What is hit, as a table that others join. */
    Table<?> hit() {
        return DSL.table(hit);
    }

    /** A column of what is hit, of the root's row or of the part's. */
    Field<Object> hit(TableModel table, int column) {
        return hit(hit, table, column);
    }

    Field<Object> hit(Name as, TableModel table, int column) {
        return TemplateBuilder.field(as, name(table, column));
    }

    private static String name(TableModel table, int column) {
        return (table.parent() < 0 ? "k" : "p") + column;
    }

    /** What a column of a row that is hit becomes. */
    Field<Object> value(Assignment one) {
        if (one.expression() != null) {
            return TemplateBuilder.field(hit, computed(one));
        }
        return given(one);
    }

    private Field<Object> given(Assignment one) {
        return values.bound(Objects.requireNonNull(sources.get(one), "each has its value"), type(one));
    }

    private String computed(Assignment one) {
        return Objects.requireNonNull(computed.get(one), "each has its name");
    }

    private static ColumnType type(Assignment one) {
        return one.table().rowType().column(one.column()).type();
    }

    /** The columns of a table of what is hit by which other rows hang on it, and those of its key. */
    private Set<Integer> known(TableModel table) {
        Set<Integer> columns = new TreeSet<>(table.rowType().keyColumns());
        columns.addAll(table.parent() < 0 ? List.of() : table.parentColumns());
        for (TableModel child : target.model().tables()) {
            if (child.parent() == table.index()) {
                columns.addAll(child.parentKey());
            }
        }
        return columns;
    }

    /** What is hit: its keys, and what is computed of it. */
    Select<?> select() {
        TableModel root = root();
        ScopedTable roots = table(root);
        Table<?> from = roots.table();
        for (TableModel extension : target.model().extensions()) {
            ScopedTable further = table(extension);
            from = from.leftJoin(further.table()).on(hangs(extension, roots).and(further.scope(ScopeValue::new)));
        }
        List<Field<?>> fields = new ArrayList<>();
        known(root).forEach(column -> fields.add(roots.field(column).as(DSL.unquotedName(name(root, column)))));
        ScopedTable above = roots;
        for (TableModel step : target.way()) {
            ScopedTable further = table(step);
            from = from.join(further.table()).on(hangs(step, above).and(further.scope(ScopeValue::new)));
            above = further;
        }
        if (!target.isOfRoots()) {
            ScopedTable parts = above;
            known(target.table())
                    .forEach(column ->
                            fields.add(parts.field(column).as(DSL.unquotedName(name(target.table(), column)))));
        }
        for (Assignment one : write.assignments()) {
            if (one.expression() != null) {
                fields.add(one.expression().as(DSL.unquotedName(computed(one))));
            }
        }
        List<OrderField<?>> order = new ArrayList<>();
        root.rowType().keyColumns().forEach(column -> order.add(roots.field(column)));
        return profile.dialect()
                .locks()
                .update(
                        DSL.select(fields)
                                .from(from)
                                .where(roots.scope(ScopeValue::new)
                                        .and(isOfType)
                                        .and(write.condition())
                                        .and(differs()))
                                .orderBy(order),
                        write.deletes()
                                && target.isOfRoots()
                                && policies.rule(root.rowType()).hide() == null)
                .of(roots.table());
    }

    /** That a row hangs on one of the table above it. */
    private Condition hangs(TableModel table, ScopedTable above) {
        return hangs(table, table(table), above::field);
    }

    private static Condition hangs(TableModel table, ScopedTable rows, IntFunction<Field<Object>> above) {
        Condition hangs = DSL.noCondition();
        for (int n = 0; n < table.parentColumns().size(); n++) {
            hangs = hangs.and(rows.field(table.parentColumns().get(n))
                    .eq(above.apply(table.parentKey().get(n))));
        }
        return hangs;
    }

    /** That a row hangs on what is hit, by the tables between, which are added. */
    Condition hangsOnHit(TableModel table, List<Table<?>> between) {
        TableModel above = target.model().tables().get(table.parent());
        if (above.index() == target.table().index()) {
            return hangs(table, table(table), column -> hit(above, column));
        }
        ScopedTable parent = table(above);
        between.add(parent.table());
        return hangs(table, parent).and(scope(parent)).and(hangsOnHit(above, between));
    }

    /** That a row is one of what is hit. */
    Condition isHit(TableModel table) {
        return isHit(table, hit);
    }

    Condition isHit(TableModel table, Name as) {
        RowType rows = table.rowType();
        return table(table).keyIs(column -> hit(as, table, rows.position(column.name())));
    }

    /** The predicate of the policies on a table that is written. */
    Condition scope(ScopedTable table) {
        return table.scope(values::scope);
    }

    /** A loop writes those alone whose values differ. */
    private Condition differs() {
        Condition differs = DSL.noCondition();
        for (Assignment one : write.assignments()) {
            Field<Object> before = table(one.table()).field(one.column());
            Field<?> after = one.expression() == null ? given(one) : one.expression();
            differs = differs.or(differ(before, after, one.table().rowType().column(one.column())));
        }
        return differs;
    }

    private static Condition differ(Field<Object> before, Field<?> after, Column column) {
        ColumnType type = column.type();
        boolean isScaled = type.kind() != Kind.NUMERIC || type.scale() >= 0;
        return switch (type.kind()) {
            case JSON -> before.cast(SQLDataType.JSONB).isDistinctFrom(after.cast(SQLDataType.JSONB));
            case OTHER -> before.cast(SQLDataType.CLOB).isDistinctFrom(after.cast(SQLDataType.CLOB));
            case NUMERIC ->
                isScaled
                        ? before.isDistinctFrom(TemplateBuilder.untyped(after))
                        : before.cast(SQLDataType.CLOB).isDistinctFrom(after.cast(SQLDataType.CLOB));
            default -> before.isDistinctFrom(TemplateBuilder.untyped(after));
        };
    }

    /**
     * All of it.
     *
     * @param select what is hit, proved
     * @param held the roots that the unit of work holds
     * @param place of the write among those of the commit
     * @param again whether an earlier write of the same commit may have raised the versions of some of these roots
     */
    BoundStatement whole(Select<?> select, Hits held, int place, boolean again, Moment moment, Marker marker) {
        List<QueryPart> parts = new ArrayList<>();
        parts.add(DSL.sql("{0} as materialized ({1})", hit, select));
        HitAnswer answer = new HitAnswer(this, marker, place);
        parts.add(answer.total());
        RowWrites writes = new RowWrites(this, moment, again);
        Map<String, QueryPart> rows = writes.of(target);
        String ofRoots = writes.ofRoots();
        rows.forEach((name, row) -> parts.add(
                DSL.sql(name.equals(ofRoots) ? "{0} as ({1} returning 1)" : "{0} as ({1})", free(name), row)));
        Name counted = ofRoots == null ? null : free(ofRoots);
        return values.statement(DSL.query("with {0} {1}", DSL.list(parts), answer.of(held, counted)));
    }
}

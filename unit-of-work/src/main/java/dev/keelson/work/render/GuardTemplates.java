package dev.keelson.work.render;

import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.ArrayRows;
import dev.keelson.work.sql.CountedWrite;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectSeekStep1;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The texts that lock roots and check their versions. A stale root must stop the commit on the server, since its COMMIT
 * is already on the way: the guard casts a text to a number, which fails, and the server's message brings the text back.
 * The text holds places and versions, never identifiers, since it may land in the server's log. Thread-safe.
 */
final class GuardTemplates {

    private static final String KEYS = "k";
    private static final Name STALE = DSL.unquotedName("g");

    /**
     * Some roots of one table, side by side in the order of locks.
     *
     * @param type their row type
     * @param seen whether they are hidden, or may be
     * @param rows how many, or 0 for any number of them as arrays
     * @param unversioned whether some were stored without a version, so that its absence does not tell that they are gone
     */
    record Group(RowType type, Visibility seen, int rows, boolean unversioned) {}

    private final Policies policies;
    private final StatementProfile profile;

    GuardTemplates(Policies policies, StatementProfile profile) {
        this.policies = policies;
        this.profile = profile;
    }

    /**
     * Locks one root: the scopes' values, the key. In batches it gives back the version, or 1 where there is none.
     *
     * @param counted whether it fails where it locks none; then the marker comes last
     */
    StatementTemplate lock(RowType type, Visibility seen, boolean exclusive, boolean counted) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        ScopedTable table = new ScopedTable(type, policies, seen);
        Condition scope = table.scope(builder, table.scopeSources(builder));
        Field<?> given = profile.delivery() == Delivery.BATCHES && type.version() >= 0
                ? table.field(type.version())
                : DSL.inline(1);
        SelectConditionStep<?> select = DSL.select(given).from(table.table()).where(scope.and(table.keyIs(builder)));
        Select<?> locking = profile.dialect().locks().update(select, exclusive);
        return builder.build(counted ? CountedWrite.locking(builder, locking, type, 1) : locking);
    }

    /**
     * Locks any number of roots in the order of the arrays: the scopes' values, an array a key column, the places.
     *
     * @param counted whether it fails where it does not lock all; then their number and the marker come last
     */
    StatementTemplate lockAll(RowType type, Visibility seen, boolean exclusive, boolean counted) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        ScopedTable table = new ScopedTable(type, policies, seen);
        Condition scope = table.scope(builder, table.scopeSources(builder));
        ArrayRows rows = new ArrayRows(builder, KEYS, type);
        Condition key = table.keyIs(column -> rows.column(column.type()));
        Field<Object> place = rows.column(ColumnType.integer());
        SelectSeekStep1<?, Object> select = DSL.select(DSL.inline(1))
                .from(table.table())
                .join(rows.table())
                .on(key)
                .where(scope)
                .orderBy(place);
        Select<?> locking = profile.dialect().locks().update(select, exclusive).of(table.table());
        return builder.build(counted ? CountedWrite.locking(builder, locking, type, 0) : locking);
    }

    /**
     * Checks roots of all tables in one statement, so that all stale ones are told together. Sources: the marker, then
     * for each group the scopes' values and, row by row or as arrays, place, key and expected version.
     */
    StatementTemplate guard(List<Group> groups) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        Field<String> marker = text(builder.bind(ColumnType.text()));
        Select<Record1<String>> stale = null;
        for (Group group : groups) {
            ScopedTable table = new ScopedTable(group.type(), policies, group.seen());
            int[] scopes = table.scopeSources(builder);
            for (int row = 0; row < Math.max(1, group.rows()); row++) {
                Select<Record1<String>> one = group.rows() == 0
                        ? staleAmong(builder, group, table, scopes)
                        : stale(builder, group, table, scopes);
                stale = stale == null ? one : stale.unionAll(one);
            }
        }
        if (stale == null) {
            throw new IllegalArgumentException("nothing to guard");
        }
        Table<?> found = stale.asTable(STALE, DSL.unquotedName("s"));
        Field<String> places =
                DSL.aggregate("string_agg", SQLDataType.CLOB, text(TemplateBuilder.field(STALE, "s")), DSL.inline(","));
        return builder.build(DSL.select(marker.concat(places).cast(SQLDataType.INTEGER))
                .from(found)
                .having(DSL.count().gt(DSL.inline(0))));
    }

    /** One root: gives a row only if it is not as expected. */
    private static Select<Record1<String>> stale(
            TemplateBuilder builder, Group group, ScopedTable table, int[] scopes) {
        RowType type = group.type();
        Field<String> place = text(builder.bind(ColumnType.text()));
        Condition key = table.keyIs(builder);
        Field<?> found =
                type.version() < 0 ? DSL.nullif(DSL.count(), DSL.inline(0)) : DSL.max(table.field(type.version()));
        Condition unexpected = type.version() < 0
                ? found.isNull()
                : TemplateBuilder.untyped(found)
                        .isDistinctFrom(TemplateBuilder.untyped(
                                builder.bind(type.column(type.version()).type())));
        if (group.unversioned()) {
            unexpected = DSL.count().eq(DSL.inline(0)).or(unexpected);
        }
        return DSL.select(place.concat(Marker.versionOrGone(found)))
                .from(table.table())
                .where(table.scope(builder, scopes).and(key))
                .having(unexpected);
    }

    /** Any number of roots as arrays: gives a row for each that is not as expected. */
    private static Select<Record1<String>> staleAmong(
            TemplateBuilder builder, Group group, ScopedTable table, int[] scopes) {
        RowType type = group.type();
        ArrayRows rows = new ArrayRows(builder, KEYS, type);
        Field<String> place = text(rows.column(ColumnType.text()));
        Condition key = table.keyIs(column -> rows.column(column.type()));
        Condition gone = table.field(type.keyColumn(0)).isNull();
        Condition unexpected = gone;
        Field<String> state = Marker.gone();
        if (type.version() >= 0) {
            Field<Object> found = table.field(type.version());
            unexpected =
                    found.isDistinctFrom(rows.column(type.column(type.version()).type()));
            unexpected = group.unversioned() ? gone.or(unexpected) : unexpected;
            state = Marker.versionOrGone(found);
        }
        return DSL.select(place.concat(state))
                .from(rows.table())
                .leftJoin(table.table())
                .on(key.and(table.scope(builder, scopes)))
                .where(unexpected);
    }

    private static Field<String> text(Field<?> field) {
        @SuppressWarnings("unchecked") // places and markers are texts
        Field<String> text = (Field<String>) field;
        return text;
    }
}

package dev.keelson.work.render;

import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.GuardMarker;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The texts that lock roots and check their versions. A stale root must stop the commit on the server, since its COMMIT
 * is already on the way: the guard casts a text to a number, which fails, and the server's message brings the text back.
 * The text holds places and versions, never identifiers, since it may land in the server's log. Thread-safe.
 */
final class GuardTemplates {

    private static final Name KEYS = DSL.unquotedName("k");
    private static final Name STALE = DSL.unquotedName("g");

    /**
     * Some roots of one table, side by side in the order of locks.
     *
     * @param type their row type
     * @param rows how many, or 0 for any number of them as arrays
     */
    record Group(RowType type, int rows) {}

    private final Policies policies;

    GuardTemplates(Policies policies) {
        this.policies = policies;
    }

    /** Locks one root: the scopes' values, the key. */
    StatementTemplate lock(RowType type, boolean removed) {
        TemplateBuilder builder = new TemplateBuilder();
        var select = DSL.select(DSL.inline(1))
                .from(table(type))
                .where(scoped(builder, type).and(key(builder, type)));
        return builder.build(removed ? select.forUpdate() : select.forNoKeyUpdate());
    }

    /** Locks any number of roots in the order of the arrays: the scopes' values, an array a key column, the places. */
    StatementTemplate lockAll(RowType type, boolean removed) {
        TemplateBuilder builder = new TemplateBuilder();
        Condition scoped = scoped(builder, type);
        List<Field<?>> arrays = new ArrayList<>();
        Condition keys = keys(builder, type, arrays);
        Field<Object> place = TemplateBuilder.field(KEYS, "c" + arrays.size());
        arrays.add(builder.bindArray(builder.source(), ColumnType.integer()));
        var select = DSL.select(DSL.inline(1))
                .from(table(type))
                .join(TemplateBuilder.unnest(KEYS, arrays))
                .on(keys)
                .where(scoped)
                .orderBy(place);
        return builder.build(
                removed
                        ? select.forUpdate().of(table(type))
                        : select.forNoKeyUpdate().of(table(type)));
    }

    /**
     * Checks roots of all tables in one statement, so that all stale ones are told together. Sources: the marker, then
     * for each group the scopes' values and, row by row or as arrays, place, key and expected version.
     */
    StatementTemplate guard(List<Group> groups) {
        TemplateBuilder builder = new TemplateBuilder();
        Field<String> marker = text(builder.bind(ColumnType.text()));
        Select<Record1<String>> stale = null;
        for (Group group : groups) {
            int[] scopes = new int[policies.rule(group.type()).scopes().size()];
            for (int i = 0; i < scopes.length; i++) {
                scopes[i] = builder.source();
            }
            for (int row = 0; row < Math.max(1, group.rows()); row++) {
                Select<Record1<String>> one = group.rows() == 0
                        ? staleAmong(builder, group.type(), scopes)
                        : stale(builder, group.type(), scopes);
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
    private Select<Record1<String>> stale(TemplateBuilder builder, RowType type, int[] scopes) {
        Field<String> place = text(builder.bind(ColumnType.text()));
        Condition key = key(builder, type);
        Field<Object> found = found(type);
        Condition unexpected = type.version() < 0
                ? found.isNull()
                : found.isDistinctFrom(
                        TemplateBuilder.untyped(builder.bind(version(type).type())));
        return DSL.select(place.concat(GuardMarker.versionOrGone(found)))
                .from(table(type))
                .where(scoped(builder, type, scopes).and(key))
                .having(unexpected);
    }

    /** Any number of roots as arrays: gives a row for each that is not as expected. */
    private Select<Record1<String>> staleAmong(TemplateBuilder builder, RowType type, int[] scopes) {
        List<Field<?>> arrays = new ArrayList<>();
        Field<String> place = text(TemplateBuilder.field(KEYS, "c0"));
        arrays.add(builder.bindArray(builder.source(), ColumnType.text()));
        Condition keys = keys(builder, type, arrays);
        Column counted = version(type);
        Field<Object> found = field(type, counted.name());
        Condition unexpected = found.isNull();
        if (type.version() >= 0) {
            unexpected = found.isDistinctFrom(TemplateBuilder.field(KEYS, "c" + arrays.size()));
            arrays.add(builder.bindArray(builder.source(), counted.type()));
        }
        Field<String> state = type.version() < 0 ? DSL.inline(GuardMarker.GONE) : GuardMarker.versionOrGone(found);
        return DSL.select(place.concat(state))
                .from(TemplateBuilder.unnest(KEYS, arrays))
                .leftJoin(table(type))
                .on(keys.and(scoped(builder, type, scopes)))
                .where(unexpected);
    }

    /** The version found, or a key column of an unversioned root: null where the row is gone. */
    private static Field<Object> found(RowType type) {
        return type.version() < 0
                ? TemplateBuilder.untyped(DSL.nullif(DSL.count(), DSL.inline(0)))
                : TemplateBuilder.untyped(DSL.max(field(type, version(type).name())));
    }

    /** The version's column, or the first of the key where there is no version. */
    private static Column version(RowType type) {
        return type.column(type.version() < 0 ? type.keyColumn(0) : type.version());
    }

    private static Condition key(TemplateBuilder builder, RowType type) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < type.keyWidth(); n++) {
            Column column = type.column(type.keyColumn(n));
            condition =
                    condition.and(field(type, column.name()).eq(TemplateBuilder.untyped(builder.bind(column.type()))));
        }
        return condition;
    }

    private static Condition keys(TemplateBuilder builder, RowType type, List<Field<?>> arrays) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < type.keyWidth(); n++) {
            Column column = type.column(type.keyColumn(n));
            condition = condition.and(field(type, column.name()).eq(TemplateBuilder.field(KEYS, "c" + arrays.size())));
            arrays.add(builder.bindArray(builder.source(), column.type()));
        }
        return condition;
    }

    private Condition scoped(TemplateBuilder builder, RowType type) {
        int[] sources = new int[policies.rule(type).scopes().size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = builder.source();
        }
        return scoped(builder, type, sources);
    }

    private Condition scoped(TemplateBuilder builder, RowType type, int[] sources) {
        List<PolicyColumn> scopes = policies.rule(type).scopes();
        Condition condition = DSL.noCondition();
        for (int i = 0; i < sources.length; i++) {
            condition = condition.and(field(type, scopes.get(i).name())
                    .eq(TemplateBuilder.untyped(
                            builder.bind(sources[i], scopes.get(i).type()))));
        }
        return condition;
    }

    private static Field<String> text(Field<?> field) {
        @SuppressWarnings("unchecked") // places and markers are texts
        Field<String> text = (Field<String>) field;
        return text;
    }

    private static Table<Record> table(RowType type) {
        return DSL.table(Names.table(type.table()));
    }

    private static Field<Object> field(RowType type, String column) {
        return TemplateBuilder.field(Names.table(type.table()), column);
    }
}

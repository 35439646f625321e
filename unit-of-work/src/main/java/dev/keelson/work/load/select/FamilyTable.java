package dev.keelson.work.load.select;

import dev.keelson.work.load.select.RowQuery.Referral;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a hierarchy whose classes have one each, as if they were one: a union of the columns that all of them have,
 * under a name of its own. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Concrete Table Inheritance (293).
 */
public final class FamilyTable {

    private final List<AggregateModel> members;
    private final Name name;
    private final List<Column> common;
    private final ScalarColumns scalars;

    /** The tables of these aggregates. */
    public FamilyTable(List<AggregateModel> members) {
        this.members = members;
        this.name = Names.name(alias(members.get(0).family()));
        this.common = common(members);
        this.scalars = new ScalarColumns(members.get(0));
    }

    /** The columns that all members have: by name and by type, whatever its limits. */
    private static List<Column> common(List<AggregateModel> members) {
        return members.get(0).root().columns().stream()
                .filter(column -> members.stream()
                        .allMatch(member -> member.root().columns().stream().anyMatch(other -> isSame(column, other))))
                .toList();
    }

    private static boolean isSame(Column one, Column other) {
        return one.name().equals(other.name())
                && one.type().kind() == other.type().kind()
                && withoutLimits(one).equals(withoutLimits(other));
    }

    private static String withoutLimits(Column column) {
        return column.sqlType().replaceFirst("\\([0-9, ]*\\)", "");
    }

    /** The class in snake case, as {@code bank_payment}. */
    private static String alias(Class<?> family) {
        return family.getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    /** The columns in common, of all rows there are. */
    Table<Record> table() {
        return union(member -> {
            Name table = Names.table(members.get(member).root().table());
            return DSL.select(columns(table)).from(DSL.table(table));
        });
    }

    /**
     * The columns in common, of rows that a query may find, with those that tell the aggregate and its key.
     *
     * @param searched the root's table of each member
     */
    Table<Record> table(List<RootTable> searched, @Nullable Referral referral) {
        return union(member -> {
            RootTable root = searched.get(member);
            List<Field<?>> fields = new ArrayList<>();
            fields.add(DSL.inline(member).as(own(Branches.MEMBER)));
            for (int n = 0; n < first().keyWidth(); n++) {
                Field<Object> key = root.column(members.get(member).root().keyColumn(n));
                fields.add(key.as(own(Branches.column(n))));
            }
            fields.addAll(columns(Names.table(members.get(member).root().table())));
            return DSL.select(fields).from(root.table()).where(root.restricted(referral));
        });
    }

    /** The names of the columns that all members have. */
    List<String> names() {
        return common.stream().map(Column::name).toList();
    }

    /** What tells, in the table that a query searches, which aggregate a row is of. */
    public Field<?> member() {
        return DSL.field(DSL.name(name, own(Branches.MEMBER)));
    }

    /** The n-th column of the key in the table that a query searches. */
    public Field<?> key(int n) {
        return DSL.field(DSL.name(name, own(Branches.column(n))));
    }

    /**
     * A column that all have, in the table that a query searches.
     *
     * @throws IllegalArgumentException if not all have it
     */
    public Field<Object> column(Column column) {
        if (common.stream().noneMatch(one -> one.name().equals(column.name()))) {
            throw new IllegalArgumentException("Cannot query "
                    + members.get(0).family().getSimpleName() + " by column '" + column.name()
                    + "': not all tables of its classes have it. Query a class that has.");
        }
        return TemplateBuilder.field(name, column.name());
    }

    private Table<Record> union(IntFunction<Select<Record>> select) {
        Select<Record> union = select.apply(0);
        for (int member = 1; member < members.size(); member++) {
            union = union.unionAll(select.apply(member));
        }
        return union.asTable(name);
    }

    private List<Field<?>> columns(Name table) {
        List<Field<?>> fields = new ArrayList<>();
        for (Column column : common) {
            fields.add(DSL.field(
                    DSL.name(table, Names.name(column.name())),
                    scalars.type(first(), null, first().columns().indexOf(column))));
        }
        return fields;
    }

    /** A name of ours that no column in common has. */
    private Name own(String wanted) {
        String free = wanted;
        while (isTaken(free)) {
            free += "_";
        }
        return Names.name(free);
    }

    private boolean isTaken(String wanted) {
        return common.stream().anyMatch(column -> column.name().equals(wanted));
    }

    private RowType first() {
        return members.get(0).root();
    }
}

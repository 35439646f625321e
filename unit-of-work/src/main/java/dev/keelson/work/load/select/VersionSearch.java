package dev.keelson.work.load.select;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Asks which versions roots have that somebody has read, whosever they are: each with the values of the walls that keep it apart. One
 * statement for roots of any tables, rendered once; a row of its result has the place of what was asked for, and the version. Immutable,
 * thread-safe.
 */
public final class VersionSearch {

    /** So many roots one statement asks for that has an array for each column. */
    private static final int MOST_IN_ARRAYS = 10_000;

    /** So many where each is a branch of its own. */
    private static final int MOST_IN_BRANCHES = 32;

    private final List<Table> tables;
    private final StatementProfile profile;
    private final StatementTemplate template;

    /**
     * A root's table.
     *
     * @param root its rows
     * @param walls what keeps them apart, in the order of each root's values
     */
    public record Table(RowType root, List<PolicyColumn> walls) {

        /** Copies the list. */
        public Table {
            walls = List.copyOf(walls);
        }

        private List<ColumnType> types() {
            List<ColumnType> types = new ArrayList<>();
            for (int n = 0; n < root.keyWidth(); n++) {
                types.add(root.column(root.keyColumn(n)).type());
            }
            walls.forEach(wall -> types.add(wall.type()));
            return types;
        }
    }

    /**
     * A root that is asked for.
     *
     * @param values those of its key, then those of the walls
     */
    public record Sought(List<Object> values) {

        /** Copies the list. */
        public Sought {
            values = List.copyOf(values);
        }
    }

    /** The search in these tables, which have versions. */
    public VersionSearch(List<Table> tables, Policies policies, StatementProfile profile) {
        this.tables = List.copyOf(tables);
        this.profile = profile;
        this.template = render(policies);
    }

    /** How many roots one statement asks for, of all tables together. */
    public int most() {
        return inArrays() ? MOST_IN_ARRAYS : MOST_IN_BRANCHES;
    }

    private boolean inArrays() {
        return profile.delivery() == Delivery.ONE_MESSAGE;
    }

    private StatementTemplate render(Policies policies) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        Select<Record> all = null;
        for (Table table : tables) {
            ScopedTable scoped = new ScopedTable(table.root(), policies);
            for (int branch = 0; branch < (inArrays() ? 1 : MOST_IN_BRANCHES); branch++) {
                Select<Record> one = inArrays() ? inArrays(table, scoped, builder) : single(table, scoped, builder);
                all = all == null ? one : all.unionAll(one);
            }
        }
        if (all == null) {
            throw new IllegalArgumentException("no table to search");
        }
        return builder.build(all);
    }

    private static Select<Record> inArrays(Table table, ScopedTable scoped, TemplateBuilder builder) {
        Name name = Names.beside("k", List.of(table.root().table()));
        List<ColumnType> types = table.types();
        List<Field<?>> arrays = new ArrayList<>();
        List<Field<Object>> values = new ArrayList<>();
        for (int n = 0; n < types.size(); n++) {
            arrays.add(builder.bindArray(builder.source(), types.get(n)));
            Field<Object> value = TemplateBuilder.field(name, "c" + n);
            values.add(TemplateBuilder.untyped(TemplateBuilder.cast(value, types.get(n))));
        }
        arrays.add(builder.bindArray(builder.source(), ColumnType.integer()));
        return DSL.select(List.of(TemplateBuilder.field(name, "c" + types.size()), version(scoped)))
                .from(TemplateBuilder.unnest(name, arrays))
                .join(scoped.table())
                .on(holds(table, scoped, values));
    }

    private static Select<Record> single(Table table, ScopedTable scoped, TemplateBuilder builder) {
        Field<?> place = builder.bind(ColumnType.integer());
        List<Field<Object>> values = new ArrayList<>();
        for (ColumnType type : table.types()) {
            values.add(TemplateBuilder.untyped(builder.bind(type)));
        }
        return DSL.select(List.of(DSL.cast(place, Integer.class), version(scoped)))
                .from(scoped.table())
                .where(holds(table, scoped, values));
    }

    private static Field<Object> version(ScopedTable scoped) {
        return scoped.field(scoped.rowType().version());
    }

    private static Condition holds(Table table, ScopedTable scoped, List<Field<Object>> values) {
        Condition holds = DSL.noCondition();
        int keys = table.root().keyWidth();
        for (int n = 0; n < values.size(); n++) {
            Field<Object> column = n < keys
                    ? scoped.field(table.root().keyColumn(n))
                    : scoped.field(table.walls().get(n - keys).name());
            holds = holds.and(column.eq(values.get(n)));
        }
        return holds;
    }

    /**
     * The statement.
     *
     * @param sought for each table those that are asked for in it, with places that count on from table to table
     */
    public BoundStatement of(List<List<Sought>> sought) {
        List<@Nullable Object> values = new ArrayList<>();
        int first = 0;
        for (int table = 0; table < tables.size(); table++) {
            if (inArrays()) {
                addArrays(tables.get(table), sought.get(table), first, values);
            } else {
                addBranches(tables.get(table), sought.get(table), first, values);
            }
            first += sought.get(table).size();
        }
        return new BoundStatement(template, values.toArray());
    }

    private static void addArrays(Table table, List<Sought> sought, int first, List<@Nullable Object> values) {
        List<ColumnType> types = table.types();
        for (int n = 0; n <= types.size(); n++) {
            ColumnType type = n < types.size() ? types.get(n) : ColumnType.integer();
            @Nullable Object[] array = Jdbc.newArray(type, sought.size());
            for (int i = 0; i < array.length; i++) {
                array[i] = n < types.size() ? sought.get(i).values().get(n) : (Object) (first + i);
            }
            values.add(array);
        }
    }

    /** The branches that are not needed look for nothing. */
    private static void addBranches(Table table, List<Sought> sought, int first, List<@Nullable Object> values) {
        int width = table.types().size();
        for (int branch = 0; branch < MOST_IN_BRANCHES; branch++) {
            values.add(first + branch);
            for (int n = 0; n < width; n++) {
                values.add(branch < sought.size() ? sought.get(branch).values().get(n) : null);
            }
        }
    }
}

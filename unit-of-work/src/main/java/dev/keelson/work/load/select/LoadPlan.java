package dev.keelson.work.load.select;

import dev.keelson.kernel.Lock;
import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.database.Query;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How aggregates are loaded by key, those of several mappings by one statement: the statement for one key and the one for
 * many, each rendered once. The sources of both are, for each member, the parts of its key, then the policies' values.
 * Immutable, thread-safe.
 */
public final class LoadPlan {

    /** So many lengths lists of keys have that one statement takes, which are powers of two. */
    private static final int LENGTHS = 8;

    private final List<AggregateModel> members;
    private final ScopedTables tables;
    private final StatementProfile profile;
    private final List<PolicyColumn> scopes;
    private final int keyParts;
    private final Slots slots;
    private final Branches branches;
    private final RootLocks locks;
    private final StatementTemplate one;
    private final @Nullable AskedKey asked;
    private final @Nullable StatementTemplate many;
    private final @Nullable ApartSelects apart;
    private final Map<Integer, StatementTemplate> lists = new ConcurrentHashMap<>();

    /** The plan for aggregates that are loaded together, but for those that are hidden. */
    public LoadPlan(List<AggregateModel> members, Policies policies, StatementProfile profile) {
        this(members, new ScopedTables(policies, Visibility.VISIBLE), profile);
    }

    /** The plan for aggregates that are loaded together. */
    public LoadPlan(List<AggregateModel> members, ScopedTables tables, StatementProfile profile) {
        this.tables = tables;
        this.members = List.copyOf(members);
        this.profile = profile;
        this.scopes = scopes(members, tables);
        this.keyParts =
                members.stream().mapToInt(member -> member.root().keyWidth()).sum();
        this.slots = new Slots(members);
        this.branches = new Branches(members, tables, slots, profile.dialect());
        this.locks = new RootLocks(members, tables, profile);
        this.one = render(this::equal, 1, false);
        this.asked = members.size() == 1 ? new AskedKey(members.get(0).root()) : null;
        this.many = profile.delivery() == Delivery.BATCHES ? null : render(this::among, 1, true);
        this.apart = many != null && ApartSelects.suit(members, tables)
                ? new ApartSelects(members, tables, profile.dialect(), this::renderApart)
                : null;
    }

    private static List<PolicyColumn> scopes(List<AggregateModel> members, ScopedTables tables) {
        Set<PolicyColumn> scopes = new LinkedHashSet<>();
        for (AggregateModel member : members) {
            for (TableModel table : member.tables()) {
                scopes.addAll(tables.rule(table.rowType()).walls());
            }
        }
        return List.copyOf(scopes);
    }

    /** How many statements it has at the most: one for one key, those for many by length, and a lock of each kind a member. */
    public int statements() {
        int several = many == null ? LENGTHS : 1 + (apart == null ? 0 : apart.selects());
        return 1 + several + Lock.values().length * members.size();
    }

    /** How the rows of its results lie in their columns. */
    public Slots slots() {
        return slots;
    }

    Branches branches() {
        return branches;
    }

    ScopedTables tables() {
        return tables;
    }

    /**
     * The load of the aggregate with this key, whichever member it is.
     *
     * @param key the values of the root's key columns
     */
    public BoundStatement one(@Nullable Object[] key, Moment moment) {
        @Nullable Object[] values = new Object[keyParts + scopes.size()];
        for (int at = 0; at < keyParts; at += key.length) {
            System.arraycopy(key, 0, values, at, key.length);
        }
        return bound(one, values, moment);
    }

    /** The load of what a query asks for by its key alone; null where it asks for something else. */
    public @Nullable BoundStatement asked(RowQuery query, Moment moment) {
        @Nullable Object[] key = asked == null ? null : asked.of(query);
        return key == null ? null : one(key, moment);
    }

    /** The locks of the aggregate with this key, whichever member it is. */
    public List<BoundStatement> locks(@Nullable Object[] key, Lock lock, Moment moment) {
        return locks.of(key, lock, moment);
    }

    /**
     * The load of the aggregates with these keys, by one statement.
     *
     * @param keysByMember the keys to look for in the tables of each member
     */
    public BoundStatement many(List<List<@Nullable Object[]>> keysByMember, Moment moment) {
        return many == null ? listed(keysByMember, moment) : inArrays(many, keysByMember, moment);
    }

    /** The same by a select for each branch, which is cheaper and wants one snapshot; null where it must be one statement. */
    public @Nullable ApartSelects apart() {
        return apart;
    }

    /** Those selects with these keys. */
    public Query.Several apart(ApartSelects selects, List<List<@Nullable Object[]>> keysByMember, Moment moment) {
        return selects.query(inArrays(selects.template(), keysByMember, moment));
    }

    private BoundStatement inArrays(
            StatementTemplate template, List<List<@Nullable Object[]>> keysByMember, Moment moment) {
        @Nullable Object[] values = new Object[keyParts + scopes.size()];
        int at = 0;
        for (int member = 0; member < members.size(); member++) {
            List<@Nullable Object[]> keys = keysByMember.get(member);
            RowType root = members.get(member).root();
            for (int n = 0; n < root.keyWidth(); n++) {
                values[at++] = array(keyType(root, n), keys, n);
            }
        }
        return bound(template, values, moment);
    }

    /** Lists have few lengths, so that there are few texts; the last key fills them up, or null where there is none. */
    private BoundStatement listed(List<List<@Nullable Object[]>> keysByMember, Moment moment) {
        int most = 1;
        for (List<@Nullable Object[]> keys : keysByMember) {
            most = Math.max(most, keys.size());
        }
        int length = most == 1 ? 1 : 2 * Integer.highestOneBit(most - 1);
        @Nullable Object[] values = new Object[keyParts * length + scopes.size()];
        int at = 0;
        for (int member = 0; member < members.size(); member++) {
            List<@Nullable Object[]> keys = keysByMember.get(member);
            for (int n = 0; n < members.get(member).root().keyWidth(); n++) {
                for (int i = 0; i < length; i++) {
                    values[at++] = keys.isEmpty() ? null : keys.get(Math.min(i, keys.size() - 1))[n];
                }
            }
        }
        return bound(lists.computeIfAbsent(length, made -> render(this::listed, made, true)), values, moment);
    }

    private BoundStatement bound(StatementTemplate template, @Nullable Object[] values, Moment moment) {
        int first = values.length - scopes.size();
        for (int i = 0; i < scopes.size(); i++) {
            values[first + i] = moment.value(scopes.get(i));
        }
        return new BoundStatement(template, values);
    }

    private static @Nullable Object[] array(ColumnType type, List<@Nullable Object[]> keys, int part) {
        @Nullable Object[] array = Jdbc.newArray(type, keys.size());
        for (int i = 0; i < array.length; i++) {
            array[i] = keys.get(i)[part];
        }
        return array;
    }

    /** How the columns of a member's key are compared with the values of its sources. */
    @FunctionalInterface
    private interface KeyComparison {
        Condition of(TemplateBuilder builder, List<Field<Object>> columns, RowType root, int firstSource, int values);
    }

    /**
     * The statement.
     *
     * @param values how many values each part of a key has a source for
     * @param several whether there may be more than one key
     */
    private StatementTemplate render(KeyComparison comparison, int values, boolean several) {
        return render(
                comparison, values, (builder, keys, scope) -> builder.build(branches.ofKeys(keys, scope, several)));
    }

    private StatementTemplate renderApart(Branches apartBranches) {
        return render(this::among, 1, (builder, keys, scope) -> {
            List<StatementTemplate> selects = new ArrayList<>();
            for (Select<Record> select : apartBranches.apart(keys, scope)) {
                selects.add(builder.build(select));
            }
            return StatementTemplate.joined(selects);
        });
    }

    /** What is made of the roots' keys, and of the values that policies' columns are compared with. */
    @FunctionalInterface
    private interface Rendering {
        StatementTemplate of(TemplateBuilder builder, RootFilter keys, Function<PolicyColumn, Field<?>> scope);
    }

    private StatementTemplate render(KeyComparison comparison, int values, Rendering rendering) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        int[] firstSources = new int[members.size()];
        for (int member = 0; member < firstSources.length; member++) {
            firstSources[member] = builder.source();
            for (int n = 1; n < values * members.get(member).root().keyWidth(); n++) {
                builder.source();
            }
        }
        scopes.forEach(scope -> builder.source());
        Function<PolicyColumn, Field<?>> scope =
                column -> builder.bind(values * keyParts + scopes.indexOf(column), column.type());
        RootFilter keys = (from, scoped, member, columns) -> from.where(
                scoped.and(comparison.of(builder, columns, members.get(member).root(), firstSources[member], values)));
        return rendering.of(builder, keys, scope);
    }

    private Condition equal(
            TemplateBuilder builder, List<Field<Object>> columns, RowType root, int firstSource, int values) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < columns.size(); n++) {
            Field<Object> part = TemplateBuilder.untyped(builder.bind(firstSource + n, keyType(root, n)));
            condition = condition.and(columns.get(n).eq(part));
        }
        return condition;
    }

    private Condition listed(
            TemplateBuilder builder, List<Field<Object>> columns, RowType root, int firstSource, int values) {
        if (columns.size() > 1) {
            return KeyList.listed(
                    columns, values, (key, n) -> builder.bind(firstSource + n * values + key, keyType(root, n)));
        }
        List<Field<Object>> single = new ArrayList<>();
        for (int key = 0; key < values; key++) {
            single.add(TemplateBuilder.untyped(builder.bind(firstSource + key, keyType(root, 0))));
        }
        return columns.get(0).in(single);
    }

    private Condition among(
            TemplateBuilder builder, List<Field<Object>> columns, RowType root, int firstSource, int values) {
        List<ColumnType> types = new ArrayList<>();
        for (int n = 0; n < columns.size(); n++) {
            types.add(keyType(root, n));
        }
        return KeyList.inArrays(root, columns, types, n -> builder.bindArray(firstSource + n, types.get(n)));
    }

    private static ColumnType keyType(RowType root, int n) {
        return root.column(root.keyColumn(n)).type();
    }
}

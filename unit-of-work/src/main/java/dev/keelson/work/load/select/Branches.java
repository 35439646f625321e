package dev.keelson.work.load.select;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The UNION ALL over all tables of some aggregates: one branch a table, aggregate by aggregate. Before it stand the table
 * expressions that select roots or walk trees. Immutable.
 */
final class Branches {

    /** The column of a row's place in an order that only the database knows, the last of a union that has it. */
    static final String PLACE = "place";

    /** The column that tells whose root it is, where a table expression selects those of several aggregates. */
    static final String MEMBER = "member";

    private final List<AggregateModel> members;
    private final Slots slots;
    private final Dialect dialect;
    private final List<MemberBranches> branches = new ArrayList<>();

    /**
     * The branches of aggregates that are loaded together.
     *
     * @param slots the columns of their union
     */
    Branches(List<AggregateModel> members, ScopedTables tables, Slots slots, Dialect dialect) {
        this.members = members;
        this.slots = slots;
        this.dialect = dialect;
        String nodes = beside("nodes").last();
        int first = 0;
        for (int member = 0; member < members.size(); member++) {
            AggregateModel model = members.get(member);
            branches.add(
                    new MemberBranches(model, member, first, tables, slots, nodes == null ? "nodes" : nodes, dialect));
            first += model.tables().size();
        }
    }

    /** A name for a table expression that none of the tables has. */
    Name beside(String wanted) {
        List<TableName> tables = new ArrayList<>();
        members.forEach(member ->
                member.tables().forEach(table -> tables.add(table.rowType().table())));
        return Names.beside(wanted, tables);
    }

    /**
     * The statement for roots of known keys.
     *
     * @param scope the value that a policy's column is compared with
     * @param several whether there may be more than one key
     */
    Select<?> ofKeys(RootFilter keys, Function<PolicyColumn, Field<?>> scope, boolean several) {
        Asked asked = new Asked(keys, null, scope, slots.hasPlaces(), several ? Asked.Keys.SEVERAL : Asked.Keys.ONE);
        List<CommonTableExpression<?>> trees = trees(asked);
        return trees.isEmpty()
                ? union(asked)
                : DSL.withRecursive(trees).select(DSL.asterisk()).from(loaded(asked));
    }

    /** The same by a statement for each branch, where no tree is walked. */
    List<Select<Record>> apart(RootFilter keys, Function<PolicyColumn, Field<?>> scope) {
        return branches(new Asked(keys, null, scope, slots.hasPlaces(), Asked.Keys.SEVERAL));
    }

    /**
     * The statement for the roots of a query, and what it brings along.
     *
     * @param fetches whose members are the last of these aggregates
     * @param scope the value that a policy's column is compared with
     */
    Select<?> ofSelected(SelectedRoots roots, Fetches fetches, Function<PolicyColumn, Field<?>> scope) {
        List<AggregateModel> searched = members.subList(0, members.size() - fetches.members());
        return new FetchedBranches(this, roots, searched, fetches, scope, dialect).select();
    }

    /** Whether rows of some branch have a place, whatever the roots were selected by. */
    boolean hasPlaces() {
        return slots.hasPlaces();
    }

    /** Those of one of the aggregates. */
    MemberBranches member(int place) {
        return branches.get(place);
    }

    private List<CommonTableExpression<?>> trees(Asked asked) {
        List<CommonTableExpression<?>> trees = new ArrayList<>();
        branches.forEach(member -> trees.addAll(member.trees(asked)));
        return trees;
    }

    private Table<?> loaded(Asked asked) {
        return union(asked).asTable(DSL.unquotedName("loaded"));
    }

    private Select<Record> union(Asked asked) {
        return union(branches(asked));
    }

    private List<Select<Record>> branches(Asked asked) {
        List<Select<Record>> selects = new ArrayList<>();
        branches.forEach(member -> selects.addAll(member.branches(asked)));
        return selects;
    }

    static Select<Record> union(List<Select<Record>> selects) {
        Select<Record> union = selects.get(0);
        for (Select<Record> select : selects.subList(1, selects.size())) {
            union = union.unionAll(select);
        }
        return union;
    }

    /** What a column, by its position, is called in a table expression of ours. */
    static String column(int position) {
        return "c" + position;
    }
}

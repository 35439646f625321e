package dev.keelson.work.load.select;

import dev.keelson.work.load.select.Fetches.Held;
import dev.keelson.work.load.select.Fetches.Holding;
import dev.keelson.work.load.select.Fetches.Step;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * The statement of a query: a table expression for its roots, one for the keys that each step of its {@link Fetches} leads to, those of trees,
 * and then the union of all branches. Used by one thread, once.
 */
final class FetchedBranches {

    /**
     * Members that came by one table expression.
     *
     * @param first the place of the first of them among all
     */
    private record Part(int first, List<AggregateModel> members, KeySource keys, Asked asked) {

        RowType root() {
            return members.get(0).root();
        }
    }

    private final Branches branches;
    private final Function<PolicyColumn, Field<?>> scope;
    private final Dialect dialect;
    private final boolean places;
    private final List<CommonTableExpression<?>> expressions = new ArrayList<>();
    private final List<Select<Record>> selects = new ArrayList<>();
    private final List<Part> steps = new ArrayList<>();
    private final Part roots;
    private boolean walksTrees;

    FetchedBranches(
            Branches branches,
            SelectedRoots selected,
            List<AggregateModel> members,
            Fetches fetches,
            Function<PolicyColumn, Field<?>> scope,
            Dialect dialect) {
        this.branches = branches;
        this.scope = scope;
        this.dialect = dialect;
        this.places = branches.hasPlaces() || selected.placed();
        this.roots = new Part(0, members, selected, new Asked(selected, selected, scope, places, Asked.Keys.FOUND));
        add(roots, selected.expression());
        int first = members.size();
        for (Step step : fetches.steps()) {
            List<AggregateModel> targets = step.targets().members();
            add(step, first, targets);
            first += targets.size();
        }
    }

    Select<?> select() {
        return (walksTrees ? DSL.withRecursive(expressions) : DSL.with(expressions))
                .select(DSL.asterisk())
                .from(Branches.union(selects).asTable(DSL.unquotedName("loaded")));
    }

    private void add(Step step, int first, List<AggregateModel> targets) {
        FetchedRoots keys = new FetchedRoots(
                branches.beside("fetched" + steps.size()), targets.get(0).root().keyWidth());
        Part part = new Part(first, targets, keys, new Asked(keys, null, scope, places, Asked.Keys.FOUND));
        Part from = step.startsAtRoots() ? roots : steps.get(step.from());
        Select<Record> found = null;
        for (Select<Record> way : ways(step, from, part)) {
            found = found == null ? way : found.union(way);
        }
        if (found == null) {
            throw new IllegalArgumentException(
                    "no way leads to " + targets.get(0).name());
        }
        steps.add(part);
        add(part, keys.expression(found, dialect));
    }

    private List<Select<Record>> ways(Step step, Part from, Part to) {
        List<Select<Record>> ways = new ArrayList<>();
        for (Fetches.Way way : step.ways()) {
            switch (way) {
                case Held held ->
                    ways.add(new FetchedKeys(branches.member(from.first() + held.member()))
                            .held(held.table(), held.columns(), to.root(), from.asked()));
                case Holding holding -> {
                    for (int member = 0; member < to.members().size(); member++) {
                        ways.add(new FetchedKeys(branches.member(to.first() + member))
                                .holding(holding.inverse(), from.root(), from.keys(), to.asked()));
                    }
                }
            }
        }
        return ways;
    }

    private void add(Part part, CommonTableExpression<?> keys) {
        expressions.add(keys);
        for (int member = 0; member < part.members().size(); member++) {
            MemberBranches own = branches.member(part.first() + member);
            List<CommonTableExpression<?>> trees = own.trees(part.asked());
            walksTrees |= !trees.isEmpty();
            expressions.addAll(trees);
            selects.addAll(own.branches(part.asked()));
        }
    }
}

package dev.keelson.work.load.select;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.RefsContent.Inverse;
import dev.keelson.work.model.Roots;
import java.util.ArrayList;
import java.util.List;

/**
 * Which other aggregates a query brings along in its statement, step by step: each from the query's roots, or from the aggregates that a
 * step before brought. Immutable.
 *
 * @param paths the properties that lead there, by which two of these are the same
 * @param steps none leads back to a later one
 */
public record Fetches(List<String> paths, List<Step> steps) {

    /** Nothing. */
    public static final Fetches NONE = new Fetches(List.of(), List.of());

    /** What a step starts from where it starts from the query's roots. */
    public static final int ROOTS = -1;

    /**
     * One step.
     *
     * @param from the place of the step whose aggregates it starts from, or {@link #ROOTS}
     * @param ways how the one refer to the others, at least one
     * @param collections the properties that hold the others, where they are {@code Refs}
     * @param targets the others
     */
    public record Step(int from, List<Way> ways, List<RefsContent> collections, Roots targets) {

        public Step {
            ways = List.copyOf(ways);
            collections = List.copyOf(collections);
        }

        /** Whether it starts from the query's roots. */
        public boolean startsAtRoots() {
            return from == ROOTS;
        }
    }

    /** How aggregates refer to others. */
    public sealed interface Way permits Held, Holding {}

    /**
     * Rows of ours hold the others' keys.
     *
     * @param member whose rows, as its place among those that the step starts from
     * @param table the place of their table among the member's tables
     * @param columns the columns that hold the key, in its order
     */
    public record Held(int member, int table, List<Integer> columns) implements Way {

        public Held {
            columns = List.copyOf(columns);
        }
    }

    /** Rows of the others hold our keys. */
    public record Holding(Inverse inverse) implements Way {}

    public Fetches {
        paths = List.copyOf(paths);
        steps = List.copyOf(steps);
    }

    /** These members, then those of each step. */
    public List<AggregateModel> with(List<AggregateModel> members) {
        if (steps.isEmpty()) {
            return members;
        }
        List<AggregateModel> all = new ArrayList<>(members);
        steps.forEach(step -> all.addAll(step.targets().members()));
        return all;
    }

    /** How many members those of the steps are. */
    int members() {
        int members = 0;
        for (Step step : steps) {
            members += step.targets().members().size();
        }
        return members;
    }

    /** The tables whose rows a step finds by what they hold, and not by their keys: a change of one is a change of what it finds. */
    List<String> tablesSearched() {
        List<String> tables = new ArrayList<>();
        for (Step step : steps) {
            for (Way way : step.ways()) {
                if (way instanceof Holding holding) {
                    for (AggregateModel member : step.targets().members()) {
                        tables.add(member.tables()
                                .get(holding.inverse().table())
                                .rowType()
                                .table()
                                .name());
                    }
                }
            }
        }
        return tables;
    }
}

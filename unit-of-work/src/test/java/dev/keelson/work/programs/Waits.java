package dev.keelson.work.programs;

import dev.keelson.kernel.RowOperation.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which writes must come before which, and which of them cannot do without a second write of their row: those in a circle,
 * of references or of unique values; and where more than three unique values of one kind pass from update to update, those
 * that give one up.
 */
final class Waits {

    private static final int FEW = 3;

    /** Why one write comes before another. */
    enum Why {
        /** It inserts what the other refers to. */
        TARGET,
        /** It leaves what the other deletes. */
        LEAVES,
        /** It gives up what the other takes. */
        GIVES
    }

    /**
     * That one write comes before another.
     *
     * @param columns those of the reference, or of the unique value
     */
    record Wait(Write first, Write then, Why why, List<String> columns) {

        /** Whether a unique value, but for a key, passes from update to update. */
        boolean isPass() {
            return why == Why.GIVES && first.kind() == Kind.UPDATE && then.kind() == Kind.UPDATE;
        }
    }

    private final List<Write> writes;
    private final List<Wait> waits = new ArrayList<>();

    Waits(List<Write> writes) {
        this.writes = writes;
        references();
        Map<List<Object>, Write> given = slots(true);
        slots(false).forEach((slot, taker) -> {
            Write giver = given.get(slot);
            if (giver != null) {
                before(giver, taker, Why.GIVES, rule(taker, slot));
            }
        });
    }

    private static List<String> rule(Write write, List<Object> slot) {
        int rule = (Integer) slot.get(1);
        return rule < 0 ? write.table().key() : write.table().uniques().get(rule);
    }

    /** What rows give up or take under each rule, their key's included. */
    private Map<List<Object>, Write> slots(boolean givenUp) {
        Map<List<Object>, Write> slots = new LinkedHashMap<>();
        for (Write write : writes) {
            Row row = givenUp ? write.before() : write.after();
            Row other = givenUp ? write.after() : write.before();
            for (int rule = -1; row != null && rule < write.table().uniques().size(); rule++) {
                List<String> columns =
                        rule < 0 ? write.table().key() : write.table().uniques().get(rule);
                List<@Nullable String> values = row.values(columns);
                boolean changes = other == null || !other.values(columns).equals(values);
                if (changes && !values.contains(null)) {
                    slots.put(List.of(write.table().name(), rule, write.key().tenant(), values), write);
                }
            }
        }
        return slots;
    }

    private void references() {
        Map<Row.Key, Write> inserted = new HashMap<>();
        Map<Row.Key, Write> deleted = new HashMap<>();
        for (Write write : writes) {
            switch (write.kind()) {
                case INSERT -> inserted.put(write.key(), write);
                case DELETE -> deleted.put(write.key(), write);
                case UPDATE, GUARD -> {}
            }
        }
        for (Write write : writes) {
            for (Table.Reference reference : write.table().references()) {
                Write target = write.after() == null ? null : inserted.get(target(write.after(), reference));
                if (target != null) {
                    before(target, write, Why.TARGET, reference.columns());
                }
                Write left = write.before() == null ? null : deleted.get(target(write.before(), reference));
                if (left != null) {
                    before(write, left, Why.LEAVES, reference.columns());
                }
            }
        }
    }

    private static Row.Key target(Row row, Table.Reference reference) {
        return new Row.Key(reference.target(), row.tenant(), row.values(reference.columns()));
    }

    private void before(Write first, Write then, Why why, List<String> columns) {
        if (!first.equals(then)) {
            waits.add(new Wait(first, then, why, columns));
        }
    }

    List<Wait> all() {
        return waits;
    }

    /** The writes that wait for each other, one set for each knot of circles. */
    List<Set<Write>> knots() {
        Map<Write, Set<Write>> next = new HashMap<>();
        waits.forEach(wait ->
                next.computeIfAbsent(wait.first, unused -> new HashSet<>()).add(wait.then));
        Map<Write, Set<Write>> reachable = new HashMap<>();
        next.keySet().forEach(write -> reachable.put(write, reachable(write, next)));
        List<Set<Write>> knots = new ArrayList<>();
        Set<Write> done = new HashSet<>();
        reachable.forEach((write, reached) -> {
            if (reached.contains(write) && !done.contains(write)) {
                Set<Write> knot = new HashSet<>(reached);
                knot.removeIf(other -> !reachable.getOrDefault(other, Set.of()).contains(write));
                done.addAll(knot);
                knots.add(knot);
            }
        });
        return knots;
    }

    private static Set<Write> reachable(Write from, Map<Write, Set<Write>> next) {
        Set<Write> reached = new HashSet<>();
        Deque<Write> ways = new ArrayDeque<>(next.getOrDefault(from, Set.of()));
        while (!ways.isEmpty()) {
            Write at = ways.remove();
            if (reached.add(at)) {
                ways.addAll(next.getOrDefault(at, Set.of()));
            }
        }
        return reached;
    }

    /** The rows that give up one of many unique values that pass on. */
    Set<Row.Key> crowded() {
        Map<List<Object>, List<Row.Key>> givers = new HashMap<>();
        waits.stream()
                .filter(Wait::isPass)
                .forEach(pass -> givers.computeIfAbsent(
                                List.of(pass.first.table().name(), pass.columns), unused -> new ArrayList<>())
                        .add(pass.first.key()));
        Set<Row.Key> crowded = new HashSet<>();
        givers.values().stream().filter(all -> all.size() > FEW).forEach(crowded::addAll);
        return crowded;
    }
}

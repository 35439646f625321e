package dev.keelson.work.purge;

import dev.keelson.work.load.StoredRows;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Who refers to whom among aggregates of one mapping. */
final class References {

    private References() {}

    /**
     * The same, those together that a reference leads from one to the other, in whatever direction and over whomever.
     *
     * @param rows of each
     */
    static <T> List<List<T>> together(List<T> all, Function<T, StoredRows> rows) {
        Map<Object, Integer> places = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            places.put(rows.apply(all.get(i)).root().key(), i);
        }
        List<Set<Integer>> neighbours = new ArrayList<>();
        all.forEach(one -> neighbours.add(new HashSet<>()));
        for (int from = 0; from < all.size(); from++) {
            StoredRows stored = rows.apply(all.get(from));
            for (Row row : stored.rows()) {
                for (ForeignKey reference : row.type().foreignKeys()) {
                    boolean leadsToRoot = !reference.toParent()
                            && reference.target().equals(stored.root().type().table());
                    Integer to = leadsToRoot ? places.get(row.keyOf(reference.columns())) : null;
                    if (to != null) {
                        neighbours.get(from).add(to);
                        neighbours.get(to).add(from);
                    }
                }
            }
        }
        List<List<T>> groups = new ArrayList<>();
        boolean[] seen = new boolean[all.size()];
        for (int first = 0; first < seen.length; first++) {
            if (!seen[first]) {
                groups.add(group(first, all, neighbours, seen));
            }
        }
        return groups;
    }

    private static <T> List<T> group(int first, List<T> all, List<Set<Integer>> neighbours, boolean[] seen) {
        List<T> group = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(first);
        seen[first] = true;
        while (!open.isEmpty()) {
            int at = open.remove();
            group.add(all.get(at));
            for (int next : neighbours.get(at)) {
                if (!seen[next]) {
                    seen[next] = true;
                    open.add(next);
                }
            }
        }
        return group;
    }
}

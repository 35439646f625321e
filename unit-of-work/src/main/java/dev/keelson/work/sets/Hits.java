package dev.keelson.work.sets;

import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Row;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracked.State;
import java.util.ArrayList;
import java.util.List;

/**
 * The roots that a unit of work holds and a set-based write may hit: those that its commit guards must not be hit, the others are marked
 * afterwards. The statement is given their keys, so that no other key comes back. Immutable.
 *
 * @param roots their rows
 * @param places of each that is guarded, its place among the guards; of any other, {@code -1 - } its place among the clean ones
 * @param clean the others
 */
record Hits(List<Row> roots, List<Integer> places, List<Tracked> clean) {

    /** Those of one mapping. */
    static Hits of(AggregateModel model, List<GuardRoot> guards, List<Tracked> tracked) {
        List<Row> roots = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < guards.size(); place++) {
            if (guards.get(place).rowType().equals(model.root())) {
                roots.add(guards.get(place).row());
                places.add(place);
            }
        }
        List<Tracked> clean = new ArrayList<>();
        for (Tracked one : tracked) {
            if (one.state() == State.LOADED && one.storedModel().equals(model) && !isAmong(one, roots)) {
                roots.add(one.root());
                places.add(-1 - clean.size());
                clean.add(one);
            }
        }
        return new Hits(roots, places, clean);
    }

    private static boolean isAmong(Tracked one, List<Row> roots) {
        return roots.stream().anyMatch(root -> root.sameKey(one.root()));
    }

    boolean isEmpty() {
        return roots.isEmpty();
    }
}

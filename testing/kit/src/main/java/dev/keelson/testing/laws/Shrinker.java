package dev.keelson.testing.laws;

import dev.keelson.testing.laws.Leaves.Leaf;
import dev.keelson.testing.laws.Others.Stored;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a state that breaks a law smaller, as long as the same law breaks at the same property. Used by one thread. */
final class Shrinker {

    private static final int TRIES = 40;

    private final World world;
    private final AggregateModel model;
    private final long seed;
    private final String step;
    private int tries;

    Shrinker(World world, AggregateModel model, long seed, String step) {
        this.world = world;
        this.model = model;
        this.seed = seed;
        this.step = step;
    }

    /** A state and the law that it breaks. */
    record Found(State state, BrokenLaw broken) {}

    Found shrunk(State state, BrokenLaw broken) {
        Found found = new Found(state, broken);
        for (boolean smaller = true; smaller && tries < TRIES; ) {
            Found next = fewerRows(found);
            next = next.equals(found) ? fewerValues(found) : next;
            smaller = !next.equals(found);
            found = next;
        }
        return found;
    }

    private Found fewerRows(Found found) {
        for (int table = model.tables().size() - 1; table > 0; table--) {
            State none = found.state;
            while (!none.rows(table).isEmpty()) {
                none = none.without(table, none.rows(table).size() - 1);
            }
            Found next = none.size() < found.state.size() - 1 ? tried(none, found.broken) : null;
            for (int place = found.state.rows(table).size() - 1; next == null && place >= 0; place--) {
                next = tried(found.state.without(table, place), found.broken);
            }
            if (next != null) {
                return next;
            }
        }
        return found;
    }

    private Found fewerValues(Found found) {
        Found next = without(found, Leaves.of(found.state));
        for (Leaf leaf : Leaves.of(found.state)) {
            next = next == null ? without(found, List.of(leaf)) : next;
        }
        return next == null ? found : next;
    }

    @SuppressWarnings("ReferenceEquality") // the very state, where there was nothing to leave out
    private @Nullable Found without(Found found, List<Leaf> leaves) {
        State less = without(found.state, leaves);
        return less == found.state ? null : tried(less, found.broken);
    }

    /** The same state without these values, as far as they are optional. */
    private static State without(State state, List<Leaf> leaves) {
        State less = state;
        for (Leaf leaf : leaves) {
            int table = leaf.table().index();
            int place = state.rows(table).indexOf(leaf.row());
            Row row = less.rows(table).get(place);
            for (int column : ColumnMaker.columns(leaf.content())) {
                row = leaf.optional() ? row.with(column, null) : row;
            }
            less = row.equals(less.rows(table).get(place)) ? less : less.with(table, place, row);
        }
        return less;
    }

    private @Nullable Found tried(State state, BrokenLaw broken) {
        if (tries++ >= TRIES) {
            return null;
        }
        world.seed(seed, true);
        try {
            State normal = world.normal(state, state.hydrate(world.relations(state, Stored::aggregate)));
            if (normal.size() > state.size()) {
                return null;
            }
            new Trial(world, model).of(normal, step);
            return null;
        } catch (BrokenLaw other) {
            return other.isLike(broken) ? new Found(state, other) : null;
        } catch (RuntimeException another) { // it cannot be made, or fails in another way
            return null;
        }
    }
}

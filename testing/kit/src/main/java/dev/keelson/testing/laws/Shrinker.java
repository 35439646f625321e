package dev.keelson.testing.laws;

import dev.keelson.testing.laws.Leaves.Leaf;
import dev.keelson.testing.laws.Others.Stored;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Row;

/** Makes a state that breaks a law smaller, as long as the same law breaks at the same property. Used by one thread. */
final class Shrinker {

    private static final int TRIES = 60;

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
            for (int place = found.state.rows(table).size() - 1; place >= 0; place--) {
                Found next = tried(found.state.without(table, place), found.broken);
                if (next != null) {
                    return next;
                }
            }
        }
        return found;
    }

    private Found fewerValues(Found found) {
        for (Leaf leaf : Leaves.of(found.state)) {
            Row row = leaf.row();
            for (int column : ColumnMaker.columns(leaf.content())) {
                row = row.with(column, null);
            }
            int table = leaf.table().index();
            if (leaf.optional() && !row.equals(leaf.row())) {
                int place = found.state.rows(table).indexOf(leaf.row());
                Found next = tried(found.state.with(table, place, row), found.broken);
                if (next != null) {
                    return next;
                }
            }
        }
        return found;
    }

    private @org.jspecify.annotations.Nullable Found tried(State state, BrokenLaw broken) {
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

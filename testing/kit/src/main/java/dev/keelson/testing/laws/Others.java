package dev.keelson.testing.laws;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.work.hydrate.Relations;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.row.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The aggregates that states refer to: made and stored when a state first needs one. Used by one thread. */
final class Others {

    private static final int ENOUGH = 3;
    private static final int MANY = 8;
    private static final int TRIES = 50;

    /**
     * One that is stored.
     *
     * @param version the version that its receipt told
     * @param rows all rows of it that were ever inserted, the root's first
     */
    record Stored(State state, Object aggregate, Object id, OptionalLong version, List<Ledger.Entry> rows) {}

    private final World world;
    private final List<Stored> stored = new ArrayList<>();
    private final Deque<AggregateModel> making = new ArrayDeque<>();

    Others(World world) {
        this.world = world;
    }

    /**
     * The root's row of one that can be referred to; null where there is none, since one is being made just now.
     *
     * @param isTold whether rows that refer to the same one are the same
     * @param isOfRoot whether the row that refers is a root's
     */
    @Nullable
    Row root(Roots roots, boolean isTold, boolean isOfRoot) {
        Stored one = one(roots, isTold, isOfRoot);
        return one == null ? null : one.state.root();
    }

    private @Nullable Stored one(Roots roots, boolean isTold, boolean isOfRoot) {
        List<Stored> fitting = stored.stream()
                .filter(one -> roots.members().contains(one.state.model())
                        && roots.type().isInstance(one.aggregate))
                .toList();
        AggregateModel model =
                roots.members().get(world.random().nextInt(roots.members().size()));
        boolean isEnough = fitting.size() >= (isTold ? MANY : ENOUGH) && !(isTold && isOfRoot);
        if (isEnough || making.contains(model)) {
            return fitting.isEmpty() ? null : fitting.get(world.random().nextInt(fitting.size()));
        }
        making.push(model);
        try {
            Stored made = made(model, roots.type());
            stored.add(made);
            return made;
        } finally {
            making.pop();
        }
    }

    /** As little as there may be, so that it leads on to others no further than it must. */
    private Stored made(AggregateModel model, Class<?> type) {
        KeelsonException last = null;
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                return world.store(world.generated(model, type, RowMaker.Plenty.LEAST));
            } catch (ConstraintViolationException | DuplicateAggregateException taken) {
                last = taken;
            }
        }
        throw new CannotGenerate(type, TRIES, last);
    }

    /** The identifier of one of a type. */
    Object id(Roots roots) {
        Stored one = one(roots, false, false);
        if (one == null) {
            throw new IllegalStateException(
                    "none of " + roots.type().getSimpleName() + " can be stored while one is made");
        }
        return one.id;
    }

    void forget() {
        stored.clear();
    }

    /**
     * What lies beyond the rows of a state.
     *
     * @param resolve gives the object of one that is stored
     */
    Relations relations(State state, Function<Stored, Object> resolve) {
        return new Beyond(state, resolve);
    }

    private final class Beyond implements Relations {

        private final State state;
        private final Function<Stored, Object> resolve;
        private final List<Consumer<Object>> waiting = new ArrayList<>();
        private @Nullable Object own;

        Beyond(State state, Function<Stored, Object> resolve) {
            this.state = state;
            this.resolve = resolve;
        }

        @Override
        public @Nullable Object target(ReferenceContent reference, Row row, Consumer<Object> later) {
            Roots roots = reference.target().get();
            @Nullable Object[] key = roots.first().keyHeld(row, reference.columns());
            Object wanted = key == null ? "" : Row.keyOf(key);
            if (roots.members().contains(state.model()) && state.root().key().equals(wanted)) {
                if (own == null) {
                    waiting.add(later);
                }
                return own;
            }
            return stored.stream()
                    .filter(one -> roots.members().contains(one.state.model())
                            && one.state.root().key().equals(wanted))
                    .findFirst()
                    .map(resolve)
                    .orElseThrow(() -> new IllegalStateException(
                            "no " + roots.type().getSimpleName() + " is stored as " + wanted));
        }

        @Override
        public Ref<Object> ref(ReferenceContent reference, Row row, Object id) {
            return Ref.of(id);
        }

        @Override
        public Refs<Object> refs(RefsContent refs) {
            return Refs.none();
        }

        @Override
        public void made(Object root) {
            own = root;
            waiting.forEach(one -> one.accept(root));
            waiting.clear();
        }
    }
}

package dev.keelson.work.track;

import dev.keelson.identity.IdentityKey;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate of a unit of work: the object, the rows it was last known to have, and what is to become of it. Used by
 * the thread of its unit of work.
 */
public final class Tracked {

    /** What is to become of an aggregate. */
    public enum State {
        /** Not in the database yet. */
        ADDED,
        /** In the database as its snapshot says. */
        LOADED,
        /** In the database, and to be deleted. */
        REMOVED
    }

    private final AggregateModel model;
    private final IdentityKey key;
    private final Object id;
    private Object aggregate;
    private State state;
    private @Nullable AggregateRows snapshot;
    private boolean guarded;
    private boolean stale;

    Tracked(
            AggregateModel model,
            IdentityKey key,
            Object id,
            Object aggregate,
            State state,
            @Nullable AggregateRows snapshot) {
        this.model = model;
        this.key = key;
        this.id = id;
        this.aggregate = aggregate;
        this.state = state;
        this.snapshot = snapshot;
    }

    public AggregateModel model() {
        return model;
    }

    IdentityKey key() {
        return key;
    }

    public Object id() {
        return id;
    }

    public Object aggregate() {
        return aggregate;
    }

    /** Whether it is this very object, not one that equals it. */
    @SuppressWarnings("ReferenceEquality") // identity of objects is what is asked
    boolean holds(Object candidate) {
        return aggregate == candidate;
    }

    public State state() {
        return state;
    }

    /** The rows as loaded or last committed. */
    public AggregateRows snapshot() {
        if (snapshot == null) {
            throw new IllegalStateException(model.name() + " was added and has no snapshot");
        }
        return snapshot;
    }

    /** Whether it must be unchanged in the database at commit, though this unit of work does not change it. */
    public boolean isGuarded() {
        return guarded;
    }

    /** Whether a newer row of it was seen since it was loaded. */
    public boolean isStale() {
        return stale;
    }

    void become(Object next, State nextState) {
        this.aggregate = next;
        this.state = nextState;
    }

    void guard() {
        this.guarded = true;
    }

    void markStale() {
        this.stale = true;
    }

    /** A commit made these rows the truth. */
    void accept(AggregateRows committed) {
        this.snapshot = committed;
        this.state = State.LOADED;
        this.guarded = false;
    }
}

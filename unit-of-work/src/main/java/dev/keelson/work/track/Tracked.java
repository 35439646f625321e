package dev.keelson.work.track;

import dev.keelson.identity.IdentityKey;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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

    private final IdentityKey key;
    private final Object id;
    private AggregateModel model;
    private Object aggregate; // of one that nobody loaded the root's row
    private State state;
    private @Nullable AggregateModel storedModel;
    private @Nullable AggregateRows snapshot;
    private @Nullable List<Object> former;
    private boolean guarded;
    private boolean addedWhereAbsent;
    private boolean stale;
    private boolean hit;
    private boolean hidden;
    private boolean restored;

    private Tracked(IdentityKey key, Object id, AggregateModel model, Object aggregate, State state) {
        this.key = key;
        this.id = id;
        this.model = model;
        this.aggregate = aggregate;
        this.state = state;
    }

    static Tracked added(IdentityKey key, Object id, AggregateModel model, Object aggregate) {
        return new Tracked(key, id, model, aggregate, State.ADDED);
    }

    static Tracked loaded(IdentityKey key, Object id, Loaded loaded) {
        Tracked tracked = read(key, id, loaded);
        tracked.storedModel = loaded.model();
        tracked.snapshot = loaded.rows();
        return tracked;
    }

    /** One that is to be deleted and that nobody loaded: of its rows there is the root's, with its key and version. */
    static Tracked unseen(IdentityKey key, Object id, AggregateModel model, Row root) {
        return new Tracked(key, id, model, root, State.REMOVED);
    }

    /** Whether it is to be deleted, and nobody loaded it. */
    public boolean isUnseen() {
        return aggregate instanceof Row;
    }

    /** One of which nothing is to become, so that no rows of it are kept. */
    static Tracked read(IdentityKey key, Object id, Loaded loaded) {
        Tracked tracked = new Tracked(key, id, loaded.model(), loaded.aggregate(), State.LOADED);
        tracked.hidden = loaded.hidden();
        return tracked;
    }

    /** The mapping of the aggregate as it is now. */
    public AggregateModel model() {
        return model;
    }

    /** The mapping of the snapshot; another one where the aggregate became one of a class with tables of its own. */
    public AggregateModel storedModel() {
        return storedModel == null ? model : storedModel;
    }

    IdentityKey key() {
        return key;
    }

    /** Whether a root's row is of the identity under which this is tracked. */
    public boolean isIdentityOf(Row root) {
        return key.equals(new IdentityKey(model.family(), root.key()));
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

    /** Whether this very object is the aggregate, or was before another took its place in this unit of work. */
    @SuppressWarnings("ReferenceEquality") // identity of objects is what is asked
    public boolean held(Object candidate) {
        if (aggregate == candidate) {
            return true;
        }
        for (int i = 0; former != null && i < former.size(); i++) {
            if (former.get(i) == candidate) {
                return true;
            }
        }
        return false;
    }

    public State state() {
        return state;
    }

    /** The rows as loaded or last committed. */
    public AggregateRows snapshot() {
        if (snapshot == null) {
            throw new IllegalStateException(
                    model.name() + " was added, or only read, or not seen, and has no snapshot");
        }
        return snapshot;
    }

    /** The root's row as loaded or last committed; of one that nobody loaded with its key and version alone. */
    public Row root() {
        return aggregate instanceof Row unseen ? unseen : snapshot().root();
    }

    /** Whether it must be unchanged in the database at commit, though this unit of work does not change it. */
    public boolean isGuarded() {
        return guarded;
    }

    /** Whether a newer row of it was seen since it was loaded. */
    public boolean isStale() {
        return stale;
    }

    /** Whether a set-based write of this unit of work hit it, so that the object is as it was before. */
    public boolean isHit() {
        return hit;
    }

    /**
     * This one, which the database has as it is here as far as its unit of work knows.
     *
     * @throws StaleAggregateException if a set-based write of the unit of work hit it
     */
    public Tracked current() {
        if (hit) {
            long version = GuardRoot.version(root());
            Stale stale = new Stale(model.type(), id, version, OptionalLong.empty(), Reason.HIT);
            throw StaleAggregateException.hit("Cannot get", List.of(stale));
        }
        return this;
    }

    /** Whether it is there and of this type. */
    public boolean isPresent(Class<?> type) {
        return state() != State.REMOVED && type.isInstance(aggregate());
    }

    /** Whether it is hidden in the database, and stays so. */
    public boolean isHidden() {
        return hidden && !restored;
    }

    /** Whether it is hidden in the database, and the next commit restores it. */
    public boolean isRestored() {
        return hidden && restored;
    }

    /** Says that the next commit is to restore it, as it is hidden. */
    public void restore() {
        this.restored = true;
    }

    /** Leaves it hidden as it is in the database, though it was to be restored, and this object shows it. */
    void leave(Object asStored) {
        become(storedModel(), asStored, State.LOADED);
        this.guarded = false;
        this.restored = false;
    }

    /** Says that it was added since none was found, which others may do at the same moment. */
    public void addedWhereAbsent() {
        this.addedWhereAbsent = true;
    }

    /** Whether it was added since none was found. */
    public boolean isAddedWhereAbsent() {
        return addedWhereAbsent && state == State.ADDED;
    }

    void become(AggregateModel nextModel, Object next, State nextState) {
        if (!holds(next)) {
            former = former == null ? new ArrayList<>(2) : former;
            former.add(aggregate);
        }
        this.model = nextModel;
        this.aggregate = next;
        this.state = nextState;
    }

    void remove() {
        this.state = State.REMOVED;
    }

    void guard() {
        this.guarded = true;
    }

    void markStale() {
        this.stale = true;
    }

    void markHit() {
        this.stale = true;
        this.hit = true;
    }

    /** A commit made these rows the truth, and this object shows them. */
    void accept(AggregateRows committed, Object shown) {
        become(model, shown, State.LOADED);
        this.storedModel = model;
        this.snapshot = committed;
        this.guarded = false;
        this.hidden = model.isHidden(committed.root());
        this.restored = false;
    }

    /** What messages call it. */
    @Override
    public String toString() {
        return model.name() + "[" + key.value() + "]";
    }
}

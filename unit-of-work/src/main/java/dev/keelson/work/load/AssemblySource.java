package dev.keelson.work.load;

import dev.keelson.identity.IdentityKey;
import dev.keelson.work.load.ObjectReferences.Held;
import dev.keelson.work.load.rows.LoadedRows;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One aggregate of an assembly: its rows, and the object once it is made of them. Used by one thread. */
final class AssemblySource {

    /**
     * Why an aggregate is read: another one refers to it.
     *
     * @param by the one that does
     * @param held the property by which it does
     */
    record Wanted(AssemblySource by, Held held) {

        /** The aggregate that was asked for. */
        AssemblySource first() {
            return by.wanted == null ? by : by.wanted.first();
        }

        /** The way from there, as "manager.manager". */
        String path() {
            return (by.wanted == null ? "" : by.wanted.path() + ".") + held.path();
        }
    }

    private final LoadedRows rows;
    private final Row root;
    private final ObjectReferences references;
    private final @Nullable Wanted wanted;
    private final AggregateRows.Builder snapshot;
    private final List<IdentityKey> targets = new ArrayList<>(2);
    private @Nullable List<Consumer<Object>> waiting;
    private @Nullable Object aggregate;
    private boolean begun;
    private boolean seen;
    private int next;

    /**
     * @param rows have its rows among them
     * @param references how it refers to others
     * @param wanted why it is read, or null for one that was asked for
     */
    AssemblySource(LoadedRows rows, Row root, ObjectReferences references, @Nullable Wanted wanted) {
        this.rows = rows;
        this.root = root;
        this.references = references;
        this.wanted = wanted;
        this.snapshot = new AggregateRows.Builder(rows.model().tables().size());
    }

    AggregateModel model() {
        return rows.model();
    }

    Row root() {
        return root;
    }

    /** The rows that hang on the root's, maybe beside those of others. */
    LoadedRows rows() {
        return rows;
    }

    ObjectReferences references() {
        return references;
    }

    /** Takes every row that becomes part of the aggregate. */
    AggregateRows.Builder snapshot() {
        return snapshot;
    }

    /** Whether it is read only since another refers to it. */
    boolean cameAlong() {
        return wanted != null;
    }

    /** It refers to the aggregate with this key. */
    void refersTo(IdentityKey target) {
        targets.add(target);
    }

    /** The next of the aggregates that it refers to, each once; null after the last. */
    @Nullable
    IdentityKey nextTarget() {
        return next < targets.size() ? targets.get(next++) : null;
    }

    /** Tells whether it comes into sight for the first time. */
    boolean comesIntoSight() {
        boolean first = !seen;
        seen = true;
        return first;
    }

    void begin() {
        begun = true;
    }

    /** Whether it is being made, or is made. */
    boolean isBegun() {
        return begun;
    }

    /** The object, which may still lack some properties; null where it does not exist yet. */
    @Nullable
    Object aggregate() {
        return aggregate;
    }

    /** Hands the object to this once it exists. */
    void await(Consumer<Object> later) {
        if (waiting == null) {
            waiting = new ArrayList<>(1);
        }
        waiting.add(later);
    }

    /** The object exists; to be told once. */
    void made(Object object) {
        begun = true;
        aggregate = object;
        if (waiting != null) {
            waiting.forEach(later -> later.accept(object));
        }
    }

    Loaded loaded() {
        if (aggregate == null) {
            throw new IllegalStateException(root + " is not made yet");
        }
        return new Loaded(model(), aggregate, snapshot.build(), rows.hides(root));
    }
}

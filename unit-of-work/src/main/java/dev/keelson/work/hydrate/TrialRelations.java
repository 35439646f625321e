package dev.keelson.work.hydrate;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.row.Row;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Other aggregates for a trial: those held as objects are the ones that the unit of work has, as in a load that finds them
 * there. What is resolved on demand is not, since a trial sends no SQL; whether it was asked for is remembered. Used by one
 * thread.
 */
final class TrialRelations implements Relations {

    private final Targets targets;
    private boolean asked;

    TrialRelations(Targets targets) {
        this.targets = targets;
    }

    /** The next object is tried. */
    void begin() {
        asked = false;
    }

    /** Whether something was asked for that a load would have had. */
    boolean isAsked() {
        return asked;
    }

    @Override
    public @Nullable Object target(ReferenceContent reference, Row row, Consumer<Object> later) {
        AggregateModel model = reference.target().get().first();
        @Nullable Object[] key = model.keyHeld(row, reference.columns());
        Object target = key == null ? null : targets.target(model, key);
        asked |= target == null;
        return target;
    }

    @Override
    public Ref<Object> ref(ReferenceContent reference, Row row, Object id) {
        return new Unresolved(id);
    }

    @Override
    public Refs<Object> refs(RefsContent refs) {
        return new UnresolvedAll();
    }

    @Override
    public void made(Object root) {
        // nobody waits for it
    }

    private IllegalStateException unresolved(String what) {
        asked = true;
        return new IllegalStateException(what + " is not resolved while it is tried whether a state can be loaded");
    }

    private final class Unresolved implements Ref<Object> {

        private final Object id;

        Unresolved(Object id) {
            this.id = id;
        }

        @Override
        public Object id() {
            return id;
        }

        @Override
        public Object get() {
            throw unresolved("Ref[" + id + "]");
        }

        @Override
        public boolean isLoaded() {
            return false;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Ref<?> ref && id.equals(ref.id());
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    private final class UnresolvedAll implements Refs<Object> {

        @Override
        public List<Object> list() {
            throw unresolved("Refs");
        }

        @Override
        public boolean isLoaded() {
            return false;
        }
    }
}

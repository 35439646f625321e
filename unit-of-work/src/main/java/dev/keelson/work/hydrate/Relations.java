package dev.keelson.work.hydrate;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.row.Row;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the hydration of one aggregate finds what lies beyond its own rows. Used by one thread. */
public interface Relations {

    /** For an aggregate that refers to no other. */
    Relations NONE = new Relations() {
        @Override
        public @Nullable Object target(ReferenceContent reference, Row row, Consumer<Object> later) {
            throw new IllegalStateException("no references are resolved here");
        }

        @Override
        public Ref<Object> ref(ReferenceContent reference, Row row, Object id) {
            throw new IllegalStateException("no references are resolved here");
        }

        @Override
        public Refs<Object> refs(RefsContent refs) {
            throw new IllegalStateException("no references are resolved here");
        }

        @Override
        public void made(Object root) {
            // nobody waits for it
        }
    };

    /**
     * The root that a row refers to.
     *
     * @param row holds the target's key, which is not null
     * @param later takes the target as soon as it exists, where it is being made just now
     * @return null only if it is being made just now
     * @throws dev.keelson.kernel.error.HydrationException if there is none
     */
    @Nullable
    Object target(ReferenceContent reference, Row row, Consumer<Object> later);

    /** A reference that is resolved on demand to the root with this identifier. */
    Ref<Object> ref(ReferenceContent reference, Row row, Object id);

    /** The other aggregates that are related to the root being hydrated, resolved on demand. */
    Refs<Object> refs(RefsContent refs);

    /** Tells that the root exists, though not all of its properties are set yet. */
    void made(Object root);
}

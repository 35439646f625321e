package dev.keelson.work.imports;

import dev.keelson.kernel.Internal;
import java.util.List;

/** What became of some rows that were to be stored in one commit. */
@Internal
public sealed interface ChunkOutcome {

    /**
     * They are stored, and the token with them.
     *
     * @param added how many aggregates were added
     * @param replaced how many stored ones became others
     * @param unchanged how many stored ones were as their rows say
     * @param skipped how many rows were left out since their identifiers were stored
     */
    record Stored(long added, long replaced, long unchanged, long skipped) implements ChunkOutcome {}

    /** The token was committed by somebody else. */
    record StoredBefore() implements ChunkOutcome {}

    /**
     * None is stored, because of these.
     *
     * @param rows those that cannot be stored, in their order; there is at least one
     */
    record Refused(List<RefusedRow> rows) implements ChunkOutcome {

        public Refused {
            rows = List.copyOf(rows);
        }
    }

    /**
     * None is stored, and it is not known because of which.
     *
     * @param cause what was told
     */
    record Unnamed(RuntimeException cause) implements ChunkOutcome {}
}

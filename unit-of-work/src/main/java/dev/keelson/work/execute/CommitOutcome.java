package dev.keelson.work.execute;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.work.render.CommitScript;
import dev.keelson.work.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one attempt to commit. Immutable. */
public sealed interface CommitOutcome {

    /**
     * It is certain that it was committed.
     *
     * @param roundTrips how many network round trips its message took; asking what became of it is not counted
     * @param filled what the database filled in: rows with their key and those columns, all else null; null where the answer
     *     was lost, and only the log told that the commit took place
     * @param hits what each set-based write hit, in their order; null where the answer was lost
     */
    record Committed(
            int roundTrips,
            @Nullable List<Row> filled,
            @Nullable List<Hit> hits) implements CommitOutcome {

        /** One whose answer was lost. */
        static Committed unanswered(int roundTrips) {
            return new Committed(roundTrips, null, null);
        }
    }

    /**
     * What a set-based write hit.
     *
     * @param roots how many roots
     * @param places of those that the unit of work holds, as the statement was given them
     */
    record Hit(long roots, List<Integer> places) {}

    /**
     * It is certain that nothing was committed, and will not be: the attempt's place in the commit log holds a tombstone. The
     * command may be attempted again under the next number.
     *
     * @param failure what a user is told who does not attempt it again
     */
    record Fenced(DatabaseException failure) implements CommitOutcome {

        static Fenced of(CommitScript.Attempt attempt, @Nullable Throwable cause) {
            return new Fenced(new DatabaseException(
                    "commit attempt " + attempt.number() + " of command "
                            + attempt.token().value()
                            + " (its connection broke, or others gave it up, before it took effect, and it is certain"
                            + " that nothing was committed)",
                    null,
                    null,
                    cause));
        }
    }
}

package dev.keelson.work.watch;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.error.RepeatedLoadException;
import dev.keelson.kernel.error.StatementBudgetExceededException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work sends, as those see it who look on. Where nobody does it counts, and makes nothing for a statement. Used by
 * the thread of the unit of work, or by one that this waits for.
 */
@Internal
public final class WorkWatch {

    private final Watch all;
    private final @Nullable Budget budget;
    private final @Nullable Tripwire tripwire;
    private boolean committing;
    private int statements;
    private long rows;
    private int recording;

    WorkWatch(Watch all, @Nullable Budget budget, @Nullable Tripwire tripwire) {
        this.all = all;
        this.budget = budget;
        this.tripwire = tripwire;
    }

    /** What a commit is for, in the words of messages. */
    public static String purposeOfCommit() {
        return "commit";
    }

    /**
     * Lets a statement be sent that reads.
     *
     * @throws StatementBudgetExceededException if it is one more than the unit of work may send; nothing was sent
     */
    public void admit(Supplier<String> attempted) {
        if (budget != null) {
            if (committing) {
                budget.count(attempted);
            } else {
                budget.use(attempted);
            }
        }
    }

    /**
     * Lets a commit begin. From then on, until it has ended, nothing is refused.
     *
     * @throws StatementBudgetExceededException if it is one more than the unit of work may send; nothing was sent
     */
    public void admitCommit() {
        admit(WorkWatch::purposeOfCommit);
        committing = true;
    }

    /** The commit has ended, or did not begin; loads are compared anew. */
    public void committed() {
        committing = false;
        if (tripwire != null) {
            tripwire.reset();
        }
    }

    /**
     * A load is about to be sent that is for one thing.
     *
     * @param shape what is the same in loads that differ by their values alone
     * @throws RepeatedLoadException if there were too many, and that is to fail
     */
    public void repeated(Supplier<String> attempted, Object shape) {
        if (tripwire != null && !committing) {
            tripwire.passes(attempted, shape);
        }
    }

    /** Whether anybody wants to hear of the text that jOOQ renders. */
    public boolean isReading() {
        return tripwire != null || all.comments() != null || isTold();
    }

    /** What stands in front of a statement; empty where no comments are wanted. */
    public String comment(Supplier<String> attempted) {
        SqlComments comments = all.comments();
        return comments == null ? "" : comments.of(Purposes.of(attempted.get()));
    }

    private boolean isTold() {
        SqlLog log = all.log();
        return recording > 0 || (log != null && all.isOn(log));
    }

    /** Counts a statement that is about to be sent; null where nobody wants to know more. */
    public @Nullable Sent begin(Supplier<String> attempted) {
        statements++;
        all.sent();
        return isTold() ? new Sent(this, attempted) : null;
    }

    void tell(Sent sent, long read) {
        rows += read;
        all.tell(sent, read);
    }

    int statements() {
        return statements;
    }

    long rows() {
        return rows;
    }

    /** A load begins. */
    public Recorded load(Class<?> type) {
        all.loaded();
        return isRecorded() && LoadEvent.isRecorded() ? begun(new LoadEvent(), type.getSimpleName()) : Recorded.NONE;
    }

    /** A query begins. */
    public Recorded query(Class<?> type) {
        all.queried();
        return isRecorded() && QueryEvent.isRecorded() ? begun(new QueryEvent(), type.getSimpleName()) : Recorded.NONE;
    }

    /**
     * A commit begins.
     *
     * @param types names the types of the aggregates that it writes, each once
     */
    public <C> Recorded commit(C changes, Function<C, String> types) {
        return isRecorded() && CommitEvent.isRecorded()
                ? begun(new CommitEvent(), types.apply(changes))
                : Recorded.NONE;
    }

    /** Whether a recording was ever made: events are not so much as loaded before, since that loads a hundred classes of the JDK. */
    private static boolean isRecorded() {
        return FlightRecorder.isInitialized();
    }

    private Recorded begun(WorkEvent event, String type) {
        recording++;
        return new Recorded.Event(this, event, type);
    }

    void ended() {
        recording--;
    }

    /** A commit took place. */
    public void done() {
        all.committed();
    }

    /**
     * A commit failed since others had written the same.
     *
     * @param types the names of the types of the aggregates in conflict
     * @param reason why, without an identifier
     */
    public void conflict(List<String> types, String reason) {
        all.conflicted();
        if (!isRecorded()) {
            return;
        }
        ConflictEvent event = new ConflictEvent();
        if (event.shouldCommit()) {
            event.type = String.join(", ", types.stream().distinct().toList());
            event.aggregates = types.size();
            event.reason = reason;
            event.commit();
        }
    }
}

package dev.keelson.work.execute;

import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.render.CommitScript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one command that the commit log knows, as they were at one moment: tombstones from number 1 on, and at their
 * end the attempt that was committed, if one was. Immutable.
 *
 * @param entries in the order of their numbers
 * @param asked when the log was asked, by {@link System#nanoTime()}
 * @param answered when it had answered, by the same
 */
public record Chain(List<Entry> entries, long asked, long answered) {

    public Chain {
        entries = List.copyOf(entries);
    }

    /**
     * What the log says of one attempt.
     *
     * @param attempt its number
     * @param committed whether it was committed, or declared dead
     * @param author the call that wrote it, {@link CommitLogTable#QUESTION}, or null where nobody said
     * @param at when: of what was committed by the clock of its context, of tombstones by the database's
     * @param age how long ago that was, by the database's clock
     */
    public record Entry(
            int attempt, boolean committed, @Nullable Long author, Instant at, Duration age) {

        /** Whether this call wrote it. */
        boolean isOf(long call) {
            return author != null && author == call;
        }

        /** Whether a question for the outcome of the whole command left it. */
        boolean isQuestion() {
            return !committed && isOf(CommitLogTable.QUESTION);
        }
    }

    /** The attempt that was committed. */
    public Optional<Entry> committed() {
        return entries.stream().filter(Entry::committed).findFirst();
    }

    /** What is known of the attempt of this number. */
    Optional<Entry> find(int attempt) {
        return entries.stream().filter(entry -> entry.attempt() == attempt).findFirst();
    }

    /** The number that nobody has used yet; all before it are dead, if none is committed. */
    int end() {
        int end = 1;
        for (Entry entry : entries) {
            if (entry.attempt() == end) {
                end++;
            }
        }
        return end;
    }

    /** When the tombstone before this attempt was written; null for the first, and where there is none. */
    @Nullable
    Instant before(int attempt) {
        return find(attempt - 1)
                .filter(entry -> !entry.committed())
                .map(Entry::at)
                .orElse(null);
    }

    /** Whether an attempt may still be committed: the tombstone that it follows is there as it was seen. */
    boolean holds(CommitScript.Attempt attempt) {
        return Objects.equals(before(attempt.number()), attempt.after());
    }

    /** The latest question that left a tombstone no longer ago than this. */
    Optional<Entry> questionWithin(long nanos) {
        return entries.stream()
                .filter(entry -> entry.isQuestion() && entry.age().toNanos() <= nanos)
                .reduce((one, later) -> later.at().isBefore(one.at()) ? one : later);
    }
}

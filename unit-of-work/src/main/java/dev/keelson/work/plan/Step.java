package dev.keelson.work.plan;

import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.UniqueRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One write on its way into the order, with those that it waits for. Used by one thread. */
final class Step {

    /** That one write comes before another. */
    static final class Wait {

        private final Step first;
        private final Step then;
        private final @Nullable ForeignKey reference;
        private final @Nullable UniqueRule rule;
        private boolean dropped;

        private Wait(Step first, Step then, @Nullable ForeignKey reference, @Nullable UniqueRule rule) {
            this.first = first;
            this.then = then;
            this.reference = reference;
            this.rule = rule;
        }

        Step first() {
            return first;
        }

        Step then() {
            return then;
        }

        /** The reference from one of the rows to the other, or null where another reason holds. */
        @Nullable
        ForeignKey reference() {
            return reference;
        }

        /** The rule under which a value passes from one of the rows to the other, or null where another reason holds. */
        @Nullable
        UniqueRule rule() {
            return rule;
        }

        /** The reason is gone. */
        void drop() {
            if (isOpen()) {
                then.open--;
            }
            dropped = true;
        }

        private boolean isOpen() {
            return !dropped && !first.done;
        }
    }

    private final int place;
    private final List<Wait> waits = new ArrayList<>(2);
    private final List<Wait> waiting = new ArrayList<>(2);
    private Change change;
    private int open;
    private boolean done;

    /**
     * A write.
     *
     * @param place where it would stand if nothing but habit counted
     */
    Step(Change change, int place) {
        this.change = change;
        this.place = place;
    }

    Change change() {
        return change;
    }

    int place() {
        return place;
    }

    /** The columns that it names, where those are not all or none. */
    ColumnSet columns() {
        return change.written();
    }

    /** Something else is written in its place, of the same row. */
    void become(Change other) {
        change = other;
    }

    /** Has another write come after this one. */
    void before(Step then, @Nullable ForeignKey reference) {
        before(new Wait(this, then, reference, null));
    }

    /** Has another write, which takes a value that this one gives up, come after it in a statement of its own. */
    void passesTo(Step then, UniqueRule rule) {
        before(new Wait(this, then, null, rule));
    }

    /** Whether it takes a value that one of these gives up. */
    boolean takesFrom(Set<Step> others) {
        for (int i = 0; i < waits.size(); i++) {
            if (waits.get(i).rule != null && others.contains(waits.get(i).first)) {
                return true;
            }
        }
        return false;
    }

    private void before(Wait wait) {
        Step then = wait.then;
        waiting.add(wait);
        then.waits.add(wait);
        then.open += done ? 0 : 1;
    }

    /** Whether it was ever to come before or after another, also where the wait was dropped since. */
    boolean isOrdered() {
        return !waits.isEmpty() || !waiting.isEmpty();
    }

    /** What this one, which is not ready, waits for. */
    Wait blocker() {
        for (int i = 0; i < waits.size(); i++) {
            if (waits.get(i).isOpen()) {
                return waits.get(i);
            }
        }
        throw new IllegalStateException("it waits for nothing");
    }

    boolean isDone() {
        return done;
    }

    /** Whether it waits for nothing any more. */
    boolean isReady() {
        return open == 0;
    }

    /** It is not done yet. */
    void undo() {
        if (done) {
            done = false;
            for (int i = 0; i < waiting.size(); i++) {
                waiting.get(i).then.open += waiting.get(i).dropped ? 0 : 1;
            }
        }
    }

    /** It is done; those that waited for nothing else are ready now. */
    void finish(List<Step> readyNow) {
        for (int i = 0; i < waiting.size(); i++) {
            Wait wait = waiting.get(i);
            if (wait.isOpen() && --wait.then.open == 0) {
                readyNow.add(wait.then);
            }
        }
        done = true;
    }
}

package dev.keelson.work.watch;

import dev.keelson.kernel.error.RepeatedLoadException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that one unit of work sends the same load again and again, each time for one thing. The stack is looked at only when it
 * trips. Used by the thread of the unit of work.
 */
final class Tripwire {

    private static final Logger LOG = LoggerFactory.getLogger(Tripwire.class);

    /** So many different loads it knows at once; it forgets all of them for one more. */
    private static final int MOST_SHAPES = 200;

    private final int most;
    private final boolean fails;
    private @Nullable Object first;
    private int firstTimes;
    private @Nullable Map<Object, Count> others;
    private boolean told;

    /** How often one was sent. */
    private static final class Count {
        private int times;
    }

    /**
     * @param most how often makes it trip
     * @param fails whether by an exception
     */
    Tripwire(int most, boolean fails) {
        this.most = most;
        this.fails = fails;
    }

    /**
     * Counts a load that is about to be sent.
     *
     * @param shape what is the same in loads that differ by their values alone
     * @throws RepeatedLoadException if it is one too many, and that is to fail
     */
    void passes(Supplier<String> attempted, Object shape) {
        int times = counted(shape);
        if (times >= most && (fails || !told)) {
            told = true;
            trip(Purposes.of(attempted.get()), times, Caller.lines());
        }
    }

    /** Most units of work load things of one shape, so that those of others alone are looked up. */
    private int counted(Object shape) {
        if (first == null) {
            first = shape;
        }
        if (shape.equals(first)) {
            return ++firstTimes;
        }
        Map<Object, Count> known = others;
        if (known == null) {
            known = new HashMap<>();
            others = known;
        } else if (known.size() >= MOST_SHAPES && !known.containsKey(shape)) {
            known.clear();
        }
        return ++known.computeIfAbsent(shape, unused -> new Count()).times;
    }

    private void trip(String purpose, int times, String asked) {
        if (fails) {
            throw new RepeatedLoadException(purpose, times, asked);
        }
        LOG.warn(
                "A unit of work sends \"{}\" {} times, each for one thing, the last asked by {}. Mostly a loop loads"
                        + " one aggregate at a time; load them together before it with findAll, getAll or a query, or"
                        + " fetch what they refer to. Told once a unit of work.",
                purpose,
                times,
                asked);
    }

    /** Begins anew, as after a commit. */
    void reset() {
        first = null;
        firstTimes = 0;
        others = null;
    }
}

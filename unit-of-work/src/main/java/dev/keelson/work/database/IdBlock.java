package dev.keelson.work.database;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one sequence gave, of which values are given out one by one. Two locks: that of the values is held for moments, that of
 * drawing as long as somebody waits for the database, or for a connection to it. Thread-safe.
 */
final class IdBlock {

    private final ReentrantLock drawing = new ReentrantLock();
    private final ReentrantLock values = new ReentrantLock();
    private final DrawnIds given = new DrawnIds();
    private final boolean remembered;
    private long[] drawn = {};
    private int next;

    /**
     * @param remembered whether it is told later which values were given out
     */
    IdBlock(boolean remembered) {
        this.remembered = remembered;
    }

    /**
     * Has one thread draw at a time.
     *
     * @param held whether it holds a connection, for which whoever draws may be waiting: then it does not queue behind that one
     * @return whether it is to fill this, and to tell when it is done; otherwise it draws for itself alone
     */
    boolean beginDrawing(boolean held) {
        if (held) {
            return drawing.tryLock();
        }
        drawing.lock();
        return true;
    }

    void endDrawing() {
        drawing.unlock();
    }

    /** The next value; null where none is left. */
    @Nullable
    Long take() {
        values.lock();
        try {
            return next == drawn.length ? null : (Long) give(drawn[next++]);
        } finally {
            values.unlock();
        }
    }

    /** Fills this, and gives out the first value. */
    long fill(long[] block) {
        values.lock();
        try {
            drawn = block;
            next = 1;
            return give(block[0]);
        } finally {
            values.unlock();
        }
    }

    /** A value was drawn for one alone. */
    long alone(long value) {
        values.lock();
        try {
            return give(value);
        } finally {
            values.unlock();
        }
    }

    private long give(long value) {
        if (remembered) {
            given.add(value);
        }
        return value;
    }

    /** Whether a value was given out, where they are remembered. */
    boolean wasGiven(long value) {
        values.lock();
        try {
            return given.contains(value);
        } finally {
            values.unlock();
        }
    }
}

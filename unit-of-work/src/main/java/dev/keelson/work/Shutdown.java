package dev.keelson.work;

import dev.keelson.work.execute.Shield;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one Keelson ends: nothing new begins, what is under way gets its time, and no thread is left. Thread-safe. */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger(Keelson.class);

    private final OpenWork open;
    private final Shield shield;
    private final Duration patience;
    private final List<AutoCloseable> owned;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean done;

    /**
     * @param engine what is under way in it gets its time
     * @param owned what is closed at the end
     */
    Shutdown(Engine engine, List<AutoCloseable> owned) {
        this.open = engine.open();
        this.shield = engine.shield();
        this.patience = engine.numbers().closeWait();
        this.owned = new ArrayList<>();
        this.owned.add(engine.shared()::close); // before the pool that it may ask by
        this.owned.addAll(owned);
    }

    /** Does it once; whoever comes meanwhile waits for that. */
    void run() {
        open.close();
        lock.lock();
        try {
            if (!done) {
                done = true;
                end();
            }
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        long start = System.nanoTime();
        List<String> left = new ArrayList<>(open.await(patience));
        int committing = shield.close(patience.minusNanos(System.nanoTime() - start));
        if (committing > 0) {
            left.add(committing + (committing == 1 ? " commit that waits" : " commits that wait")
                    + " for the database's answer");
        }
        if (!left.isEmpty()) {
            LOG.warn(
                    "Keelson was closed, and this had not ended: {}. Units of work are closed, and calls return, before"
                            + " Keelson is closed; it waits {} ms for them.",
                    String.join("; ", left),
                    patience.toMillis());
        }
        RuntimeException failure = null;
        for (AutoCloseable resource : owned) {
            try {
                resource.close();
            } catch (Exception refused) {
                failure = Optional.ofNullable(failure)
                        .orElseGet(() -> new IllegalStateException("Cannot close what Keelson was given to own"));
                failure.addSuppressed(refused);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

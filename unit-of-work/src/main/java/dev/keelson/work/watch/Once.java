package dev.keelson.work.watch;

import java.util.concurrent.atomic.AtomicBoolean;

/** Says who is the first. Thread-safe. */
final class Once {

    private final AtomicBoolean over = new AtomicBoolean();

    boolean isFirst() {
        return !over.getAndSet(true);
    }
}

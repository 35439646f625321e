package dev.keelson.work;

import dev.keelson.kernel.Isolation;
import dev.keelson.work.database.Timeouts;
import org.jspecify.annotations.Nullable;

/**
 * How the transactions of one unit of work run.
 *
 * @param timeouts its own, or null for those of all
 */
record Terms(Isolation isolation, @Nullable Timeouts timeouts) {

    static final Terms DEFAULT = new Terms(Isolation.DEFAULT, null);

    static Terms of(Isolation isolation) {
        return isolation == Isolation.DEFAULT ? DEFAULT : new Terms(isolation, null);
    }
}

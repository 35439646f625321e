package dev.keelson.work;

import dev.keelson.kernel.Isolation;
import dev.keelson.work.database.Timeouts;
import org.jspecify.annotations.Nullable;

/**
 * How the transactions of one unit of work run.
 *
 * @param timeouts its own, or null for those of all
 * @param statements its own budget, 0 for none, {@link #BUDGET_OF_ALL} for that of all
 */
record Terms(Isolation isolation, @Nullable Timeouts timeouts, int statements) {

    static final int BUDGET_OF_ALL = -1;
    static final Terms DEFAULT = new Terms(Isolation.DEFAULT, null, BUDGET_OF_ALL);

    Terms with(Isolation other) {
        return new Terms(other, timeouts, statements);
    }

    Terms with(Timeouts own) {
        return new Terms(isolation, own, statements);
    }

    Terms within(int budget) {
        return new Terms(isolation, timeouts, budget);
    }

    static Terms of(Isolation isolation) {
        return isolation == Isolation.DEFAULT ? DEFAULT : new Terms(isolation, null, BUDGET_OF_ALL);
    }
}

package dev.keelson.work.plan;

import dev.keelson.work.change.Change;
import java.util.BitSet;
import java.util.List;

/**
 * The writes of a commit in an order that keeps every edge between them. Immutable.
 *
 * @param writes the writes, in order
 * @param starts the places of those that may not share a statement with the one before, since a value passes between them
 * @param deferred whether rules that can be checked at the end must be, since values change places among rows
 * @param free whether no write waits for another, and none gives up a unique value or takes one by an update
 */
record WriteOrder(List<Change> writes, BitSet starts, boolean deferred, boolean free) {

    private static final BitSet NOWHERE = new BitSet(0);

    /** Writes in the order of habit, which is all they need. */
    static WriteOrder plain(List<Change> writes) {
        return new WriteOrder(writes, NOWHERE, false, true);
    }
}

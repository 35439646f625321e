package dev.keelson.work;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.DatabaseException;

/** What an attempt to commit came to, where it did not fail. Immutable. */
sealed interface Attempted {

    /** It was committed. */
    record Done(CommitReceipt receipt) implements Attempted {}

    /**
     * Nothing was committed, and this attempt never will be; the command may be attempted again.
     *
     * @param failure what {@code commit()} throws then
     */
    record Dead(DatabaseException failure) implements Attempted {}
}

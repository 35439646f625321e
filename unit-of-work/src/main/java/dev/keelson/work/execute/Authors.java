package dev.keelson.work.execute;

import dev.keelson.work.render.CommitLogTable;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Draws what tells one call from every other, on this machine and elsewhere, so that each knows its own rows of the commit
 * log. Not to be guessed by who sees others. Thread-safe.
 */
public final class Authors {

    private final SecureRandom random = new SecureRandom();

    /** The next one, never the mark of a question. */
    public long next() {
        byte[] drawn = new byte[Long.BYTES]; // a number would be drawn in two goes
        random.nextBytes(drawn);
        long author = ByteBuffer.wrap(drawn).getLong();
        return author == CommitLogTable.QUESTION ? next() : author;
    }
}

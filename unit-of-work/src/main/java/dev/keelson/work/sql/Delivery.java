package dev.keelson.work.sql;

/** How the statements of a commit reach the database. */
public enum Delivery {

    /**
     * All statements and COMMIT travel in one message: rows and keys are bound as arrays, and a guard on the server makes the
     * COMMIT a rollback. Only pgjdbc sends such a message, and only PostgreSQL executes one.
     */
    ONE_MESSAGE,

    /**
     * Each row has a plain statement of its own, and JDBC batches carry the statements that share a text. Keys are listed, and
     * the client compares versions and counts rows before it sends COMMIT.
     */
    BATCHES
}

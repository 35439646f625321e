package dev.keelson.work.database;

import dev.keelson.work.sql.BoundStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The transaction of one commit, up to COMMIT or rollback. Used by one thread at a time. */
public interface Transaction extends AutoCloseable {

    Connection connection();

    /** What has to be sent before everything else. */
    List<BoundStatement> ahead();

    /** Whether the database commits a message by itself; else COMMIT has to be sent. */
    boolean commitsByItself();

    /**
     * COMMIT was answered.
     *
     * @throws SQLException if the connection broke afterwards
     */
    void committed() throws SQLException;

    /** Rolls back; what fails on the way is added to the failure that is the reason. */
    void rollBack(Exception failure);

    /**
     * Gives the connection back, if it is not held on.
     *
     * @throws SQLException if the connection broke
     */
    @Override
    void close() throws SQLException;
}

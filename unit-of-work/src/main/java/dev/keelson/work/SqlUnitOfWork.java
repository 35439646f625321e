package dev.keelson.work;

import dev.keelson.kernel.UnitOfWork;

/**
 * A unit of work as infrastructure sees it: besides what the application may do, it asks the database. Used by one thread
 * at a time, the one that began it, and says so when misused.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
public interface SqlUnitOfWork extends UnitOfWork, SqlReading {

    @Override
    SqlUnitOfWork acrossTenants(String reason);

    @Override
    SqlUnitOfWork includingDeleted(String reason);

    /** SQL of the application's own: it reads now, and writes many aggregates at once as part of the commit. */
    @Override
    WritingSql sql();

    /**
     * Draws the next number of a sequence of the database, such as the part of a composite identifier that the database is to
     * make. Blocks of 50 are fetched ahead; numbers that are not used leave gaps.
     *
     * @param sequence its name, {@code "schema.name"} where it lies in another schema than the connection's own
     * @throws dev.keelson.kernel.error.DatabaseException if there is no such sequence, or the database cannot be reached
     */
    long nextNumber(String sequence);
}

package dev.keelson.work.database;

/**
 * A commit that is certain.
 *
 * @param roundTrips how many network round trips it took, as far as the executor knows its own protocol
 * @param resolved whether the answer was lost on the way and the commit log had to be asked
 */
public record CommitOutcome(int roundTrips, boolean resolved) {}

package dev.keelson.work.database;

/**
 * A commit that is certain.
 *
 * @param roundTrips how many network round trips its message took; asking what became of it is not counted
 */
public record CommitOutcome(int roundTrips) {}

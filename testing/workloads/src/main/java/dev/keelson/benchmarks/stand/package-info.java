/**
 * Where a contestant performs: a database of its own, a wire that counts, threads, and what they spend.
 *
 * <p>Enters: a contestant, a workload and its tasks. Leaves: counts on the wire, time, allocations, processor time. The next
 * rooms are the guard, which compares some of these with what is recorded, and {@code dev.keelson.benchmarks}, which compares
 * contestants.
 */
@NullMarked
package dev.keelson.benchmarks.stand;

import org.jspecify.annotations.NullMarked;

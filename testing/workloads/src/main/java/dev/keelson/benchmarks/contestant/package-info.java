/**
 * What whoever is measured has to be able to do.
 *
 * <p>Enters: a pool, and orders. Leaves: rows in a database, and orders read back. The rooms within are one contestant each;
 * whoever joins gets another. The next room after them is {@code workload}.
 */
@NullMarked
package dev.keelson.benchmarks.contestant;

import org.jspecify.annotations.NullMarked;

/**
 * Measures contestants side by side: in one JVM, on one server, round by round, so that whatever disturbs a round disturbs all
 * of them.
 *
 * <p>Enters: system properties (see {@link Settings}). Leaves: a table of counts and ratios on standard output. It is the
 * last room.
 */
@NullMarked
package dev.keelson.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * How long a fresh JVM takes to its first commit, and how many classes it loads for that.
 *
 * <p>Enters: contestants. Leaves: medians of fresh JVMs, one after the other.
 */
@NullMarked
package dev.keelson.benchmarks.start;

import org.jspecify.annotations.NullMarked;

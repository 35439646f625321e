/**
 * What is done: use cases of a kind, and whether a contestant does them right.
 *
 * <p>Enters: a seed and the name of a workload. Leaves: tasks, the same ones for every contestant, and the assurance that a
 * contestant's rows are what they should be. The next room is {@code dev.keelson.benchmarks}, which measures.
 */
@NullMarked
package dev.keelson.benchmarks.workload;

import org.jspecify.annotations.NullMarked;

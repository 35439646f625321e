/**
 * What is told of a run: figures as data, as JSON, as a page of tables, and drawn.
 *
 * <p>Enters: outcomes of workloads. Leaves: texts. The next room is {@code dev.keelson.benchmarks}, which measures and writes
 * the files.
 */
@NullMarked
package dev.keelson.benchmarks.page;

import org.jspecify.annotations.NullMarked;

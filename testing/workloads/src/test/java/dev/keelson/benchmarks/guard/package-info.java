/** Holds what a workload takes to what is recorded. */
@NullMarked
package dev.keelson.benchmarks.guard;

import org.jspecify.annotations.NullMarked;

/**
 * Aggregates are made of the rows of a load here: one statement for those that are asked for, then one for each level of
 * other aggregates that these hold as objects, each object once. Keys or a query enter; aggregates and their rows leave.
 * Next room: {@code dev.keelson.work.track}.
 */
@Internal
@NullMarked
package dev.keelson.work.load;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

/**
 * Read models instead of aggregates: records whose components take properties by their paths. Enters: a record's class and the roots of a query.
 * Leaves: the columns to select, and records made of them. Next room: {@code dev.keelson.work.track}.
 */
@Internal
@NullMarked
package dev.keelson.work.projection;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

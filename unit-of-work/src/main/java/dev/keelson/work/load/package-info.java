/**
 * One statement for each load, of any shape inside the aggregate: one branch of a UNION ALL for each table, so one
 * snapshot and one round trip; then one for each level of other aggregates that these hold as objects. Keys or a condition
 * enter, rows and the aggregates made of them leave. Next room: {@code dev.keelson.work.track}.
 */
@Internal
@NullMarked
package dev.keelson.work.load;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

/**
 * The SQL of loads: one statement for each, of any shape inside the aggregate. It is a UNION ALL of one branch for each
 * table, so it reads one snapshot in one round trip. Mappings, policies and conditions enter; statements, and the columns
 * in which the rows of their results lie, leave. Nothing is run here. Next room: {@code dev.keelson.work.load.rows}.
 */
@Internal
@NullMarked
package dev.keelson.work.load.select;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

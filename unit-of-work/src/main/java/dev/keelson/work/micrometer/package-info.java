/**
 * Meters for Micrometer, where an application has it on its class path. A {@code Keelson} enters, counters and gauges leave. Nothing
 * imports this room.
 */
@NullMarked
package dev.keelson.work.micrometer;

import org.jspecify.annotations.NullMarked;

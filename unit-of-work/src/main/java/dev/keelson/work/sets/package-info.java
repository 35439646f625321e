/**
 * Writes of many aggregates at once: what users say, and the statement that does it, which leads the writes of a commit. Conditions
 * and values of the domain enter, steps of a commit's script leave. Next room: {@code dev.keelson.work.purge}.
 */
@NullMarked
package dev.keelson.work.sets;

import org.jspecify.annotations.NullMarked;

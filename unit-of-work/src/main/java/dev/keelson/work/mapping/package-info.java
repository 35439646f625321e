/**
 * How an application says what the conventions cannot know: corrections of one aggregate, rules for all values of a type.
 * Enters: the application's {@link dev.keelson.work.mapping.AggregateMapping}s. Leaves: the corrections as they were
 * given, which the rooms below read. Works at start-up only. Next room: {@code dev.keelson.work.mapping.draft}.
 */
@NullMarked
package dev.keelson.work.mapping;

import org.jspecify.annotations.NullMarked;

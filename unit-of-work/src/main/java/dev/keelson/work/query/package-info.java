/**
 * What queries compare: the properties of aggregates by their paths, the rows of their parts, and the aggregates that they refer to, each
 * reference to a table restricted by the policies. Domain values enter; jOOQ's conditions leave. Next room: {@code dev.keelson.work.projection}.
 */
@NullMarked
package dev.keelson.work.query;

import org.jspecify.annotations.NullMarked;

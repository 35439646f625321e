/**
 * The way to the database: SQL texts that were rendered once by jOOQ, values bound to them, connections, the executors
 * of a commit's script, and what their failures mean. Statements enter, rows and outcomes leave. Next room: {@code
 * dev.keelson.work.hydrate}.
 */
@NullMarked
package dev.keelson.work.sql;

import org.jspecify.annotations.NullMarked;

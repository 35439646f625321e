/**
 * Connections: how the statements of one unit of work reach the database, borrowed for each or pinned to one transaction; how
 * values are bound and read. Statements enter, rows leave. Next room: {@code dev.keelson.work.hydrate}.
 */
@NullMarked
package dev.keelson.work.database;

import org.jspecify.annotations.NullMarked;

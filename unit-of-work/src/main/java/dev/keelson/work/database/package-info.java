/**
 * Connections: how the statements of one unit of work reach the database, borrowed for each or pinned to one transaction; how
 * values are bound and read. Statements enter, rows leave. Next room: {@code dev.keelson.work.hydrate}.
 */
@Internal
@NullMarked
package dev.keelson.work.database;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

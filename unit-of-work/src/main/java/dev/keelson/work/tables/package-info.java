/**
 * Tables of a mapping as jOOQ's: what generated code stands on. Enters: a mapping and its policies, told without a database. Leaves: tables
 * whose columns bind and read the domain's values. Next room: {@code dev.keelson.work.schema}.
 */
@NullMarked
package dev.keelson.work.tables;

import org.jspecify.annotations.NullMarked;

/**
 * A plan becomes a script: statements that jOOQ built once for each table, operation and column set, with the values of
 * these rows. Next room: {@code dev.keelson.work.execute}.
 */
@NullMarked
package dev.keelson.work.render;

import org.jspecify.annotations.NullMarked;

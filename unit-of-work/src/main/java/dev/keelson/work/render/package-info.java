/**
 * A plan becomes a script: statements that jOOQ built once for each table, operation and column set, with the values of
 * these rows. Next room: {@code dev.keelson.work.execute}.
 */
@Internal
@NullMarked
package dev.keelson.work.render;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

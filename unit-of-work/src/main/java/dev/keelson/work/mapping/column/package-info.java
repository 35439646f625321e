/**
 * How values lie in columns: which types take one column, by which converter, in which form, and which values count as
 * the same. Enters: a value's type and its correction. Leaves: columns of a table. Works at start-up only. Next room:
 * {@code dev.keelson.work.mapping.build}.
 */
@Internal
@NullMarked
package dev.keelson.work.mapping.column;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

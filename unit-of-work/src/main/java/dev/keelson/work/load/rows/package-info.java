/**
 * The statements of loads are run here, and the rows of their results told apart by aggregate and table. Keys or a query
 * enter; rows leave, of which rooms further on make objects. Next room: {@code dev.keelson.work.load}.
 */
@Internal
@NullMarked
package dev.keelson.work.load.rows;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

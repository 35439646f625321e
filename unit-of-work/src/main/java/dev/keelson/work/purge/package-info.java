/**
 * What deletes for good what is hidden: steps of a few roots, each a transaction of its own. Next room: {@code dev.keelson.work.schema}.
 */
@Internal
@NullMarked
package dev.keelson.work.purge;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

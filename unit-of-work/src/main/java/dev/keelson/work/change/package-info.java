/**
 * Change as data: what differs between the rows remembered and the rows as they are now. The differ fills it, policies
 * rewrite it, the planner orders it. Nothing here acts. Next room: {@code dev.keelson.work.model}.
 */
@Internal
@NullMarked
package dev.keelson.work.change;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

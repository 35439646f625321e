/**
 * The order of a commit. Changes enter as a set, leave as a list that no foreign key objects to; no database is touched.
 * Next room: {@code dev.keelson.work.render}.
 */
@Internal
@NullMarked
package dev.keelson.work.plan;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

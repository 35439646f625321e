/**
 * What one unit of work knows: each aggregate with its snapshot and its state in one object, found by identity. Loads and
 * the application's wishes enter; what is tracked leaves to the diff. Next room: {@code dev.keelson.work.diff}.
 */
@Internal
@NullMarked
package dev.keelson.work.track;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

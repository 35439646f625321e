/**
 * Snapshot rows against current rows. What is tracked enters, changes as data leave; nothing is written and nothing in
 * memory changes. Next room: {@code dev.keelson.work.plan}.
 */
@Internal
@NullMarked
package dev.keelson.work.diff;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

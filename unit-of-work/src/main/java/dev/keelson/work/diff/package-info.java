/**
 * Snapshot rows against current rows. What is tracked enters, changes as data leave; nothing is written and nothing in
 * memory changes. Next room: {@code dev.keelson.work.plan}.
 */
@NullMarked
package dev.keelson.work.diff;

import org.jspecify.annotations.NullMarked;

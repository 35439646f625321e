/**
 * What one unit of work knows: each aggregate with its snapshot and its state in one object, found by identity. Loads and
 * the application's wishes enter; what is tracked leaves to the diff. Next room: {@code dev.keelson.work.diff}.
 */
@NullMarked
package dev.keelson.work.track;

import org.jspecify.annotations.NullMarked;

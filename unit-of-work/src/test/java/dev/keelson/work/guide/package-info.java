/**
 * The models that {@code docs/mapping.md} quotes, and the proof of what it says of them: every table, statement and message shown
 * there is made here.
 */
@NullMarked
package dev.keelson.work.guide;

import org.jspecify.annotations.NullMarked;

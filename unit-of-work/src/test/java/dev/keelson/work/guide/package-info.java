/**
 * The models that {@code docs/mapping.md} and its pages quote, and the proof of what they say of them: every table, statement and
 * message shown there is made here.
 */
@NullMarked
package dev.keelson.work.guide;

import org.jspecify.annotations.NullMarked;

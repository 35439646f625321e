/** Keelson on class paths that lack what it can do without. */
@NullMarked
package dev.keelson.optional;

import org.jspecify.annotations.NullMarked;

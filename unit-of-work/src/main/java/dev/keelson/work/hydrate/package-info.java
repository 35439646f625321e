/**
 * Rows to objects and back. Rows enter and aggregates leave ({@link dev.keelson.work.hydrate.Hydrator}), or the other way
 * round ({@link dev.keelson.work.hydrate.Dehydrator}); every failure names class, property, column and identifier. Next
 * room: {@code dev.keelson.work.load.select}.
 */
@Internal
@NullMarked
package dev.keelson.work.hydrate;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

/**
 * What is known of an aggregate while it is mapped: where an object stands, the tables and columns found so far, which
 * configured paths were met. Enters: the corrections of one class, the live catalogue's columns. Leaves: row types and
 * tables of the model. Works at start-up only. Next room: {@code dev.keelson.work.mapping.reference}.
 */
@Internal
@NullMarked
package dev.keelson.work.mapping.draft;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

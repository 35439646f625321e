/**
 * How aggregates refer to each other: which identifier belongs to which root, the links that are bound when all
 * aggregates are mapped, and the graph of references that is checked at the end. Enters: identifiers and references as
 * they are found. Leaves: bound links, and faults. Works at start-up only. Next room: {@code
 * dev.keelson.work.mapping.column}.
 */
@Internal
@NullMarked
package dev.keelson.work.mapping.reference;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

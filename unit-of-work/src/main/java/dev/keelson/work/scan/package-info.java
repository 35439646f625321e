/**
 * Reads classes by reflection, at start-up: which fields of a class persist and of which type each is, generics
 * resolved; what the code says of a value's absence; which constructor or factory makes an object; what a method
 * reference names. Enters: classes. Leaves: drafts of properties, accessors and creators of {@code
 * dev.keelson.work.model}, and the faults met on the way. Next room: {@code dev.keelson.work.mapping}.
 */
@Internal
@NullMarked
package dev.keelson.work.scan;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

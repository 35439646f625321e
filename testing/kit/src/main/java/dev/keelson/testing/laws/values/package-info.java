/**
 * Values of any class, drawn by chance, and their whole state as text. Enters: classes of a domain. Leaves: values that it may have.
 */
@Internal
@NullMarked
package dev.keelson.testing.laws.values;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

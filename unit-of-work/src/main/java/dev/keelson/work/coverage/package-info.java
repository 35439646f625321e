/** The independent proof that every reference to a restricted table is restricted, taken as a statement is rendered. */
@Internal
@NullMarked
package dev.keelson.work.coverage;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

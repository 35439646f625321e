/**
 * The script of a commit is executed as one transaction: in one message, or by plain statements. A lost answer is resolved by the
 * commit log, and failures are told in the words of the domain. Scripts and connections enter, outcomes leave. Next room: {@code
 * dev.keelson.work.sets}.
 */
@Internal
@NullMarked
package dev.keelson.work.execute;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

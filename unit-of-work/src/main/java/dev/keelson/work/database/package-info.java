/**
 * Connections: statements are bound and run, the script of a commit is executed as one transaction, a lost answer is
 * resolved by the commit log, and failures are told in the words of the domain. Scripts enter, rows and outcomes leave. Next
 * room: {@code dev.keelson.work.hydrate}.
 */
@Internal
@NullMarked
package dev.keelson.work.database;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

/**
 * What flows: the state of an aggregate as rows. An object enters as values in column space, and leaves as rows of
 * known types; nothing here knows classes of a domain, SQL or connections. Next room: {@code dev.keelson.work.change}.
 */
@Internal
@NullMarked
package dev.keelson.work.row;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;

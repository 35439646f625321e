/**
 * What flows: the state of an aggregate as rows. An object enters as values in column space, and leaves as rows of
 * known types; nothing here knows classes of a domain, SQL or connections. Next room: {@code dev.keelson.work.change}.
 */
@NullMarked
package dev.keelson.work.row;

import org.jspecify.annotations.NullMarked;

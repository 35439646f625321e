package dev.keelson.work.query;

import java.util.List;
import java.util.Optional;

/**
 * Some aggregates of a query, and where the next ones begin. Immutable.
 *
 * @param items in the order asked for
 * @param next a cursor for {@code after}, which may go through a browser; empty where there are no more. After a page that is
 *     just full there may be an empty one.
 * @param <A> the aggregate root
 */
public record Page<A>(List<A> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }
}

package dev.keelson.work.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The aggregates that one who asks may see. */
interface Seen {

    /** Those of this class, or below it. */
    <A> List<A> all(Class<A> type);

    /** The one with this identifier, or null where there is none to be seen. */
    <A> @Nullable A find(Class<A> type, @Nullable Object id);
}

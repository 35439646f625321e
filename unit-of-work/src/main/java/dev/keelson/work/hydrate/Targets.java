package dev.keelson.work.hydrate;

import dev.keelson.work.model.AggregateModel;
import org.jspecify.annotations.Nullable;

/** Judges the objects of other aggregates that an aggregate refers to, when it is about to be stored. */
@FunctionalInterface
public interface Targets {

    /** Where nothing is to be stored. */
    Targets ANY = (model, target, key) -> null;

    /**
     * What is wrong with referring to this object.
     *
     * @param model the target's mapping
     * @param key the values of its key
     * @return a clause for a message, as "refers to ...", or null if nothing is wrong
     */
    @Nullable
    String fault(AggregateModel model, Object target, @Nullable Object[] key);

    /**
     * The root that is known under this key, or null where none is.
     *
     * @param model the target's mapping
     * @param key the values of its key
     */
    default @Nullable Object target(AggregateModel model, @Nullable Object[] key) {
        return null;
    }
}

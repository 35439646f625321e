package dev.keelson.work.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The constructor or static factory method that configuration names for a class. Immutable.
 *
 * @param factory the method's name, or null for a constructor
 * @param properties the properties that it takes, in the order of its parameters
 */
public record CreatorChoice(@Nullable String factory, List<String> properties) {

    public CreatorChoice {
        properties = List.copyOf(properties);
    }
}

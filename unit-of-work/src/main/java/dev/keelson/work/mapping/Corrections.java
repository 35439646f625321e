package dev.keelson.work.mapping;

import dev.keelson.kernel.Internal;
import dev.keelson.work.scan.CreatorChoice;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What configuration says of the properties of one row's object: that of a class in a hierarchy first, then that of the whole.
 * Immutable.
 *
 * @param config the corrections
 * @param from how many characters of a path within the row lead to the object they are for
 * @param outer what applies where these say nothing, or null
 */
@Internal
public record Corrections(
        ObjectConfig<?> config, int from, @Nullable Corrections outer) {

    public static Corrections of(ObjectConfig<?> config) {
        return new Corrections(config, 0, null);
    }

    /** These, after what is said of one class that stands at this path. */
    public Corrections behind(@Nullable ObjectConfig<?> subtype, String within) {
        return subtype == null ? this : new Corrections(subtype, within.length(), this);
    }

    public PropertyConfig property(String within) {
        PropertyConfig found = find(within, ObjectConfig::properties);
        return found == null ? new PropertyConfig() : found;
    }

    public CollectionConfig collection(String within) {
        CollectionConfig found = find(within, ObjectConfig::collections);
        return found == null ? new CollectionConfig() : found;
    }

    public @Nullable PartConfig part(String within) {
        return find(within, ObjectConfig::parts);
    }

    public RefsConfig refs(String within) {
        RefsConfig found = find(within, ObjectConfig::refs);
        return found == null ? new RefsConfig() : found;
    }

    public boolean ignores(String within) {
        for (Corrections at = this; at != null; at = at.outer) {
            if (within.length() >= at.from && at.config.ignores(within.substring(at.from))) {
                return true;
            }
        }
        return false;
    }

    /** The way of construction that a subtype or the row's object was given; the nearest counts. */
    @Nullable
    CreatorChoice creator() {
        for (Corrections at = this; at != null; at = at.outer) {
            if (at.config.creator() != null) {
                return at.config.creator();
            }
        }
        return null;
    }

    private <T> @Nullable T find(String within, Function<ObjectConfig<?>, Map<String, T>> kind) {
        for (Corrections at = this; at != null; at = at.outer) {
            T found = within.length() < at.from ? null : kind.apply(at.config).get(within.substring(at.from));
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}

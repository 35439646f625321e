package dev.keelson.work.mapping.draft;

import dev.keelson.work.model.Content;
import dev.keelson.work.scan.PropertyDraft;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tables that classes which exclude each other have in common: what they inherit, or the records of a sealed interface repeat, lies
 * in one table, as their columns lie in one column. Used by one thread.
 */
public final class SharedTables {

    /** What two properties must have in common to lie in one table. */
    private record Property(TableDraft owner, String within, Type type) {}

    /** A table, and the class that it was mapped for first. */
    private record Shared(Optional<? extends Content> content, Variant variant) {}

    private final Map<Property, Shared> mapped = new HashMap<>();

    /** Maps a property, unless one that may share its table was mapped before. */
    public Optional<? extends Content> once(
            PropertyDraft draft, Place place, TableDraft owner, Supplier<Optional<? extends Content>> mapping) {
        Property property = new Property(owner, place.within(draft), draft.type());
        Shared known = mapped.get(property);
        if (known != null && known.variant().excludes(place.variant())) {
            return known.content();
        }
        Optional<? extends Content> content = mapping.get();
        mapped.put(property, new Shared(content, place.variant()));
        return content;
    }
}

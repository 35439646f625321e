package dev.keelson.work.mapping.draft;

import java.util.HashMap;
import java.util.Map;

/**
 * Which class of which hierarchy a property belongs to. Properties of two variants that exclude each other never meet in one
 * object, and may share a column. Immutable.
 *
 * @param choices for each place where several classes may stand, the one chosen
 */
record Variant(Map<String, Class<?>> choices) {

    static final Variant NONE = new Variant(Map.of());

    Variant {
        choices = Map.copyOf(choices);
    }

    Variant choosing(String place, Class<?> type) {
        Map<String, Class<?>> more = new HashMap<>(choices);
        more.put(place, type);
        return new Variant(more);
    }

    boolean excludes(Variant other) {
        return choices.entrySet().stream().anyMatch(choice -> {
            Class<?> theirs = other.choices.get(choice.getKey());
            return theirs != null && theirs != choice.getValue();
        });
    }
}

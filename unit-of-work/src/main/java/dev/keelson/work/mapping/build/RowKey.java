package dev.keelson.work.mapping.build;

import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Container;
import dev.keelson.work.model.Container.Kind;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.scan.Faults;
import dev.keelson.work.scan.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What tells the rows of a collection's table apart. Immutable.
 *
 * @param own the columns of the elements' identifier, none where they have none
 * @param parent the columns of the parent's key
 * @param position the column of the place in a list, or -1
 * @param mapKey the columns of the key in a map, none for any other collection
 * @param local whether identifiers are unique only within a parent
 */
record RowKey(List<Integer> own, List<Integer> parent, int position, List<Integer> mapKey, boolean local) {

    /** What is known of the key before the elements' own columns are; children of elements refer to it. */
    List<Integer> known() {
        if (!own.isEmpty() && !local) {
            return own;
        }
        List<Integer> key = new ArrayList<>(parent);
        if (!own.isEmpty()) {
            key.addAll(own);
        } else if (position >= 0) {
            key.add(position);
        } else {
            key.addAll(mapKey);
        }
        return key;
    }

    private boolean isByValue() {
        return own.isEmpty() && position < 0 && mapKey.isEmpty();
    }

    /** The key: of elements that nothing else tells apart, all columns. */
    List<Integer> complete(int width) {
        return isByValue() ? IntStream.range(0, width).boxed().toList() : known();
    }

    void check(CollectionBuilder.Draft draft, Container container, Optional<? extends Content> element, Faults faults) {
        String name = Types.raw(draft.elementType()).getSimpleName();
        if (isByValue() && container.kind() == Kind.LIST) {
            faults.add(
                    draft.path(),
                    "its elements have neither an identifier nor a place, and may be there twice, so that nothing tells"
                            + " their rows apart",
                    "give " + name + " an id, keep the place (no .unordered(), no .sortedBy(...)), or make it a Set");
        }
        if (isByValue() && element.filter(RowKey::hasTables).isPresent()) {
            faults.add(
                    draft.path(),
                    "its elements hold collections, but have no identifier that the rows of those could name",
                    "give " + name + " an id, or make the set a list");
        }
    }

    private static boolean hasTables(Content content) {
        return switch (content) {
            case CollectionContent collection -> true;
            case PartContent part -> true;
            case EmbeddedContent embedded ->
                Walk.objects(embedded.shape()).stream()
                        .flatMap(object -> object.properties().stream())
                        .anyMatch(property -> hasTables(property.content()));
            default -> false;
        };
    }
}

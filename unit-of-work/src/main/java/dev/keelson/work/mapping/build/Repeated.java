package dev.keelson.work.mapping.build;

import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds the tables whose entities may stand in another table of the same aggregate too, where one object could be in both. */
final class Repeated {

    private final Map<Class<?>, Set<Integer>> tables = new HashMap<>();

    private Repeated() {}

    /** The tables, by their places. */
    static Set<Integer> in(Shape root) {
        Repeated repeated = new Repeated();
        repeated.walk(root);
        Set<Integer> found = new HashSet<>();
        repeated.tables.values().stream().filter(places -> places.size() > 1).forEach(found::addAll);
        return found;
    }

    private void walk(Shape shape) {
        for (ObjectModel object : Walk.objects(shape)) {
            for (Property property : object.properties()) {
                walk(property.content());
            }
        }
    }

    private void walk(Content content) {
        switch (content) {
            case CollectionContent collection -> element(collection.table(), collection.element());
            case PartContent part -> element(part.table(), part.element());
            case EmbeddedContent embedded -> walk(embedded.shape());
            default -> {} // a single value, or a way to an object that is known already
        }
    }

    private void element(TableModel table, Content element) {
        if (element instanceof EmbeddedContent embedded && hasIdentity(table)) {
            for (ObjectModel object : Walk.objects(embedded.shape())) {
                tables.computeIfAbsent(object.type(), unused -> new HashSet<>()).add(table.index());
            }
        }
        walk(element);
    }

    /** Whether its rows are told by an identifier of their own. */
    private static boolean hasIdentity(TableModel table) {
        for (int n = 0; n < table.rowType().keyWidth(); n++) {
            int column = table.rowType().keyColumn(n);
            if (column == table.position() || table.parentColumns().contains(column)) {
                return false;
            }
        }
        return true;
    }
}

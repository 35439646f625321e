package dev.keelson.work.hydrate;

import dev.keelson.work.model.TableModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in which collections a dehydration is, for the message it may have to write: texts are made only then. Used by one
 * thread.
 */
final class Places {

    /** One collection that is walked through, and the place of the element at hand. */
    private static final class Place {
        private final TableModel collection;
        private int index;

        private Place(TableModel collection) {
            this.collection = collection;
        }
    }

    private final List<Place> open = new ArrayList<>(2);

    void enter(TableModel collection) {
        open.add(new Place(collection));
    }

    void at(int index) {
        open.get(open.size() - 1).index = index;
    }

    void leave() {
        open.remove(open.size() - 1);
    }

    /** A path of the mapping, as "Order.lines.title", with the places in it: "Order.lines[2].title". */
    String within(String path) {
        StringBuilder placed = new StringBuilder();
        int done = 0;
        for (Place place : open) {
            int end = place.collection.rowType().path().length();
            placed.append(path, done, end).append('[').append(place.index).append(']');
            done = end;
        }
        return placed.append(path, done, path.length()).toString();
    }
}

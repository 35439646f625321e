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
        private TableModel collection;
        private int index;

        private Place(TableModel collection) {
            this.collection = collection;
        }
    }

    /** Those that are walked through come first; the others are used again. */
    private final List<Place> places = new ArrayList<>(2);

    private int open;

    /** Begins with the next aggregate. */
    void begin() {
        open = 0;
    }

    void enter(TableModel collection) {
        if (open == places.size()) {
            places.add(new Place(collection));
        }
        places.get(open).collection = collection;
        places.get(open++).index = 0;
    }

    void at(int index) {
        places.get(open - 1).index = index;
    }

    void leave() {
        open--;
    }

    /** A path of the mapping, as "Order.lines.title", with the places in it: "Order.lines[2].title". */
    String within(String path) {
        StringBuilder placed = new StringBuilder();
        int done = 0;
        for (Place place : places.subList(0, open)) {
            int end = place.collection.rowType().path().length();
            placed.append(path, done, end).append('[').append(place.index).append(']');
            done = end;
        }
        return placed.append(path, done, path.length()).toString();
    }
}

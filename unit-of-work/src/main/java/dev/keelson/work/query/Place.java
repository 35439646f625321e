package dev.keelson.work.query;

import java.util.List;

/** Where properties and parts are asked for: at the row of a root, of a part or of an element. Immutable. */
interface Place {

    /** A property by its path. */
    Compared property(String path);

    /** The element itself, where it is a value. */
    Compared value();

    /** The key of an entry, where the element is one of a map. */
    Compared key();

    /**
     * What a path leads to outside of the row: elements, a part, other aggregates; one for each of the tables that may hold it.
     *
     * @param aliases gives each table a name that no other of the query has
     */
    List<Reached> reach(String path, Scene.Aliases aliases);
}

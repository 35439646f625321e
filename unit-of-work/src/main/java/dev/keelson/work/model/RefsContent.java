package dev.keelson.work.model;

import java.util.List;

/**
 * Other aggregates, held as {@link dev.keelson.kernel.Refs}: found on demand, never written. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Foreign Key Mapping (236), Association Table Mapping (248).
 *
 * @param owner the class of the object that holds them, as messages name it with the property: "Customer.orders"
 * @param path the place of the property
 * @param route how they are found, known once all aggregates are mapped
 */
public record RefsContent(Class<?> owner, String path, Late<Route> route) implements Content {

    /** How the other aggregates are found. */
    public sealed interface Route permits Inverse, Through {

        Roots targets();
    }

    /**
     * The targets hold our key.
     *
     * @param targets the other aggregates
     * @param table the place of the table, among the one target's tables, that holds our key: 0 for the root's own row,
     *     else that of a junction
     * @param columns the columns that hold our key, in its order
     */
    public record Inverse(Roots targets, int table, List<Integer> columns) implements Route {

        public Inverse {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A collection of ours holds their keys.
     *
     * @param targets the other aggregates
     * @param table the place of that collection's table among our tables
     * @param columns the columns that hold a target's key, in its order
     */
    public record Through(Roots targets, int table, List<Integer> columns) implements Route {

        public Through {
            columns = List.copyOf(columns);
        }
    }
}

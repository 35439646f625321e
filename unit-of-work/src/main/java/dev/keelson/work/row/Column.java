package dev.keelson.work.row;

import dev.keelson.value.ColumnType;

/**
 * One column of a {@link RowType}. Immutable.
 *
 * @param name the column's name in the catalogue
 * @param property the path of the property that lies in it, seen from its row's object; empty where no property does
 *     (a key of the parent, a position, a version)
 * @param type how its values look in memory, and what they must fit
 * @param sqlType the catalogue's exact spelling of its type: the live one where a database was asked
 * @param nullable whether a null may be stored
 */
public record Column(String name, String property, ColumnType type, String sqlType, boolean nullable) {

    /** The property that a message should name, or the column where no property lies in it. */
    public String label() {
        return property.isEmpty() ? name : property;
    }
}

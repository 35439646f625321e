package dev.keelson.work.row;

import dev.keelson.value.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * One column of a {@link RowType}. Immutable.
 *
 * @param name the column's name in the catalogue
 * @param property the path of the property that lies in it, seen from its row's object; empty where no property does
 *     (a key of the parent, a position, a version)
 * @param type how its values look in memory, and what they must fit
 * @param sqlType the catalogue's exact spelling of its type: the live one where a database was asked
 * @param nullable whether a null may be stored
 * @param writer who makes its values
 * @param sameness when two of its values mean the same though they are not equal, or null where none do
 * @param encryption how its values are encrypted, or null where they are not
 */
public record Column(
        String name,
        String property,
        ColumnType type,
        String sqlType,
        boolean nullable,
        Writer writer,
        @Nullable Sameness sameness,
        @Nullable Encryption encryption) {

    /** Who makes the values of a column. */
    public enum Writer {
        /** The application writes each. */
        APPLICATION,
        /** The application, or the database's default where a new row has no value. */
        DEFAULT,
        /** The database alone, at every insert and update. */
        DATABASE
    }

    /** A column that the application writes as it is. */
    public Column(String name, String property, ColumnType type, String sqlType, boolean nullable) {
        this(name, property, type, sqlType, nullable, Writer.APPLICATION, null, null);
    }

    /** The property that a message should name, or the column where no property lies in it. */
    public String label() {
        return property.isEmpty() ? name : property;
    }

    /** The same column, which takes nulls. */
    public Column relaxed() {
        return new Column(name, property, type, sqlType, true, writer, sameness, encryption);
    }

    /** The same column with other rules for its values. */
    public Column with(Writer maker, @Nullable Sameness when, @Nullable Encryption secret) {
        return new Column(name, property, type, sqlType, nullable, maker, when, secret);
    }

    /** The type that a load selects it as: arrays come as text, since the driver's own forms of them differ. */
    public String selectedType() {
        return type.kind() == ColumnType.Kind.ARRAY ? "text" : sqlType;
    }
}

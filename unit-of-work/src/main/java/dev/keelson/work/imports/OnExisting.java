package dev.keelson.work.imports;

/** What an import does with a row whose identifier is stored already, or came before in the same import. */
public enum OnExisting {
    /** Nothing: what is stored stays as it is. */
    SKIP,
    /** The stored aggregate becomes as the row says; what is equal is not written. */
    REPLACE,
    /** The row cannot be stored. */
    REFUSE
}

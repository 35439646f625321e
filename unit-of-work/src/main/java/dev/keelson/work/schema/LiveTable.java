package dev.keelson.work.schema;

import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.row.TableName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One table, or view, of the live catalogue. Immutable.
 *
 * @param name how SQL may call it: without its schema where the search path finds it
 * @param view whether it is a view, which keeps no rows of its own
 * @param columns the columns by name, in their order
 */
record LiveTable(TableName name, boolean view, Map<String, Entry> columns) {

    LiveTable {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * One column.
     *
     * @param column its type and whether it takes nulls
     * @param filled whether the database gives it a value where an insert gives none: default, identity, generated
     */
    record Entry(LiveColumn column, boolean filled) {

        /** Whether an insert that leaves it out must fail. */
        boolean demanded() {
            return !column.nullable() && !filled;
        }
    }
}

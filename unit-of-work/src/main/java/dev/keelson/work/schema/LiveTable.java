package dev.keelson.work.schema;

import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.row.TableName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One table, or what is no table but has a name like one, of the live catalogue. Immutable.
 *
 * @param name how SQL may call it: without its schema where the search path finds it
 * @param kind what it is
 * @param columns the columns by name, in their order
 * @param uniques the columns of each constraint or index by which no two rows are alike, the primary key among them
 */
record LiveTable(TableName name, Kind kind, Map<String, Entry> columns, List<Set<String>> uniques) {

    /** What a name of the catalogue stands for. */
    enum Kind {
        /** It keeps rows. */
        TABLE,
        /** It keeps no rows of its own. */
        VIEW,
        /** It makes numbers. */
        SEQUENCE
    }

    LiveTable {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        uniques = uniques.stream().map(Set::copyOf).toList();
    }

    boolean isTable() {
        return kind == Kind.TABLE;
    }

    /** Whether no two rows have the same values in these columns. */
    boolean isUnique(Collection<String> together) {
        return uniques.stream().anyMatch(together::containsAll);
    }

    /**
     * One column.
     *
     * @param column its type and whether it takes nulls
     * @param filled whether the database gives it a value where an insert gives none: default, identity, generated
     * @param always whether it is an identity that takes no value of ours unless we insist
     * @param sequenced whether it has a sequence of its own
     * @param generated whether its values are computed from other columns, so that none can be written
     * @param loose the collation by which different texts of it are equal; null where none are
     */
    record Entry(
            LiveColumn column,
            boolean filled,
            boolean always,
            boolean sequenced,
            boolean generated,
            @Nullable String loose) {

        /** Whether an insert that leaves it out must fail. */
        boolean demanded() {
            return !column.nullable() && !filled;
        }
    }
}

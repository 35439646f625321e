package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.row.TableName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One table, or what is no table but has a name like one, of the live catalogue. Immutable.
 *
 * @param name how SQL may call it: without its schema where the search path finds it
 * @param kind what it is
 * @param columns the columns by name, in their order
 * @param uniques what keeps its rows apart, the primary key among them
 * @param partial what keeps those rows apart that fulfil its condition
 */
record LiveTable(
        TableName name, Kind kind, Map<String, Entry> columns, List<UniqueIndex> uniques, List<UniqueIndex> partial) {

    /** One without indexes that hold a part of its rows. */
    LiveTable(TableName name, Kind kind, Map<String, Entry> columns, List<UniqueIndex> uniques) {
        this(name, kind, columns, uniques, List.of());
    }

    /** What a name of the catalogue stands for. */
    enum Kind {
        /** It keeps rows, and its constraints watch over all of them. */
        TABLE,
        /** Its rows lie in several tables over which no constraint of its own reaches, such as those that inherit from it. */
        SCATTERED,
        /** Its rows lie on another server. */
        FOREIGN,
        /** It keeps no rows of its own. */
        VIEW,
        /** It makes numbers. */
        SEQUENCE
    }

    LiveTable {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        uniques = List.copyOf(uniques);
        partial = List.copyOf(partial);
    }

    boolean isTable() {
        return switch (kind) {
            case TABLE, SCATTERED, FOREIGN -> true;
            case VIEW, SEQUENCE -> false;
        };
    }

    /** The names of its unique constraints and indexes. */
    Set<String> uniqueNames() {
        return uniques.stream().map(UniqueIndex::name).collect(Collectors.toSet());
    }

    /**
     * A unique constraint or index: valid, and by no finer comparison than the columns' own.
     *
     * @param name the index
     * @param columns the columns compared
     * @param immediate whether each statement is held to it, rather than perhaps the whole transaction
     * @param nullsAlike whether two nulls count as the same value
     * @param condition which rows it holds, as the catalogue prints it; null for all
     */
    record UniqueIndex(
            String name,
            Set<String> columns,
            boolean immediate,
            boolean nullsAlike,
            @Nullable String condition) {

        /** One over all rows. */
        UniqueIndex(String name, Set<String> columns, boolean immediate, boolean nullsAlike) {
            this(name, columns, immediate, nullsAlike, null);
        }

        UniqueIndex {
            columns = Set.copyOf(columns);
        }
    }

    /**
     * One column.
     *
     * @param column its type and whether it takes nulls
     * @param filled whether the database gives it a value where an insert gives none: default, identity, generated
     * @param always whether it is an identity that takes no value of ours unless we insist
     * @param sequenced whether it has a sequence of its own
     * @param generated whether its values are computed from other columns, so that none can be written
     * @param partitioning whether its value tells the partition that a row lies in
     * @param loose the collation by which different texts of it are equal; null where none are
     */
    record Entry(
            LiveColumn column,
            boolean filled,
            boolean always,
            boolean sequenced,
            boolean generated,
            boolean partitioning,
            @Nullable String loose) {

        /** Whether the database may take two of its values for equal that Java does not, by collation or type. */
        boolean isLoose() {
            return loose != null || column.type().kind() == ColumnType.Kind.OTHER;
        }

        /** Whether an insert that leaves it out must fail. */
        boolean demanded() {
            return !column.nullable() && !filled;
        }
    }
}

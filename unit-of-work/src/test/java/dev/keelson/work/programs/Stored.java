package dev.keelson.work.programs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which rows there must be: the oracle. It lays out aggregates by hand, and raises the version of each root of whose
 * aggregate any row differs. Immutable.
 *
 * @param aggregates the rows of each, the root's first
 */
record Stored(Map<RootKey, List<Row>> aggregates) {

    /** Where the clock of all programs stands. */
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.000089Z");

    static final Stored NOTHING = new Stored(Map.of());

    /**
     * What must be stored after a commit.
     *
     * @param known the aggregates that the unit of work knows, as they are
     * @param removed those that it removes
     */
    Stored after(Collection<Object> known, Set<RootKey> removed, String tenant) {
        Map<RootKey, List<Row>> after = new TreeMap<>(aggregates);
        removed.forEach(after::remove);
        for (Object aggregate : known) {
            RootKey key = RootKey.of(aggregate);
            List<Row> rows = Laid.of(aggregate, tenant);
            List<Row> before = aggregates.get(key);
            after.put(key, before == null ? first(rows) : next(before, rows));
        }
        return new Stored(after);
    }

    /** Where an identifier is a word and may be used again, versions begin with the clock's microseconds. */
    private static List<Row> first(List<Row> rows) {
        boolean again = rows.getFirst().table().name().equals("countries");
        return versioned(rows, again ? ChronoUnit.MICROS.between(Instant.EPOCH, NOW) : 1);
    }

    private static List<Row> next(List<Row> before, List<Row> rows) {
        String column = rows.getFirst().table().version();
        if (column.isEmpty()) {
            return rows;
        }
        long version = Long.parseLong(String.valueOf(before.getFirst().columns().get(column)));
        List<Row> same = versioned(rows, version);
        return new HashSet<>(same).equals(new HashSet<>(before)) ? before : versioned(rows, version + 1);
    }

    private static List<Row> versioned(List<Row> rows, long version) {
        Row root = rows.getFirst();
        if (root.table().version().isEmpty()) {
            return rows;
        }
        List<Row> versioned = new ArrayList<>(rows);
        versioned.set(0, root.with(root.table().version(), version));
        return versioned;
    }

    /** All rows by their keys. */
    Map<Row.Key, Row> rows() {
        Map<Row.Key, Row> rows = new LinkedHashMap<>();
        aggregates
                .values()
                .forEach(all -> all.forEach(row -> {
                    Row other = rows.put(row.key(), row);
                    if (other != null) {
                        throw new IllegalStateException(
                                "The program itself is at fault: two rows of one key, " + row + ", " + other);
                    }
                }));
        return rows;
    }

    /** Whether an aggregate that was loaded is the one stored. */
    boolean holds(Object aggregate, String tenant) {
        List<Row> stored = aggregates.getOrDefault(RootKey.of(aggregate), List.of());
        if (stored.isEmpty()) {
            return false;
        }
        String column = stored.getFirst().table().version();
        List<Row> rows = Laid.of(aggregate, tenant);
        if (!column.isEmpty()) {
            rows.set(0, rows.getFirst().with(column, stored.getFirst().columns().get(column)));
        }
        return new HashSet<>(rows).equals(new HashSet<>(stored));
    }
}

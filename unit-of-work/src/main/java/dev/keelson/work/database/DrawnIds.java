package dev.keelson.work.database;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which values of a sequence were given out here, as ranges: what one application draws lies mostly side by side. So many
 * ranges are remembered, the latest. Used under the lock of its sequence.
 */
final class DrawnIds {

    private static final int MAX_RANGES = 10_000;

    private final NavigableMap<Long, Long> ranges = new TreeMap<>();

    /** A value was given out. */
    void add(long value) {
        Map.Entry<Long, Long> before = ranges.floorEntry(value);
        if (before != null && before.getValue() >= value) {
            return;
        }
        long from = before != null && before.getValue() == value - 1 ? before.getKey() : value;
        Long to = ranges.remove(value + 1);
        ranges.put(from, to == null ? value : to);
        if (ranges.size() > MAX_RANGES) {
            ranges.pollFirstEntry();
        }
    }

    /** Whether a value was given out, and not too many others after it. */
    boolean contains(long value) {
        Map.Entry<Long, Long> before = ranges.floorEntry(value);
        return before != null && before.getValue() >= value;
    }
}

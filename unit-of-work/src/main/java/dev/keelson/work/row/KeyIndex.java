package dev.keelson.work.row;

import java.util.Arrays;

/** Rows of one type by their keys, each of which is there once. A few rows cost no index at all. Used by one thread. */
public final class KeyIndex {

    /** Up to so many rows are looked through one by one. */
    private static final int FEW = 12;

    private Row[] rows;
    private int size;

    /** For each hash one more than the place of a row, or 0; none as long as the rows are few. */
    private int[] places = {};

    /**
     * @param expected how many rows there may be
     */
    public KeyIndex(int expected) {
        this.rows = new Row[Math.max(1, expected)];
    }

    /**
     * Takes one more row, unless one with its key is there.
     *
     * @return the place of the one that is there, or -1 where the row was taken
     */
    public int add(Row row) {
        int known = find(row);
        if (known >= 0) {
            return known;
        }
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
        }
        rows[size++] = row;
        if (2 * size > places.length && size > FEW) {
            places = new int[Integer.highestOneBit(4 * rows.length - 1)];
            for (int place = 0; place < size; place++) {
                places[slot(rows[place])] = place + 1;
            }
        } else if (places.length > 0) {
            places[slot(row)] = size;
        }
        return -1;
    }

    /** The place of the row with this key, in the order in which they came; or -1. */
    public int find(Row row) {
        if (places.length > 0) {
            return places[slot(row)] - 1;
        }
        for (int place = 0; place < size; place++) {
            if (rows[place].hasKeyOf(row)) {
                return place;
            }
        }
        return -1;
    }

    /** Where the row with this key is, or would be. */
    private int slot(Row row) {
        int hash = row.keyHash();
        int mask = places.length - 1;
        int slot = (hash ^ hash >>> 16) & mask;
        while (places[slot] != 0 && !rows[places[slot] - 1].hasKeyOf(row)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}

package dev.keelson.work.change;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Some columns of a row type, in ascending order of position. Rows that change the same set share one SQL text, so a
 * set is a key. Immutable.
 */
public final class ColumnSet {

    /** No columns. */
    public static final ColumnSet NONE = new ColumnSet(new int[0]);

    /** Some order, so that rows of one set stand side by side. */
    public static final Comparator<ColumnSet> ORDER = (one, other) -> Arrays.compare(one.positions, other.positions);

    private final int[] positions;
    private final int hash;

    private ColumnSet(int[] positions) {
        this.positions = positions;
        this.hash = Arrays.hashCode(positions);
    }

    /** The first {@code count} of these positions, which ascend. */
    public static ColumnSet of(int[] positions, int count) {
        return new ColumnSet(Arrays.copyOf(positions, count));
    }

    /** This set and one position more. */
    public ColumnSet with(int position) {
        int[] more = Arrays.copyOf(positions, positions.length + 1);
        more[positions.length] = position;
        Arrays.sort(more);
        return new ColumnSet(more);
    }

    public int size() {
        return positions.length;
    }

    public int get(int n) {
        return positions[n];
    }

    public boolean contains(int position) {
        return Arrays.binarySearch(positions, position) >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnSet set && Arrays.equals(positions, set.positions);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(positions);
    }
}

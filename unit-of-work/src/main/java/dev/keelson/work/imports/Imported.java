package dev.keelson.work.imports;

import java.util.List;

/**
 * How far an import is, or what became of it: each row that was read is counted once by what became of it. Immutable.
 *
 * @param read how many rows were read
 * @param added how many aggregates were added
 * @param replaced how many stored ones became others
 * @param unchanged how many stored ones were as their rows say, so that nothing was written
 * @param skipped how many rows were left out since their identifiers were stored
 * @param before how many rows were stored by a former run of the same import, or by another at the same time
 * @param refused the rows that cannot be stored, in the order in which they were found
 */
public record Imported(
        long read, long added, long replaced, long unchanged, long skipped, long before, List<RefusedRow> refused) {

    /** Copies the list. */
    public Imported {
        refused = List.copyOf(refused);
    }

    /** Returns how many rows are done with: all that were read but those refused. */
    public long done() {
        return added + replaced + unchanged + skipped + before;
    }
}

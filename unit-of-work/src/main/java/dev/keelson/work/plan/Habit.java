package dev.keelson.work.plan;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts writes in the order of habit: deletes from the leaves up, updates, inserts from the roots down, rows of one kind side by
 * side. There are few kinds and many rows, so that rows are put into heaps, and only heaps are sorted. Used by one thread, once.
 */
final class Habit {

    private static final Comparator<Heap> ORDER = Comparator.<Heap>comparingInt(heap -> heap.phase)
            .thenComparingInt(heap -> heap.rank)
            .thenComparing(heap -> heap.written, ColumnSet.ORDER);

    private final Ranks ranks;
    private final List<Heap> heaps = new ArrayList<>();

    private Habit(Ranks ranks) {
        this.ranks = ranks;
    }

    /** Writes of one phase, of tables of one rank, that name the same columns. */
    private static final class Heap {

        private final int phase;
        private final int rank;
        private final ColumnSet written;

        /** Of the write that was put here last, by which the next one is most often known. */
        private RowType type;

        private Kind kind;
        private int size;
        private int end;

        private Heap(Change first, int phase, int rank, ColumnSet written) {
            this.phase = phase;
            this.rank = rank;
            this.written = written;
            this.type = first.rowType();
            this.kind = first.kind();
        }
    }

    /** The writes of all these aggregates, in order; those of one heap in the order in which they came. */
    static List<Change> order(List<AggregateChange> aggregates, Ranks ranks) {
        int count = 0;
        for (int i = 0; i < aggregates.size(); i++) {
            count += aggregates.get(i).rows().size();
        }
        if (count < 2) {
            for (int i = 0; i < aggregates.size(); i++) {
                if (!aggregates.get(i).rows().isEmpty()) {
                    return aggregates.get(i).rows();
                }
            }
            return List.of();
        }
        return new Habit(ranks).order(aggregates, count);
    }

    private List<Change> order(List<AggregateChange> aggregates, int count) {
        Heap[] heapOf = new Heap[count];
        int place = 0;
        for (int i = 0; i < aggregates.size(); i++) {
            List<Change> rows = aggregates.get(i).rows();
            for (int n = 0; n < rows.size(); n++) {
                Heap heap = heap(rows.get(n), place == 0 ? null : heapOf[place - 1]);
                heap.size++;
                heapOf[place++] = heap;
            }
        }
        heaps.sort(ORDER);
        int end = 0;
        for (int i = 0; i < heaps.size(); i++) {
            heaps.get(i).end = end;
            end += heaps.get(i).size;
        }
        Change[] ordered = new Change[count];
        place = 0;
        for (int i = 0; i < aggregates.size(); i++) {
            List<Change> rows = aggregates.get(i).rows();
            for (int n = 0; n < rows.size(); n++) {
                ordered[heapOf[place++].end++] = rows.get(n);
            }
        }
        return Arrays.asList(ordered);
    }

    private Heap heap(Change change, @Nullable Heap last) {
        RowType type = change.rowType();
        Kind kind = change.kind();
        ColumnSet written = change.written();
        if (last != null && isOf(last, type, kind, written)) {
            return last;
        }
        for (int i = 0; i < heaps.size(); i++) {
            if (isOf(heaps.get(i), type, kind, written)) {
                return heaps.get(i);
            }
        }
        int phase = phase(change);
        int rank = phase == 1 ? -ranks.of(type) : ranks.of(type);
        for (int i = 0; i < heaps.size(); i++) {
            Heap heap = heaps.get(i);
            if (heap.phase == phase && heap.rank == rank && heap.written.equals(written)) {
                heap.type = type;
                heap.kind = kind;
                return heap;
            }
        }
        Heap heap = new Heap(change, phase, rank, written);
        heaps.add(heap);
        return heap;
    }

    @SuppressWarnings("ReferenceEquality") // a row type is equal only to itself
    private static boolean isOf(Heap heap, RowType type, Kind kind, ColumnSet written) {
        return heap.type == type && heap.kind == kind && heap.written.equals(written);
    }

    private static int phase(Change change) {
        return switch (change.kind()) {
            case GUARD -> 0;
            case DELETE, HIDE -> 1;
            case UPDATE -> 2;
            case RESTORE -> 3;
            case INSERT -> 4;
        };
    }
}

package dev.keelson.work.imports;

import dev.keelson.kernel.CommandToken;
import dev.keelson.work.imports.ChunkOutcome.Refused;
import dev.keelson.work.imports.ChunkOutcome.Stored;
import dev.keelson.work.imports.ChunkOutcome.StoredBefore;
import dev.keelson.work.imports.ChunkOutcome.Unnamed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of an import. A chunk is what no commit holds yet of so many rows in a row, and is stored by one commit. Rows that cannot be
 * stored are taken out where they are named, and the rest is tried again; where they are not, the chunk is halved. Used by one thread,
 * once.
 */
final class ImportRun {

    private final ChunkStore store;
    private final RowTokens tokens;
    private final int size;
    private final OnExisting onExisting;
    private final Tally tally;
    private final List<ImportRow> open = new ArrayList<>();
    private final List<ImportRow> refusedBefore = new ArrayList<>();

    ImportRun(ChunkStore store, CommandToken token, int size, OnExisting onExisting, Tally tally) {
        this.store = store;
        this.tokens = RowTokens.of(token);
        this.size = size;
        this.onExisting = onExisting;
        this.tally = tally;
    }

    Imported of(Iterator<?> rows) {
        FormerRows former = new FormerRows(store, tokens, 1);
        while (hasNext(rows)) {
            Object aggregate = next(rows);
            long number = tally.read();
            take(new ImportRow(number, aggregate), former.state(number));
            if (number % size == 0) {
                storeChunk();
            }
        }
        storeChunk();
        return tally.soFar();
    }

    private boolean hasNext(Iterator<?> rows) {
        try {
            return rows.hasNext();
        } catch (RuntimeException failure) {
            throw unread(failure);
        }
    }

    private Object next(Iterator<?> rows) {
        try {
            return rows.next();
        } catch (RuntimeException failure) {
            throw unread(failure);
        }
    }

    /** What was read before is stored first, so that it is told how far the import is. */
    private RuntimeException unread(RuntimeException failure) {
        storeChunk();
        return tally.unread(failure);
    }

    private void take(ImportRow row, FormerRows.State state) {
        switch (state) {
            case OPEN -> open.add(row);
            case REFUSED -> refusedBefore.add(row);
            case STORED -> tally.before(1);
        }
    }

    private void storeChunk() {
        List<ImportRow> rows = List.copyOf(open);
        List<Alone> alone = new ArrayList<>();
        refusedBefore.forEach(row -> alone.add(Alone.untried(row)));
        open.clear();
        refusedBefore.clear();
        store(rows, false, alone);
        tally.refused(storeAlone(alone));
        tally.tell();
    }

    /**
     * A row that is stored by itself, if at all.
     *
     * @param told why it could not be stored, or null where that was not tried
     * @param after how many rows were stored then
     */
    private record Alone(ImportRow row, @Nullable RefusedRow told, long after) {

        static Alone untried(ImportRow row) {
            return new Alone(row, null, 0);
        }
    }

    /**
     * Stores rows by as few commits as may be.
     *
     * @param isPart whether they were parted from other rows of their chunk, to which they may refer
     * @param alone is given those that are to be tried by themselves, once the others are stored
     */
    private void store(List<ImportRow> rows, boolean isPart, List<Alone> alone) {
        List<ImportRow> left = rows;
        while (!left.isEmpty()) {
            switch (attempt(left)) {
                case Stored stored -> {
                    tally.stored(stored);
                    return;
                }
                case StoredBefore before -> {
                    open(left, alone).forEach(row -> alone.add(Alone.untried(row)));
                    return;
                }
                case Refused refused -> left = without(refused, left, isPart, alone);
                case Unnamed unnamed -> {
                    List<ImportRow> open = isPart ? left : open(left, alone);
                    if (open.size() < left.size()) {
                        left = open;
                    } else {
                        storeHalves(left, unnamed.cause(), alone);
                        return;
                    }
                }
            }
        }
    }

    private void storeHalves(List<ImportRow> rows, RuntimeException cause, List<Alone> alone) {
        int half = rows.size() / 2;
        if (half == 0) {
            alone.add(alone(rows.get(0), cause));
        } else {
            store(rows.subList(0, half), true, alone);
            store(rows.subList(half, rows.size()), true, alone);
        }
    }

    /** Those left to be stored together after some were refused. */
    private List<ImportRow> without(Refused refused, List<ImportRow> rows, boolean isPart, List<Alone> alone) {
        if (isPart) {
            again(refused.rows(), rows, alone);
        } else {
            List<ImportRow> open = open(rows, alone);
            if (open.size() < rows.size()) {
                return open;
            }
            tally.refused(refused.rows());
        }
        return without(refused.rows(), rows);
    }

    private void again(List<RefusedRow> refused, List<ImportRow> rows, List<Alone> alone) {
        for (RefusedRow one : refused) {
            rows.stream()
                    .filter(row -> row.number() == one.number())
                    .forEach(row -> alone.add(new Alone(row, one, tally.done())));
        }
    }

    private Alone alone(ImportRow row, RuntimeException cause) {
        return new Alone(row, new RefusedRow(row.number(), store.name(row), cause), tally.done());
    }

    private ChunkOutcome attempt(List<ImportRow> rows) {
        CommandToken token =
                tokens.of(rows.get(0).number(), rows.get(rows.size() - 1).number());
        return store.store(token, rows, onExisting);
    }

    /** Those left; each that they lie around is declared refused, since the token of these will hold it. */
    private List<ImportRow> without(List<RefusedRow> refused, List<ImportRow> rows) {
        Set<Long> numbers = new HashSet<>();
        refused.forEach(row -> numbers.add(row.number()));
        List<ImportRow> left =
                rows.stream().filter(row -> !numbers.contains(row.number())).toList();
        if (!left.isEmpty()) {
            long first = left.get(0).number();
            long last = left.get(left.size() - 1).number();
            numbers.stream().filter(number -> number > first && number < last).forEach(number -> {
                store.declareRefused(tokens.of(number, number));
            });
        }
        return left;
    }

    /** Those that nobody else stored meanwhile; what was left out then is tried by itself. */
    private List<ImportRow> open(List<ImportRow> rows, List<Alone> alone) {
        FormerRows former = new FormerRows(store, tokens, rows.get(0).number());
        List<ImportRow> open = new ArrayList<>();
        for (ImportRow row : rows) {
            switch (former.state(row.number())) {
                case OPEN -> open.add(row);
                case REFUSED -> alone.add(Alone.untried(row));
                case STORED -> tally.before(1);
            }
        }
        return open;
    }

    /**
     * Stores rows one by one, and again as long as others were stored since, to which one may refer.
     *
     * @return those that cannot be stored, in their order
     */
    private List<RefusedRow> storeAlone(List<Alone> rows) {
        List<RefusedRow> refused = new ArrayList<>();
        List<Alone> left = rows;
        boolean tried = true;
        while (tried) {
            tried = false;
            List<Alone> next = new ArrayList<>();
            for (Alone one : left) {
                if (one.told() != null && one.after() == tally.done()) {
                    next.add(one);
                } else {
                    tried = true;
                    tryAlone(one.row(), next);
                }
            }
            left = next;
        }
        left.stream().map(Alone::told).filter(Objects::nonNull).forEach(refused::add);
        refused.sort(Comparator.comparingLong(RefusedRow::number));
        return refused;
    }

    private void tryAlone(ImportRow row, List<Alone> next) {
        switch (attempt(List.of(row))) {
            case Stored stored -> tally.stored(stored);
            case StoredBefore before -> tally.before(1);
            case Refused refused -> next.add(alone(row, refused.rows().get(0).cause()));
            case Unnamed unnamed -> next.add(alone(row, unnamed.cause()));
        }
    }
}

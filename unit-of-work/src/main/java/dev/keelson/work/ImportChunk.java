package dev.keelson.work;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.HiddenAggregateException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.imports.ChunkOutcome.Stored;
import dev.keelson.work.imports.ImportRow;
import dev.keelson.work.imports.OnExisting;
import dev.keelson.work.imports.RefusedRow;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracked.State;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some rows of an import in one unit of work, be it in several rounds of it. Used by one thread. */
final class ImportChunk {

    private final Engine engine;
    private final Roots roots;
    private final Roots family;
    private final List<IncomingRow> rows;
    private final OnExisting onExisting;
    private final boolean examines;
    private final List<Taken> taken = new ArrayList<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private long skipped;

    /**
     * @param examines whether each aggregate is looked at by itself before the commit
     */
    ImportChunk(Engine engine, Roots roots, List<ImportRow> rows, OnExisting onExisting, boolean examines) {
        this.engine = engine;
        this.roots = roots;
        this.family = engine.family(roots.first());
        this.rows = rows.stream().map(row -> IncomingRow.of(engine, row)).toList();
        this.onExisting = onExisting;
        this.examines = examines;
    }

    /**
     * A row that a unit of work took up.
     *
     * @param isAdded whether it was added, or became the next state of what is known
     * @param before the rows that were stored of it, or null where none were
     */
    private record Taken(
            ImportRow row,
            Tracked tracked,
            boolean isAdded,
            @Nullable AggregateRows before) {

        @SuppressWarnings("ReferenceEquality") // the rows are others where anything was written
        boolean isWritten() {
            return tracked.snapshot() != before;
        }
    }

    /** Says which rows cannot be stored, before the database was asked. */
    static final class RowsException extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient List<RefusedRow> rows;

        private RowsException(List<RefusedRow> rows) {
            super(rows.size() + " rows cannot be stored", null, false, false);
            this.rows = List.copyOf(rows);
        }

        List<RefusedRow> rows() {
            return rows;
        }
    }

    /**
     * What is done in a unit of work that is committed afterwards.
     *
     * @throws RowsException if rows are known not to be storable
     */
    ImportChunk store(Aggregates aggregates) {
        Session work = (Session) aggregates; // as every unit of work of Keelson is
        taken.clear();
        refused.clear();
        skipped = 0;
        work.storeToken();
        takeAll(work);
        if (examines && refused.isEmpty()) {
            taken.forEach(one -> examine(one, work));
        }
        if (!refused.isEmpty()) {
            throw new RowsException(refused);
        }
        return this;
    }

    private void takeAll(Session work) {
        Set<Object> stored = onExisting == OnExisting.REFUSE ? elsewhere(work.finder) : stored(work.finder);
        Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());
        for (IncomingRow incoming : rows) {
            try {
                Object aggregate = aggregate(incoming.row());
                if (onExisting == OnExisting.REFUSE) {
                    boolean isStored = incoming.key() != null && stored.contains(Row.keyOf(incoming.key()));
                    requireAnother(!isStored && objects.add(aggregate), aggregate);
                    add(incoming.row(), aggregate, work);
                } else {
                    takeKnown(incoming, aggregate, stored, work);
                }
            } catch (UnstorableValueException
                    | MappingException
                    | DuplicateAggregateException
                    | PolicyViolationException
                    | IllegalArgumentException refusal) {
                refused.add(new RefusedRow(incoming.row().number(), incoming.name(), refusal));
            }
        }
    }

    private Object aggregate(ImportRow row) {
        Object aggregate = row.aggregate();
        if (!roots.type().isInstance(aggregate)) {
            throw new IllegalArgumentException("Cannot import "
                    + (aggregate == null
                            ? "null"
                            : "an object of " + aggregate.getClass().getName())
                    + " as " + roots.type().getSimpleName() + ". Give an aggregate for each row.");
        }
        return aggregate;
    }

    /** The same object twice would be one aggregate. */
    private void requireAnother(boolean isAnother, Object aggregate) {
        if (!isAnother) {
            AggregateModel model = engine.model(aggregate.getClass());
            throw new DuplicateAggregateException(
                    model.type(), engine.dehydrator().identifier(model, aggregate), true, null);
        }
    }

    private void add(ImportRow row, Object aggregate, Session work) {
        work.additions().add(aggregate);
        AggregateModel model = engine.model(aggregate.getClass());
        Object id = engine.dehydrator().identifier(model, aggregate);
        Tracked added = work.finder.tracker().find(model, engine.dehydrator().key(model, id));
        taken.add(new Taken(row, Objects.requireNonNull(added, "it was added"), true, null));
    }

    /** Takes up a row whose identifier may be known here, or stored. */
    private void takeKnown(IncomingRow incoming, Object aggregate, Set<Object> stored, Session work) {
        AggregateModel model = incoming.model();
        @Nullable Object[] key = incoming.key();
        Tracked known =
                model == null || key == null ? null : work.finder.tracker().find(model, key);
        boolean isKnown = known != null && !known.isHidden();
        if (onExisting == OnExisting.SKIP && (isKnown || (key != null && stored.contains(Row.keyOf(key))))) {
            skipped++;
        } else if (model != null && known != null && isKnown) {
            AggregateRows before = known.state() == State.ADDED ? null : known.snapshot();
            work.finder.tracker().replace(known, model, aggregate);
            taken.add(new Taken(incoming.row(), known, false, before));
        } else {
            add(incoming.row(), aggregate, work);
        }
    }

    /** What is stored of these identifiers where no key of one table tells of them, since each class has a table of its own. */
    private Set<Object> elsewhere(Finder finder) {
        return family.members().size() == 1 ? Set.of() : stored(finder, Visibility.ALL);
    }

    /** What is stored of these identifiers: keys where that is enough, else the aggregates themselves, which are tracked from then on. */
    private Set<Object> stored(Finder finder) {
        if (onExisting == OnExisting.SKIP && !engine.loader().isLoose(family)) {
            return stored(finder, Visibility.VISIBLE);
        }
        List<Object> ids =
                rows.stream().map(IncomingRow::id).filter(Objects::nonNull).toList();
        finder.findAll(family, Object.class, ids);
        return Set.of();
    }

    private Set<Object> stored(Finder finder, Visibility visibility) {
        List<@Nullable Object[]> keys =
                rows.stream().map(IncomingRow::key).filter(Objects::nonNull).toList();
        Set<Object> stored = new HashSet<>();
        if (!keys.isEmpty()) {
            finder.queries().stored(family, keys, visibility).forEach(key -> stored.add(Row.keyOf(key)));
        }
        return stored;
    }

    private void examine(Taken one, Session work) {
        try {
            work.examine(one.tracked());
        } catch (UnstorableValueException | PolicyViolationException refusal) {
            refused.add(new RefusedRow(one.row().number(), one.tracked().toString(), refusal));
        }
    }

    /** What became of the rows, once the commit is certain. */
    Stored outcome() {
        long added = 0;
        long replaced = 0;
        long unchanged = 0;
        for (Taken one : taken) {
            if (one.isAdded()) {
                added++;
            } else if (one.isWritten()) {
                replaced++;
            } else {
                unchanged++;
            }
        }
        return new Stored(added, replaced, unchanged, skipped);
    }

    /** The rows of the only aggregate that a failure names, if it names one alone. */
    List<RefusedRow> named(List<String> candidates, RuntimeException failure) {
        return candidates.size() != 1
                ? List.of()
                : taken.stream()
                        .filter(one -> one.tracked().toString().equals(candidates.get(0)))
                        .map(one -> new RefusedRow(one.row().number(), candidates.get(0), failure))
                        .toList();
    }

    /** The rows whose identifiers are taken, where a failure told so of one. */
    List<RefusedRow> taken(DuplicateAggregateException failure, Finder finder) {
        Set<Object> visible = onExisting == OnExisting.REFUSE ? stored(finder, Visibility.VISIBLE) : Set.of();
        Set<Object> hidden =
                engine.policies().mayBeHidden(family.members()) ? stored(finder, Visibility.HIDDEN) : Set.of();
        List<RefusedRow> all = new ArrayList<>();
        for (Taken one : taken) {
            Tracked tracked = one.tracked();
            Class<?> type = tracked.model().type();
            Object key = Row.keyOf(engine.dehydrator().key(tracked.model(), tracked.id()));
            RuntimeException cause = null;
            if (tracked.id().equals(failure.id()) && type == failure.type()) {
                cause = failure;
            } else if (tracked.state() == State.ADDED && hidden.contains(key)) {
                cause = new HiddenAggregateException(type, tracked.id(), null);
            } else if (tracked.state() == State.ADDED && visible.contains(key)) {
                cause = new DuplicateAggregateException(type, tracked.id(), false, null);
            }
            if (cause != null) {
                all.add(new RefusedRow(one.row().number(), tracked.toString(), cause));
            }
        }
        return all;
    }
}

package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.HideRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import dev.keelson.work.scan.AbsentArgumentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The trial of one aggregate: which of its rows are made, and what is said of one that makes no object. Used by one thread,
 * once.
 */
final class TrialLoad {

    private final AggregateModel model;
    private final Intake intake;
    private final Object id;
    private final AggregateRows after;
    private final TrialRows rows;
    private final TrialRelations relations;
    private final Hydration hydration;
    private final @Nullable Unfilled unfilled;
    private @Nullable Set<Row> made;
    private @Nullable Set<Row> followed;
    private final List<Change> taken;
    private boolean needsRoot;

    TrialLoad(
            AggregateModel model, Intake intake, Object id, AggregateRows after, List<Change> taken, Targets targets) {
        this.taken = taken;
        this.model = model;
        this.intake = intake;
        this.id = id;
        this.after = after;
        this.rows = new TrialRows(model, intake, after);
        this.relations = new TrialRelations(targets);
        this.hydration = new Hydration(model, after.root(), rows, relations, null);
        this.unfilled = intake.isTold() ? null : new Unfilled(model, intake, after);
    }

    /** Makes what one of the changes is about, or what takes it in. */
    void take(Change change) {
        switch (change) {
            case InsertRow insert -> reach(insert.row(), false);
            case UpdateRow update -> changed(update);
            case RestoreRow restore -> changed(restore.asUpdate());
            case DeleteRow delete -> reach(delete.row(), true);
            case HideRow hide -> reach(hide.before(), true);
            case GuardRoot guard -> {} // nothing of it is written
        }
    }

    private void changed(UpdateRow update) {
        if (!update.changesJust(update.rowType().version())) {
            boolean moved = isPositionAlone(update);
            reach(update.row(), moved);
            reach(update.before(), true);
            if (!moved) {
                follow(intake.table(update.rowType()), update.row());
            }
        }
    }

    /** An object does not know its place in a list; who takes in the list does. */
    private boolean isPositionAlone(UpdateRow update) {
        TableModel table = model.tables().get(intake.table(update.rowType()));
        return update.changesJust(table.position());
    }

    /**
     * Makes the outermost object that a row has a part in.
     *
     * @param gone whether the row itself makes nothing new, so that only those that take it in are looked at
     */
    private void reach(Row row, boolean gone) {
        int table = intake.table(row.type());
        if (table == 0) {
            needsRoot |= !gone;
        } else if (table > 0 && intake.isOfRoot(table)) {
            needsRoot = true;
            follow(0, after.root());
        } else if (table > 0 && !intake.isAlone(table)) {
            climb(table, row, gone);
        } else if (table > 0 && !gone) {
            make(table, row);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very row
    private void climb(int from, Row row, boolean gone) {
        List<Row> way = new ArrayList<>();
        Row top = gone ? null : row;
        int topTable = from;
        int table = from;
        Row at = row;
        while (table > 0) {
            boolean isNode = !RowsByParent.isTop(model.tables().get(table), at);
            Row up = rows.above(model.tables().get(table), at);
            if (up == null) {
                return; // what it hung on is gone as well
            }
            boolean takenIn = isNode ? intake.isGrown(table) : intake.isFed(table);
            table = isNode ? table : model.tables().get(table).parent();
            if (takenIn) {
                top = up;
                topTable = table;
                way.clear(); // all of it is made with what takes it in
            } else if (top != null) {
                way.add(at);
            }
            at = up;
        }
        if (top != null && (topTable == 0 || intake.needsOuter(topTable))) {
            needsRoot = true;
            rows.addWay(way);
        } else if (top != null) {
            makeOnce(topTable, top);
        }
        if (top != null && top != row) {
            follow(topTable, top);
        }
    }

    /** Makes those that take the object of this row as the one around them: they may refuse what has become of it. */
    @SuppressWarnings("ReferenceEquality") // the very row
    private void follow(int table, Row row) {
        if (table < 0 || !intake.isHeldBelow(table) || !isFirst(row)) {
            return;
        }
        for (int inner = table; inner < model.tables().size(); inner++) {
            if (intake.isHeld(inner)) {
                for (Row below : after.of(inner)) {
                    if (below != row && hangsOn(inner, below, row)) {
                        climb(inner, below, false);
                    }
                }
            }
        }
    }

    private boolean isFirst(Row row) {
        followed = followed == null ? Collections.newSetFromMap(new IdentityHashMap<>()) : followed;
        return followed.add(row);
    }

    @SuppressWarnings("ReferenceEquality") // the very row
    private boolean hangsOn(int from, Row row, Row outer) {
        int table = from;
        Row at = row;
        while (at != null && at != outer) {
            TableModel of = model.tables().get(table);
            boolean isNode = !RowsByParent.isTop(of, at);
            at = rows.above(of, at);
            table = isNode ? table : of.parent();
        }
        return at != null;
    }

    private void makeOnce(int table, Row row) {
        made = made == null ? Collections.newSetFromMap(new IdentityHashMap<>()) : made;
        if (made.add(row)) {
            make(table, row);
        }
    }

    /** Makes the root, if that is what it takes. */
    void makeRoot() {
        if (needsRoot) {
            make(0, after.root());
        }
    }

    private void make(int table, Row row) {
        rows.make(row);
        relations.begin();
        try {
            if (table == 0) {
                object(model.shape(), row);
            } else {
                element(model.tables().get(table), row);
            }
        } catch (HydrationException refused) {
            if (!relations.isAsked()) { // else a load, which would have had what was asked for, might make it
                UnstorableValueException nearer = nearer(row);
                throw nearer != null ? nearer : unstorable(table, row, refused);
            }
        }
    }

    /** What is said of the first changed row that makes no object by itself, for it tells the place better than who takes it in. */
    @SuppressWarnings("ReferenceEquality") // the very row
    private @Nullable UnstorableValueException nearer(Row outer) {
        for (Change change : taken) {
            Row row = change.row();
            int table = intake.table(row.type());
            boolean gone = change instanceof DeleteRow || change instanceof HideRow;
            if (row != outer && table > 0 && !gone && !intake.needsOuter(table)) {
                rows.make(row);
                relations.begin();
                try {
                    element(model.tables().get(table), row);
                } catch (HydrationException refused) {
                    if (!relations.isAsked()) {
                        return unstorable(table, row, refused);
                    }
                }
            }
        }
        return null;
    }

    private void element(TableModel table, Row row) {
        ColumnContent key = intake.key(table.index());
        Content element = intake.element(table.index());
        if (key != null && isTold(key, row)) {
            hydration.key(table, key, row);
        }
        if (element != null && isTold(element, row)) {
            hydration.element(table, element, row);
        } else if (element instanceof EmbeddedContent embedded && unfilled != null) {
            parts(embedded.shape(), row, unfilled);
        }
    }

    private boolean isTold(Content content, Row row) {
        return unfilled == null || !unfilled.isIn(content, row);
    }

    private void object(Shape shape, Row row) {
        if (unfilled != null && unfilled.isIn(shape, row)) {
            parts(shape, row, unfilled);
        } else {
            hydration.object(shape, row, null);
        }
    }

    /** What lies in an object that cannot be made yet. */
    private void parts(Shape shape, Row row, Unfilled missing) {
        hydration.parts(hydration.choose(shape, row), row, (property, lies) -> {
            boolean known = missing.isKnown(property, lies);
            if (!known && property.content() instanceof EmbeddedContent embedded) {
                parts(embedded.shape(), lies, missing);
            }
            return known;
        });
    }

    private UnstorableValueException unstorable(int table, Row row, HydrationException refused) {
        String path = row.type().path();
        String property = model.name() + (refused.property().isEmpty() ? "" : "." + refused.property());
        String placed = property.startsWith(path) ? place(table, row) + property.substring(path.length()) : property;
        return new UnstorableValueException(
                placed,
                id,
                "a state that cannot be loaded again",
                refused.problem() + said(refused.getCause()),
                refused.getCause());
    }

    /** Where a row stands, as "Cart.lines[2].discounts[0]". */
    private String place(int table, Row row) {
        TableModel of = model.tables().get(table);
        Row outer = rows.above(of, row);
        if (outer == null || !row.type().path().startsWith(outer.type().path())) {
            return Change.place(row, after.of(table).indexOf(row));
        }
        boolean isNode = !RowsByParent.isTop(of, row);
        return place(isNode ? table : of.parent(), outer)
                + row.type().path().substring(outer.type().path().length()) + "[" + rows.ordinal(of, row) + "]";
    }

    /** What a message says of a failure: only refusals are known to show nothing of the value. */
    private static String said(@Nullable Throwable cause) {
        if (cause == null || cause instanceof AbsentArgumentException) {
            return "";
        }
        return cause.getClass() == IllegalArgumentException.class && cause.getMessage() != null
                ? ": " + cause.getMessage()
                : ", it threw " + cause.getClass().getSimpleName();
    }
}

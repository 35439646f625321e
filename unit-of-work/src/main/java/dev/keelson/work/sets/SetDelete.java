package dev.keelson.work.sets;

import dev.keelson.work.model.Belonging.HidingProperty;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.query.Questions;
import java.util.List;
import java.util.function.Consumer;

/**
 * Removes many aggregates at once, with all their parts, or parts of many; in the commit of a unit of work, as a loop over them would. Used by
 * the thread of its unit of work, once.
 *
 * <p>Source: Fowler, PoEAA, Query Object (316).
 */
public final class SetDelete extends SetWriting<SetDelete> {

    /**
     * @throws IllegalArgumentException if what is meant cannot be removed by one statement
     */
    public SetDelete(SetTarget target, Questions questions, Consumer<SetWrite> recorded) {
        super(target, questions, recorded);
        HidingProperty own = target.model().belonging().hiding();
        if (target.isOfRoots() && own != null) {
            throw Refused.because(
                    target.label(), "the domain says when it is deleted, by " + own.path(), "Set that property");
        }
        for (TableModel table : target.model().tables()) {
            if (isBelow(table, target)) {
                requireFound(table, target);
            }
        }
        if (!target.isOfRoots()) {
            requireRemovable(target);
        }
    }

    @Override
    SetDelete self() {
        return this;
    }

    /** Whether rows of a table hang on what goes. */
    static boolean isBelow(TableModel table, SetTarget target) {
        TableModel at = table;
        while (at.parent() >= 0) {
            at = target.model().tables().get(at.parent());
            if (at.index() == target.table().index()) {
                return true;
            }
        }
        return false;
    }

    private static void requireFound(TableModel table, SetTarget target) {
        if (table.recursive()) {
            throw Refused.because(
                    target.label(),
                    "the nodes of " + table.rowType().path() + " are found level by level",
                    "Load the aggregates and remove them");
        }
    }

    private static void requireRemovable(SetTarget target) {
        TableModel table = target.table();
        if (table.position() >= 0 && table.rowType().isKey(table.position())) {
            throw Refused.because(
                    target.label(),
                    "its elements have no identifier but their place, which those behind them would take",
                    "Load the aggregates and change them");
        }
        for (TableModel one : target.model().tables()) {
            if (target.model().siblings().contains(one.index()) && (one.equals(table) || isBelow(one, target))) {
                throw Refused.because(
                        target.label(),
                        "other parts may refer to " + one.rowType().path(),
                        "Load the aggregates and change them");
            }
        }
    }

    /**
     * Makes it part of the commit, in the order given and before what is written of tracked aggregates. Nothing is sent before.
     *
     * @throws IllegalArgumentException if nothing says what is hit
     */
    public void onCommit() {
        record(true, List.of());
    }
}

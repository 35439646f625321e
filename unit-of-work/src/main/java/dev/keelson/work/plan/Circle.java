package dev.keelson.work.plan;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.HideRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.plan.Step.Wait;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.UniqueRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes that wait for each other. It is opened where a reference may be absent for a moment: the row is written without
 * it first and gets it by an update of its own, or loses it by one before its target is deleted; or where a row can give up a
 * unique value by an update of its own before it is deleted or changed. Else where the database checks a
 * reference at the end, or deletes a row with the one that it refers to. Used by one thread.
 */
final class Circle {

    private final List<Wait> waits;
    private final RuleBook rules;

    Circle(List<Wait> waits, RuleBook rules) {
        this.waits = List.copyOf(waits);
        this.rules = rules;
    }

    /**
     * Opens it.
     *
     * @return the writes that wait for nothing any more
     * @throws ConstraintViolationException if no reference in it may be absent
     */
    List<Step> open(WriteGraph graph) {
        for (Wait wait : waits) {
            ForeignKey reference = wait.reference();
            if (reference == null) {
                continue;
            }
            Change referring = referring(wait).change();
            boolean taking = isTaking(wait);
            Absence absence = Absence.of(reference, taking ? referring.row() : before(referring));
            if (absence.isPossible()) {
                return taking
                        ? setLater(graph, wait, absence)
                        : giveEarlier(graph, wait, absence.from(before(referring)), absence.columns());
            }
        }
        for (Wait wait : waits) {
            UniqueRule rule = wait.rule();
            Change giving = wait.first().change();
            Row after = giving instanceof UpdateRow update ? update.row() : null;
            Parking parking = rule == null ? null : Parking.of(rule, before(giving), after, rules);
            if (parking != null && (giving instanceof UpdateRow || giving instanceof DeleteRow)) {
                Row meanwhile = before(giving).with(parking.column(), parking.value());
                return giveEarlier(graph, wait, meanwhile, ColumnSet.of(new int[] {parking.column()}, 1));
            }
        }
        for (Wait wait : waits) {
            if (isLeftToTheDatabase(wait, graph)) {
                wait.drop();
                return wait.then().isReady() ? List.of(wait.then()) : List.of();
            }
        }
        throw closed();
    }

    /** Whether the database itself sees to the reference: it checks it at the end, or deletes the one row with the other. */
    private boolean isLeftToTheDatabase(Wait wait, WriteGraph graph) {
        ForeignKey reference = wait.reference();
        if (reference == null) {
            return false;
        }
        Change referring = referring(wait).change();
        if (!isTaking(wait) && referring instanceof DeleteRow && rules.cascades(referring.rowType(), reference)) {
            return true;
        }
        boolean deferrable = rules.isDeferrable(referring.rowType(), reference);
        if (deferrable) {
            graph.defer();
        }
        return deferrable;
    }

    /** Whether the later write refers to what the earlier inserts; else the earlier lets go of what the later deletes. */
    private static boolean isTaking(Wait wait) {
        return wait.first().change() instanceof InsertRow;
    }

    private static Step referring(Wait wait) {
        return isTaking(wait) ? wait.then() : wait.first();
    }

    private static Step referred(Wait wait) {
        return isTaking(wait) ? wait.first() : wait.then();
    }

    /** The row is written without the reference, and gets it once its target is there. */
    private static List<Step> setLater(WriteGraph graph, Wait wait, Absence absence) {
        Step referring = wait.then();
        Change whole = referring.change();
        Change without = absence.from(whole);
        Step later =
                graph.add(new UpdateRow(whole.owner(), without.row(), whole.row(), absence.columns(), ordinal(whole)));
        referring.become(without);
        if (without instanceof UpdateRow) { // one statement must not write a row twice: the insert stands between
            referring.before(wait.first(), null);
        }
        wait.drop();
        wait.first().before(later, null);
        referring.before(later, null);
        return referring.isReady() ? List.of(referring) : List.of();
    }

    /** The row gives up a reference or a unique value by a write of its own, before the one that waits for others. */
    private static List<Step> giveEarlier(WriteGraph graph, Wait wait, Row meanwhile, ColumnSet columns) {
        Step giving = wait.first();
        Change whole = giving.change();
        boolean hidden = whole instanceof DeleteRow delete && delete.hidden();
        Step earlier =
                graph.add(new UpdateRow(whole.owner(), before(whole), meanwhile, columns, ordinal(whole), hidden));
        if (whole instanceof UpdateRow update) {
            giving.become(update.part(meanwhile, update.row()));
        }
        wait.drop();
        earlier.before(wait.then(), null);
        earlier.before(giving, null);
        return List.of(earlier);
    }

    /** The row as it is before the write. */
    private static Row before(Change change) {
        return change instanceof UpdateRow update ? update.before() : change.row();
    }

    private static int ordinal(Change change) {
        return switch (change) {
            case InsertRow insert -> insert.ordinal();
            case UpdateRow update -> update.ordinal();
            case DeleteRow delete -> delete.ordinal();
            case HideRow hide -> hide.ordinal();
            case RestoreRow restore -> restore.ordinal();
            case GuardRoot guard -> 0;
        };
    }

    private ConstraintViolationException closed() {
        List<String> edges = new ArrayList<>();
        for (Wait wait : waits) {
            edges.add(edge(wait));
        }
        boolean unique = waits.stream().anyMatch(wait -> wait.rule() != null);
        return new ConstraintViolationException(
                unique ? "(unique values in a circle)" : "(foreign keys in a circle)",
                waits.get(0).then().change().table(),
                edges,
                null,
                null);
    }

    private static String edge(Wait wait) {
        ForeignKey reference = wait.reference();
        UniqueRule rule = wait.rule();
        if (rule != null) {
            return text(wait.then()) + " takes "
                    + names(wait.then().change().rowType(), rule.columns()) + " of " + text(wait.first())
                    + (rule.name().isEmpty() ? "" : " (" + rule.name() + ")");
        }
        if (reference == null) {
            return text(wait.then()) + " after " + text(wait.first());
        }
        RowType type = referring(wait).change().rowType();
        return text(referring(wait)) + " refers by " + names(type, reference.columns()) + " to "
                + referred(wait).change().row();
    }

    private static String names(RowType type, List<Integer> columns) {
        return String.join(
                ", ", columns.stream().map(column -> type.column(column).name()).toList());
    }

    private static String text(Step step) {
        return step.change().kind() + " " + step.change().row();
    }
}

package dev.keelson.work.policy;

import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.AggregateRef;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.HideRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.change.VersionCount;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowKey;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns deletes into what hides rows, where a policy says so, and has the rows that went with a root come back with it. Thread-safe.
 */
final class Hiding {

    private final Policies policies;

    Hiding(Policies policies) {
        this.policies = policies;
    }

    /**
     * What comes: by its table, and as kin, which has another table where each class of a hierarchy has tables of its own.
     *
     * @param path of the table within the aggregate
     */
    private record Kin(Class<?> family, String path, Object key) {}

    ChangeSet of(ChangeSet changes) {
        boolean hides = false;
        for (AggregateChange change : changes.aggregates()) {
            hides |= isRestored(change) || hidesAny(change);
        }
        if (!hides) {
            return changes;
        }
        Set<Object> comes = comes(changes);
        MovedNodes moved = new MovedNodes(policies, changes);
        List<AggregateChange> hidden = new ArrayList<>();
        for (AggregateChange change : changes.aggregates()) {
            AggregateChange come = cameAlong(change);
            hidden.add(
                    isRestored(come)
                            ? restored(come, comes, moved)
                            : hidesAny(come) ? hidden(come, comes, moved) : come);
        }
        return new ChangeSet(hidden);
    }

    /** Of rows that come out of an aggregate that is restored, those are hidden that went with its root. */
    private AggregateChange cameAlong(AggregateChange change) {
        if (change.rows().stream().noneMatch(row -> row instanceof RestoreRow && !isOfRoot(row))) {
            return change;
        }
        List<Change> rows = new ArrayList<>();
        for (Change row : change.rows()) {
            if (!(row instanceof RestoreRow restore) || isOfRoot(row) || wentWithRoot(row.rowType())) {
                rows.add(row);
            } else if (restore.changed().size() > 0) {
                rows.add(restore.asUpdate());
            }
        }
        return new AggregateChange(change.owner(), change.guard(), rows, change.after());
    }

    /** The rows that are inserted: who goes under the key of one makes room for it, or passed on, and is not hidden. */
    private static Set<Object> comes(ChangeSet changes) {
        Set<Object> comes = new HashSet<>();
        for (AggregateChange change : changes.aggregates()) {
            for (Change row : change.rows()) {
                if (row instanceof InsertRow) {
                    comes.add(RowKey.of(row.row()));
                    if (!isOfRoot(row)) {
                        comes.add(kin(row));
                    }
                }
            }
        }
        return comes;
    }

    private static Kin kin(Change row) {
        String path = row.rowType().path();
        return new Kin(
                row.owner().family(),
                path.substring(path.indexOf('.') + 1),
                row.row().key());
    }

    private static boolean makesRoom(Change row, Set<Object> comes) {
        return comes.contains(RowKey.of(row.row())) || (!isOfRoot(row) && comes.contains(kin(row)));
    }

    private static boolean isRestored(AggregateChange change) {
        return change.guard() != null && change.guard().hidden();
    }

    private boolean hidesAny(AggregateChange change) {
        boolean hides = false;
        boolean rootGoes = false;
        for (int i = 0; i < change.rows().size(); i++) {
            Change row = change.rows().get(i);
            if (row instanceof DeleteRow) {
                hides |= policies.rule(row.rowType()).hide() != null;
                rootGoes |= isRoot(row);
            }
        }
        boolean movesToOtherTables = rootGoes && change.after() != null;
        return hides && !movesToOtherTables;
    }

    /** The rows that went with the root come back with it, but for those that it has no longer. */
    private AggregateChange restored(AggregateChange change, Set<Object> comes, MovedNodes moved) {
        if (change.rows().stream().noneMatch(row -> row instanceof RestoreRow && isOfRoot(row))) {
            throw hidden(change.owner());
        }
        Set<RowKey> written = new HashSet<>();
        List<Change> rows = new ArrayList<>();
        for (Change row : hidden(change, comes, moved).rows()) {
            rows.add(wentWithRoot(row.rowType()) ? withRoot(row) : row);
            written.add(RowKey.of(row.row()));
        }
        AggregateRows after = change.after() == null ? null : change.after().rows();
        for (int table = 1; after != null && table < after.tables(); table++) {
            List<Row> all = after.of(table);
            for (int i = 0; i < all.size() && wentWithRoot(all.get(i).type()); i++) {
                if (!written.contains(RowKey.of(all.get(i)))) {
                    rows.add(RestoreRow.of(change.owner(), all.get(i), i));
                }
            }
        }
        return new AggregateChange(change.owner(), change.guard(), rows, change.after());
    }

    private static Change withRoot(Change row) {
        return switch (row) {
            case UpdateRow update -> RestoreRow.of(update);
            case HideRow hide -> hide.asAgain();
            case InsertRow insert -> insert;
            case DeleteRow delete ->
                new DeleteRow(delete.owner(), delete.row(), delete.ordinal(), true, delete.unseen());
            case RestoreRow restore -> restore;
            case GuardRoot guard -> guard;
        };
    }

    private PolicyViolationException hidden(AggregateRef owner) {
        return new PolicyViolationException(
                policies.hider(owner.rowType()),
                owner + " is hidden, and what is hidden is neither changed nor guarded",
                "Restore it first, in a commit of its own where it is to become another class:" + " work.restore("
                        + owner.type().getSimpleName() + ".class, id)");
    }

    /** Whether rows of a table are stamped by the removal of what they hang on. */
    private boolean wentWithRoot(RowType rows) {
        Hide hide = policies.rule(rows).hide();
        return hide != null && hide.tellsRemovals();
    }

    private static boolean isOfRoot(Change row) {
        return row.rowType().equals(row.owner().rowType());
    }

    private static boolean isRoot(Change row) {
        return row.row().equals(row.owner().root());
    }

    private AggregateChange hidden(AggregateChange change, Set<Object> comes, MovedNodes moved) {
        Set<RowKey> staying = new HashSet<>();
        List<Change> rows = new ArrayList<>();
        boolean livesOn = change.after() != null;
        Dangling dangling = livesOn
                ? Dangling.NONE
                : Dangling.of(change, policies.parts(change.owner().rowType()));
        for (Change row : parentsFirst(change)) {
            if (!(row instanceof DeleteRow delete) || makesRoom(row, comes)) {
                rows.add(row);
                continue;
            }
            HideRow elsewhere = moved.hidden(delete);
            if (elsewhere != null && policies.rule(delete.rowType()).hide() == null) {
                rows.add(delete);
            } else if (elsewhere != null) {
                staying.add(RowKey.of(delete.row()));
                rows.add(elsewhere);
            } else if (hangsOnOneOf(delete.row(), staying)) {
                staying.add(RowKey.of(delete.row()));
                boolean isStamped =
                        livesOn ? policies.rule(delete.rowType()).hide() != null : wentWithRoot(delete.rowType());
                if (isStamped) {
                    rows.add(hide(delete, dangling));
                } else {
                    dangling.update(delete).ifPresent(rows::add);
                }
            } else if (policies.rule(delete.rowType()).hide() != null) {
                staying.add(RowKey.of(delete.row()));
                rows.add(hide(delete, dangling));
            } else {
                rows.add(delete);
            }
        }
        return new AggregateChange(change.owner(), change.guard(), rows, change.after());
    }

    /** Changes stand table by table, parents before their children, but for the root's own, which may be the last. */
    private static List<Change> parentsFirst(AggregateChange change) {
        List<Change> sorted = new ArrayList<>();
        for (Change row : change.rows()) {
            if (isRoot(row)) {
                sorted.add(0, row);
            } else {
                sorted.add(row);
            }
        }
        return sorted;
    }

    private boolean hangsOnOneOf(Row row, Set<RowKey> staying) {
        for (ForeignKey reference : row.type().foreignKeys()) {
            if (policies.leadsUp(row.type(), reference)
                    && staying.contains(new RowKey(reference.target(), row.keyOf(reference.columns())))) {
                return true;
            }
        }
        return false;
    }

    /** A root that somebody stored without a version begins with the first, as it does by a change. */
    private static HideRow hide(DeleteRow delete, Dangling dangling) {
        Row before = delete.row();
        Row after = dangling.cut(before);
        List<Integer> changed = new ArrayList<>(dangling.of(before));
        int version = before.type().version();
        if (version >= 0) {
            AggregateRef owner = delete.owner();
            String type = owner.type().getSimpleName();
            after = GuardRoot.version(before) < 0
                    ? VersionCount.with(type, owner.id(), after, VersionCount.FIRST)
                    : VersionCount.next(type, owner.id(), before, after);
            changed.add(version);
        }
        int[] columns = changed.stream().mapToInt(Integer::intValue).toArray();
        return new HideRow(delete.owner(), before, after, ColumnSet.of(columns, columns.length), delete.ordinal());
    }
}

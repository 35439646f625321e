package dev.keelson.work.load.select;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The columns of what is selected from all tables of some aggregates, one branch a table: by one UNION ALL, or each branch apart. A
 * slot of the union is one exact catalogue type, and nothing is merged that is not the same type, since PostgreSQL would convert
 * it; branches that need fewer pad with typed nulls. The first column of its result tells the branch, so slots count from 2. Apart,
 * each branch has just the slots that it needs, from 1. Immutable.
 */
public final class Slots {

    /** So many columns the further tables of a joined hierarchy have at most that are joined to the root's, so that other branches need not pad more. */
    private static final int MOST_JOINED = 64;

    private final List<String> sqlTypes = new ArrayList<>();
    private final List<Layout> layouts = new ArrayList<>();
    private final boolean apart;
    private final int first;

    /** The columns of the union over the tables of aggregates that are loaded together. */
    public Slots(List<AggregateModel> members) {
        this(members, false);
    }

    /** The columns of each branch over these tables, apart from the others. */
    static Slots apart(List<AggregateModel> members) {
        return new Slots(members, true);
    }

    private Slots(List<AggregateModel> members, boolean apart) {
        this.apart = apart;
        this.first = apart ? 1 : 2;
        for (int member = 0; member < members.size(); member++) {
            AggregateModel model = members.get(member);
            BitSet taken = new BitSet();
            int[] root = slots(model.root(), taken);
            Map<TableModel, Layout> joined = new LinkedHashMap<>();
            for (TableModel extension : joined(model)) {
                int[] slots = slots(extension.rowType(), taken);
                joined.put(extension, new Layout(member, extension, slots, List.of()));
            }
            for (TableModel table : model.tables()) {
                if (table.parent() < 0) {
                    layouts.add(new Layout(member, table, root, List.copyOf(joined.values())));
                } else {
                    Layout other = joined.get(table);
                    layouts.add(
                            other != null
                                    ? other
                                    : new Layout(member, table, slots(table.rowType(), new BitSet()), List.of()));
                }
            }
        }
    }

    /** The further tables of a joined hierarchy whose rows come with the root's, in the same row of the result. */
    private static List<TableModel> joined(AggregateModel model) {
        int columns = 0;
        for (TableModel extension : model.extensions()) {
            columns += extension.rowType().width();
        }
        return columns <= MOST_JOINED ? model.extensions() : List.of();
    }

    private int[] slots(RowType rowType, BitSet taken) {
        int[] slots = new int[rowType.width()];
        if (apart) {
            int before = taken.cardinality();
            taken.set(before, before + slots.length);
            for (int column = 0; column < slots.length; column++) {
                slots[column] = before + column + first;
            }
            return slots;
        }
        for (int column = 0; column < slots.length; column++) {
            String sqlType = rowType.column(column).selectedType();
            int slot = 0;
            while (slot < sqlTypes.size()
                    && (taken.get(slot) || !sqlTypes.get(slot).equals(sqlType))) {
                slot++;
            }
            if (slot == sqlTypes.size()) {
                sqlTypes.add(sqlType);
            }
            taken.set(slot);
            slots[column] = slot + first;
        }
        return slots;
    }

    /** Whether each branch is selected apart from the others, so that its number need not be told. */
    public boolean areApart() {
        return apart;
    }

    /** How many slots a branch selects, its own number not counted. */
    int count(int branch) {
        return apart ? layouts.get(branch).width() : sqlTypes.size();
    }

    /** The exact type of the n-th slot of the union, from 0. */
    String sqlType(int n) {
        return sqlTypes.get(n);
    }

    /** How the rows of a branch lie in the slots; branches are counted over the tables of all members. */
    public Layout layout(int branch) {
        return layouts.get(branch);
    }

    /** How many branches there are. */
    public int branches() {
        return layouts.size();
    }

    /** Whether all rows come by one branch. */
    boolean areOfOneBranch() {
        return layouts.size() == 1 + layouts.get(0).joined().size();
    }

    /** The branches that select rows, without those whose rows come with others. */
    public int[] selects() {
        return IntStream.range(0, layouts.size())
                .filter(branch -> !isJoined(branch))
                .toArray();
    }

    /** The column of the n-th slot in a branch's rows, or -1. */
    int column(int branch, int n) {
        return layouts.get(branch).columnIn(n + first);
    }

    /** Whether rows of this table come with those of its root, and have no branch of their own. */
    boolean isJoined(int branch) {
        Layout layout = layouts.get(branch);
        for (Layout other : layouts) {
            if (other.joined().contains(layout)) {
                return true;
            }
        }
        return false;
    }

    /** Whether rows of some branch have a place, whatever the roots were selected by. */
    boolean hasPlaces() {
        return layouts.stream().anyMatch(Layout::hasPlaces);
    }

    /** The column of the result that holds the place of a branch's row, where it has one. */
    public int place(int branch) {
        return count(branch) + first;
    }

    /** How many columns the result of the union has. */
    public int width() {
        return hasPlaces() ? place(0) : place(0) - 1;
    }
}

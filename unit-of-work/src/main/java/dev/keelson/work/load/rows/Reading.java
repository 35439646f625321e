package dev.keelson.work.load.rows;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.database.ColumnValues;
import dev.keelson.work.database.Database.ResultsReader;
import dev.keelson.work.database.Repeats;
import dev.keelson.work.load.select.Layout;
import dev.keelson.work.load.select.Slots;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.row.RowType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reading of what one load gives back: each row goes to the aggregate and table of its branch. Used by one thread, once. */
final class Reading implements ResultsReader<List<LoadedRows>> {

    /** How much is known of the roots before they are read. */
    enum Kind {
        /** There is at most one of each member, whose key its children need not tell again. */
        ONE,
        /** There may be many, in no order. */
        MANY,
        /** There may be many, each with its place. */
        PLACED
    }

    private static final int MAX_ROWS_OF_MANY = 1_000_000;

    private final Slots slots;
    private final Kind kind;
    private final RowLimit limit;
    private final Function<RowType, String> owner;
    private final @Nullable List<List<@Nullable Object[]>> asked;
    private final @Nullable Doubles doubles;
    private final List<LoadedRows> members;
    private final int @Nullable [] selects;
    private int taken;
    private int count;

    /**
     * The reading of what a load of these gave back.
     *
     * @param asked for each member the keys that were asked for, where the statement left it to this to drop what hangs on roots that are not
     *     there; else null
     * @param doubles looks for rows that are there twice, or null where constraints forbid them everywhere
     * @param limit of one aggregate
     * @param owner whose rows those of a table are, to which encrypted values are bound
     */
    Reading(
            List<AggregateModel> members,
            Slots slots,
            Kind kind,
            @Nullable List<List<@Nullable Object[]>> asked,
            @Nullable Doubles doubles,
            RowLimit limit,
            Function<RowType, String> owner) {
        this.asked = asked;
        this.doubles = doubles;
        this.slots = slots;
        this.selects = slots.areApart() ? slots.selects() : null;
        this.kind = kind;
        this.limit = limit;
        this.owner = owner;
        this.members = rows(members, asked);
    }

    private static List<LoadedRows> rows(List<AggregateModel> members, @Nullable List<List<@Nullable Object[]>> asked) {
        if (members.size() == 1) {
            int roots = asked == null ? 1 : asked.get(0).size();
            return List.of(new LoadedRows(members.get(0), roots));
        }
        List<LoadedRows> rows = new ArrayList<>(members.size());
        for (AggregateModel member : members) {
            rows.add(new LoadedRows(member, 1)); // of those that are asked for each has a few
        }
        return rows;
    }

    @Override
    public void take(ResultSet given) throws SQLException {
        ResultSet result = ColumnValues.unwrapped(given);
        int known = selects == null ? 0 : selects[taken++];
        Repeats repeats = null;
        int before = -1;
        while (given.next()) { // whoever counts rows sees each
            int told = selects == null ? result.getInt(1) : known;
            boolean hidden = told < 0;
            int branch = hidden ? ~told : told;
            Layout layout = slots.layout(branch);
            LoadedRows rows = members.get(layout.member());
            if (branch == before) {
                repeats = repeats == null ? new Repeats(slots.place(branch)) : repeats;
            } else if (repeats != null) {
                repeats.forget();
            }
            before = branch;
            Row row = kind == Kind.ONE ? ofOnlyRoot(result, repeats, layout, rows) : layout.read(result, repeats);
            if (hidden) {
                rows.isHidden(row);
            }
            if (hasPlaces(layout)) {
                rows.add(layout.table().index(), row, result.getLong(slots.place(branch)));
            } else {
                rows.add(layout.table().index(), row);
            }
            List<Layout> joined = layout.joined();
            for (int i = 0; i < joined.size(); i++) {
                Layout further = joined.get(i);
                if (further.isThere(result)) {
                    TableModel table = further.table();
                    rows.add(
                            table.index(),
                            further.read(result, repeats, row, table.parentColumns(), table.parentKey()));
                }
            }
            if (isTooMuch(rows, ++count)) {
                throw tooMany();
            }
        }
    }

    /** For each member its rows. */
    @Override
    public List<LoadedRows> end() {
        for (int branch = 0; branch < slots.branches(); branch++) {
            finish(slots.layout(branch));
        }
        if (asked != null) {
            LeftOut.drop(members, asked);
        }
        if (doubles != null) {
            doubles.refuse(members);
        }
        return members;
    }

    private static Row ofOnlyRoot(ResultSet result, @Nullable Repeats repeats, Layout layout, LoadedRows rows)
            throws SQLException {
        TableModel table = layout.table();
        Row root = table.parent() == 0 && !table.recursive() && !rows.roots().isEmpty()
                ? rows.roots().get(0)
                : null;
        return layout.read(result, repeats, root, table.parentColumns(), table.parentKey());
    }

    private boolean hasPlaces(Layout layout) {
        return layout.hasPlaces() || (kind == Kind.PLACED && layout.table().parent() < 0);
    }

    /** A limit of one aggregate counts once there is its root: what hangs on one that policies left out is nobody's. */
    private boolean isTooMuch(LoadedRows rows, int count) {
        return kind == Kind.ONE ? rows.size() > limit.most() && !rows.roots().isEmpty() : count > mostOfMany();
    }

    /**
     * Sorts and opens the rows of a table, or drops those that hang on a root which policies left out. That waits for the last row,
     * since a server may send the branches in any order.
     */
    private void finish(Layout layout) {
        LoadedRows rows = members.get(layout.member());
        int table = layout.table().index();
        if (kind == Kind.ONE && rows.roots().isEmpty()) {
            rows.drop(table);
            return;
        }
        if (hasPlaces(layout) && Layout.isTooDeep(rows.sort(table))) {
            throw tooDeep(layout.table(), rows);
        }
        if (layout.rowType().hasEncrypted()) {
            String tenant = owner.apply(layout.rowType());
            rows.open(table, tenant);
        }
    }

    private HydrationException tooDeep(TableModel table, LoadedRows rows) {
        AggregateModel model = rows.model();
        return new HydrationException(
                model.name(),
                model.within(table.rowType().path()),
                null,
                onlyKey(rows),
                "the tree in " + table.rowType() + " is deeper than " + Layout.maxDepth()
                        + " levels, and a load goes no further",
                null);
    }

    /** What one statement may bring, whatever it is asked for: memory is finite. One aggregate within its limit always may come. */
    private int mostOfMany() {
        return Math.max(MAX_ROWS_OF_MANY, limit.most());
    }

    private HydrationException tooMany() {
        List<List<Row>> tables = new ArrayList<>();
        int roots = 0;
        @Nullable Object key = null;
        for (LoadedRows rows : members) {
            roots += rows.roots().size();
            key = key == null ? onlyKey(rows) : key;
            for (TableModel table : rows.model().tables()) {
                tables.add(rows.ofTable(table.index()));
            }
        }
        String name = members.size() == 1
                ? members.get(0).model().name()
                : members.get(0).model().family().getSimpleName();
        if (roots == 1) {
            return HydrationException.ofSize(name, key, limit.problemSoFar(tables), RowLimit.mend());
        }
        return HydrationException.ofSize(
                name,
                null,
                String.format(
                        Locale.ROOT,
                        "one statement brings more than %,d rows (%s so far), which is all that it may",
                        mostOfMany(),
                        RowLimit.byTable(tables)),
                "Load fewer at once: fewer identifiers, or a query with a condition or a limit");
    }

    private static @Nullable Object onlyKey(LoadedRows rows) {
        return rows.roots().size() == 1 ? rows.roots().get(0).key() : null;
    }
}

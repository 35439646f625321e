package dev.keelson.work.load;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reading of one result: each row goes to the aggregate and table of its branch. Used by one thread, once. */
final class Reading {

    /** How much is known of the roots before they are read. */
    enum Kind {
        /** There is at most one of each member, whose key its children need not tell again. */
        ONE,
        /** There may be many, in no order. */
        MANY,
        /** There may be many, each with its place. */
        PLACED
    }

    private final Slots slots;
    private final Kind kind;
    private final int limit;
    private final Function<RowType, String> owner;
    private final @Nullable Doubles doubles;
    private final List<LoadedRows> members;

    /**
     * The reading of what a load of these gave back.
     *
     * @param limit more rows than this are an error
     * @param owner whose rows those of a table are, to which encrypted values are bound
     * @param doubles looks for what is there twice, or null where nothing can be
     */
    Reading(
            List<AggregateModel> members,
            Slots slots,
            Kind kind,
            int limit,
            Function<RowType, String> owner,
            @Nullable Doubles doubles) {
        this.slots = slots;
        this.kind = kind;
        this.limit = limit;
        this.owner = owner;
        this.doubles = doubles;
        this.members = rows(members);
    }

    private static List<LoadedRows> rows(List<AggregateModel> members) {
        if (members.size() == 1) {
            return List.of(new LoadedRows(members.get(0)));
        }
        List<LoadedRows> rows = new ArrayList<>(members.size());
        for (AggregateModel member : members) {
            rows.add(new LoadedRows(member));
        }
        return rows;
    }

    /** For each member its rows. */
    List<LoadedRows> all(ResultSet result) throws SQLException {
        int count = 0;
        while (result.next()) {
            Layout layout = slots.layout(result.getInt(1));
            LoadedRows rows = members.get(layout.member());
            int table = layout.table().index();
            Row row = kind == Kind.ONE ? ofOnlyRoot(result, layout, rows) : layout.read(result);
            if (layout.rowType().hasEncrypted()) {
                row.opened(owner.apply(layout.rowType()));
            }
            if (hasPlaces(layout)) {
                rows.add(table, row, place(result, layout, rows));
            } else {
                rows.add(table, row);
            }
            if (++count > limit) {
                throw tooMany();
            }
        }
        if (doubles != null) {
            doubles.refuse(members);
        }
        sort();
        return members;
    }

    private static Row ofOnlyRoot(ResultSet result, Layout layout, LoadedRows rows) throws SQLException {
        TableModel table = layout.table();
        Row root = table.parent() == 0 && !table.recursive() && !rows.roots().isEmpty()
                ? rows.roots().get(0)
                : null;
        return layout.read(result, root, table.parentColumns(), table.parentKey());
    }

    private boolean hasPlaces(Layout layout) {
        return layout.hasPlaces() || (kind == Kind.PLACED && layout.table().parent() < 0);
    }

    private long place(ResultSet result, Layout layout, LoadedRows rows) throws SQLException {
        long place = result.getLong(slots.place());
        if (place == Tree.TOO_DEEP) {
            throw tooDeep(layout.table(), rows);
        }
        return place;
    }

    private void sort() {
        for (int branch = 0; branch < slots.branches(); branch++) {
            Layout layout = slots.layout(branch);
            if (hasPlaces(layout)) {
                members.get(layout.member()).sort(layout.table().index());
            }
        }
    }

    private HydrationException tooDeep(TableModel table, LoadedRows rows) {
        AggregateModel model = rows.model();
        return new HydrationException(
                model.name(),
                model.within(table.rowType().path()),
                null,
                onlyKey(rows),
                "the tree in " + table.rowType() + " is deeper than " + Tree.MAX_DEPTH
                        + " levels, and a load goes no further",
                null);
    }

    private HydrationException tooMany() {
        StringBuilder counts = new StringBuilder();
        for (LoadedRows rows : members) {
            for (TableModel table : rows.model().tables()) {
                counts.append(counts.isEmpty() ? "" : ", ")
                        .append(table.rowType())
                        .append(" ")
                        .append(rows.ofTable(table.index()).size());
            }
        }
        String name = members.get(0).model().name();
        return new HydrationException(
                name,
                name,
                null,
                members.size() == 1 ? onlyKey(members.get(0)) : null,
                "the load has more than " + limit + " rows (" + counts
                        + "). Load fewer aggregates at once, or split the aggregate",
                null);
    }

    private static @Nullable Object onlyKey(LoadedRows rows) {
        return rows.roots().size() == 1 ? rows.roots().get(0).key() : null;
    }
}

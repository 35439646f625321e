package dev.keelson.work.projection;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnValues;
import dev.keelson.work.load.select.SelectedColumns;
import dev.keelson.work.load.select.SelectedColumns.Joined;
import dev.keelson.work.query.Keyset;
import dev.keelson.work.row.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The columns that one kind of read model takes, and how it is made of them. Immutable.
 *
 * @param <R> the record
 */
public final class Projection<R> {

    private final Class<R> type;
    private final RecordPart record;
    private final List<Field<?>> fields;
    private final List<ColumnType> types;
    private final SelectedColumns selected;

    Projection(Class<R> type, RecordPart record, List<Field<?>> fields, List<ColumnType> types, List<Joined> joins) {
        this.type = type;
        this.record = record;
        this.fields = List.copyOf(fields);
        this.types = List.copyOf(types);
        this.selected = new SelectedColumns(type, fields, joins);
    }

    /** What is selected, and nothing else. */
    public SelectedColumns selected() {
        return selected;
    }

    /**
     * The read models that a result holds.
     *
     * @throws dev.keelson.kernel.error.HydrationException if a row makes none
     */
    public List<R> all(ResultSet rows) throws SQLException {
        ColumnType[] columns = types.toArray(ColumnType[]::new);
        @Nullable Object[] slots = new Object[columns.length];
        List<R> all = new ArrayList<>();
        while (rows.next()) {
            read(rows, columns, slots);
            all.add(made(slots));
        }
        return all;
    }

    private static void read(ResultSet rows, ColumnType[] columns, @Nullable Object[] slots) throws SQLException {
        for (int i = 0; i < columns.length; i++) {
            slots[i] = ColumnValues.readable(rows, i + 1, columns[i]);
        }
    }

    private R made(@Nullable Object[] slots) {
        return type.cast(Objects.requireNonNull(record.of(slots), "the outermost record is there"));
    }

    /** The same with what tells the place of each in an order, which may be selected already. */
    public Placed<R> placed(Keyset order) {
        List<Field<?>> all = new ArrayList<>(fields);
        List<ColumnType> read = new ArrayList<>(types);
        List<Integer> places = new ArrayList<>();
        List<Field<Object>> ordering = order.fields();
        List<Column> columns = order.columns();
        for (int n = 0; n < ordering.size(); n++) {
            int known = all.indexOf(ordering.get(n));
            if (known < 0 || !read.get(known).equals(columns.get(n).type())) {
                known = all.size();
                all.add(ordering.get(n));
                read.add(columns.get(n).type());
            }
            places.add(known);
        }
        return new Placed<>(
                this, new SelectedColumns(new PlacedShape(type), all, selected.joins()), List.copyOf(read), places);
    }

    /** The order is part of the query's own shape. */
    private record PlacedShape(Class<?> type) {}

    /**
     * Read models whose places in an order are known. Immutable.
     *
     * @param selected what is selected
     * @param types what is read
     * @param places which of these tell the place
     */
    public record Placed<R>(
            Projection<R> projection, SelectedColumns selected, List<ColumnType> types, List<Integer> places) {

        /**
         * The read models that a result holds.
         *
         * @throws dev.keelson.kernel.error.HydrationException if a row makes none
         */
        public Some<R> all(ResultSet rows) throws SQLException {
            ColumnType[] columns = types.toArray(ColumnType[]::new);
            @Nullable Object[] slots = new Object[columns.length];
            List<R> all = new ArrayList<>();
            while (rows.next()) {
                read(rows, columns, slots);
                all.add(projection.made(slots));
            }
            List<@Nullable Object> last = new ArrayList<>();
            for (int place : places) {
                last.add(slots[place]);
            }
            return new Some<>(all, last);
        }
    }

    /**
     * Some of them.
     *
     * @param last the place of the last one, where there is one
     */
    public record Some<R>(List<R> all, List<@Nullable Object> last) {}
}

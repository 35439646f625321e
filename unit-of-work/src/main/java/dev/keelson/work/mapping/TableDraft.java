package dev.keelson.work.mapping;

import dev.keelson.value.ColumnType;
import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table while its columns are found. Used by one thread. */
final class TableDraft {

    private static final int MAX_IDENTIFIER_BYTES = 63;

    private final TableName name;
    private final String path;
    private final Faults faults;
    private final LiveColumns live;
    private final List<Column> columns = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();

    TableDraft(TableName name, String path, Faults faults, LiveColumns live) {
        this.name = name;
        this.path = path;
        this.faults = faults;
        this.live = live;
        checkLength(path, name.name());
    }

    /**
     * Adds a column.
     *
     * @param property the path of its property within the row's object, empty where none lies in it
     * @return its position
     */
    int add(String column, String property, ColumnType type, boolean nullable) {
        checkLength(path + "." + (property.isEmpty() ? column : property), column);
        for (Column other : columns) {
            if (other.name().equals(column)) {
                faults.add(
                        path + (property.isEmpty() ? "" : "." + property),
                        "column " + name + "." + column + " already belongs to '" + other.label() + "'",
                        "give one of them another name: .property(\"...\", p -> p.column(\"...\")) or"
                                + " .prefix(\"...\")");
            }
        }
        LiveColumn found = live.find(name, column);
        ColumnType exact =
                found != null && found.type() != null && sameFamily(found.type(), type) ? found.type() : type;
        columns.add(new Column(column, property, exact, found == null ? type.sqlName() : found.sqlType(), nullable));
        return columns.size() - 1;
    }

    /** Whether the live column takes nulls; false where there is none to ask. */
    boolean isLiveNullable(String column) {
        LiveColumn found = live.find(name, column);
        return found != null && found.nullable();
    }

    /** The live column's limits are taken over only where its values look the same in memory. */
    private static boolean sameFamily(ColumnType live, ColumnType mapped) {
        return live.javaType() == mapped.javaType();
    }

    void addForeignKey(ForeignKey foreignKey) {
        foreignKeys.add(foreignKey);
    }

    TableName name() {
        return name;
    }

    Column column(int position) {
        return columns.get(position);
    }

    int width() {
        return columns.size();
    }

    RowType rowType(List<Integer> key, int version) {
        int[] positions = key.stream().mapToInt(Integer::intValue).toArray();
        return new RowType(name, path, columns, positions, version, foreignKeys);
    }

    private void checkLength(String place, String identifier) {
        int bytes = identifier.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_IDENTIFIER_BYTES) {
            faults.add(
                    place,
                    "the name '" + identifier + "' has " + bytes + " bytes; PostgreSQL cuts names after 63",
                    "give it a shorter one: .column(\"...\"), .prefix(\"...\") or .table(\"...\")");
        }
    }
}

package dev.keelson.work.load.rows;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.AggregateModel.Versioning;
import dev.keelson.work.model.Creator;
import dev.keelson.work.model.FieldPath;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.IdentifierModel;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.TableModel.Sorting;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates whose tables are described by hand, where a test is about rows alone: {@code "title text : desc"} is a column of
 * its name, its exact type and what it is for: {@code key}, {@code parent} for the parent's key, {@code node} for that of the
 * parent node, {@code asc} and {@code desc} for what the table is sorted by.
 */
@NullMarked
final class HandMade {

    private static final Creator NOBODY = new Creator(MethodHandles.constant(Object.class, new Object()), List.of());

    private final Class<?> type;
    private final Class<?> family;
    private final List<TableModel> tables = new ArrayList<>();
    private final List<Hierarchy.Subtype> subtypes = new ArrayList<>();
    private int discriminator = -1;

    private HandMade(Class<?> type, Class<?> family) {
        this.type = type;
        this.family = family;
    }

    static HandMade of(Class<?> type) {
        return new HandMade(type, type);
    }

    static HandMade of(Class<?> type, Class<?> family) {
        return new HandMade(type, family);
    }

    HandMade root(String table, String... columns) {
        return table(-1, table, false, columns);
    }

    HandMade child(String parent, String table, String... columns) {
        return table(index(parent), table, false, columns);
    }

    /** A tree of whose rows only those at the top hold the parent's key. */
    HandMade recursive(String parent, String table, String... columns) {
        return table(index(parent), table, true, columns);
    }

    /** The column of the root's row that tells its class. */
    HandMade discriminator(String column) {
        List<Column> columns = tables.get(0).rowType().columns();
        discriminator = columns.stream().map(Column::name).toList().indexOf(column);
        return this;
    }

    HandMade subtype(Class<?> concrete, Object value, String... extensions) {
        List<TableModel> further =
                Arrays.stream(extensions).map(table -> tables.get(index(table))).toList();
        subtypes.add(new Hierarchy.Subtype(object(concrete, further), value));
        return this;
    }

    AggregateModel model() {
        Shape shape = discriminator < 0
                ? object(type, List.of())
                : new Hierarchy(type, type.getSimpleName(), discriminator, subtypes);
        RowType root = tables.get(0).rowType();
        ColumnType keyType = root.column(root.keyColumn(0)).type();
        IdentifierModel identifier = new IdentifierModel(
                FieldPath.of(List.of()),
                type.getSimpleName() + ".id",
                keyType.javaType(),
                new ScalarContent(
                        root.keyColumn(0), keyType, ScalarConverter.of(Object.class, keyType, id -> id, id -> id)));
        return new AggregateModel(
                shape,
                family,
                tables,
                identifier,
                new Versioning(false, null),
                Map.of(),
                Set.of(),
                Set.of(),
                null,
                null);
    }

    private static ObjectModel object(Class<?> concrete, List<TableModel> extensions) {
        return new ObjectModel(concrete, concrete.getSimpleName(), NOBODY, List.of(), extensions);
    }

    private int index(String table) {
        for (TableModel one : tables) {
            if (one.rowType().table().toString().equals(table)) {
                return one.index();
            }
        }
        throw new IllegalArgumentException(table);
    }

    private HandMade table(int parent, String name, boolean recursive, String... specifications) {
        List<Column> columns = new ArrayList<>();
        List<Integer> key = new ArrayList<>();
        List<Integer> parentColumns = new ArrayList<>();
        List<Integer> nodeColumns = new ArrayList<>();
        List<Sorting> sorting = new ArrayList<>();
        for (int i = 0; i < specifications.length; i++) {
            String[] parts = specifications[i].split(" : ", 2);
            int blank = parts[0].indexOf(' ');
            String sqlType = parts[0].substring(blank + 1);
            List<String> uses = parts.length > 1 ? List.of(parts[1].split(" ")) : List.of();
            columns.add(
                    new Column(parts[0].substring(0, blank), "", columnType(sqlType), sqlType, !uses.contains("key")));
            add(key, i, uses.contains("key"));
            add(parentColumns, i, uses.contains("parent"));
            add(nodeColumns, i, uses.contains("node"));
            if (uses.contains("asc") || uses.contains("desc")) {
                sorting.add(new Sorting(i, uses.contains("desc")));
            }
        }
        String path = type.getSimpleName() + (parent < 0 ? "" : "." + name);
        RowType rowType = new RowType(
                TableName.of(name),
                path,
                columns,
                key.stream().mapToInt(Integer::intValue).toArray(),
                -1,
                List.of());
        tables.add(new TableModel(
                tables.size(),
                parent,
                rowType,
                parentColumns,
                parent < 0 ? List.of() : keyOf(tables.get(parent).rowType()),
                -1,
                nodeColumns,
                recursive,
                sorting));
        return this;
    }

    private static void add(List<Integer> positions, int position, boolean wanted) {
        if (wanted) {
            positions.add(position);
        }
    }

    private static List<Integer> keyOf(RowType type) {
        List<Integer> key = new ArrayList<>();
        for (int n = 0; n < type.keyWidth(); n++) {
            key.add(type.keyColumn(n));
        }
        return key;
    }

    /** What a column of this exact type holds; of a type that we have no word for, text. */
    private static ColumnType columnType(String sqlType) {
        String plain = sqlType.replaceFirst("\\([0-9,]*\\)", "");
        int[] limits = Pattern.compile("\\d+(?=[,)])")
                .matcher(sqlType)
                .results()
                .mapToInt(digits -> Integer.parseInt(digits.group()))
                .toArray();
        if (plain.equals("character")) {
            return ColumnType.character(limits[0]);
        }
        if (plain.equals("numeric") && limits.length == 2) {
            return ColumnType.numeric(limits[0], limits[1]);
        }
        for (ColumnType.Kind kind : EnumSet.range(ColumnType.Kind.BOOLEAN, ColumnType.Kind.JSON)) {
            if (kind != ColumnType.Kind.CHAR && ColumnType.of(kind).sqlName().equals(plain)) {
                return ColumnType.of(kind);
            }
        }
        return ColumnType.text();
    }

    /** A key as loads take it. */
    static @Nullable Object[] key(@Nullable Object... parts) {
        return parts;
    }

    /** Keys of one part each. */
    static List<@Nullable Object[]> keys(Object... keys) {
        List<@Nullable Object[]> list = new ArrayList<>();
        for (Object key : keys) {
            list.add(key(key));
        }
        return list;
    }
}

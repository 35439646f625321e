package dev.keelson.work.mapping.draft;

import dev.keelson.value.ColumnType;
import dev.keelson.value.Range;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.model.Content;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Column.Writer;
import dev.keelson.work.row.Encryption;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.Sameness;
import dev.keelson.work.row.TableName;
import dev.keelson.work.scan.Faults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table while its columns are found. Used by one thread. */
public final class TableDraft {

    private static final int MAX_IDENTIFIER_BYTES = 63;

    private final TableName name;
    private final String path;
    private final Faults faults;
    private final LiveColumns live;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Variant>> users = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<List<Integer>> uniques = new ArrayList<>();
    private final Map<String, Content> mapped = new HashMap<>();

    public TableDraft(TableName name, String path, Faults faults, LiveColumns live) {
        this.name = name;
        this.path = path;
        this.faults = faults;
        this.live = live;
        checkLength(path, name.name());
    }

    /** Adds a column that all objects of the table have. */
    public int add(String column, String property, ColumnType type, boolean nullable) {
        return add(column, property, type, nullable, Variant.NONE);
    }

    /**
     * Adds a column, or finds the one of this name that a class has which never stands at the same place.
     *
     * @param property the path of its property within the row's object, empty where none lies in it
     * @return its position
     */
    public int add(String column, String property, ColumnType type, boolean nullable, Variant variant) {
        String place = path + (property.isEmpty() ? "" : "." + property);
        checkLength(property.isEmpty() ? place + "." + column : place, column);
        LiveColumn found = live.find(name, column);
        ColumnType exact = found != null && sameFamily(found.type(), type) ? found.type() : type;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                if (users.get(i).stream().allMatch(variant::excludes)) {
                    return share(i, place, exact, nullable, variant);
                }
                faults.add(
                        place,
                        "column " + name + "." + column + " already belongs to '"
                                + columns.get(i).label() + "'",
                        "give one of them another name: .property(\"...\", p -> p.column(\"...\")) or"
                                + " .prefix(\"...\")");
            }
        }
        columns.add(new Column(column, property, exact, found == null ? type.sqlName() : found.sqlType(), nullable));
        users.add(new ArrayList<>(List.of(variant)));
        return columns.size() - 1;
    }

    private int share(int position, String place, ColumnType type, boolean nullable, Variant variant) {
        Column column = columns.get(position);
        if (!column.type().equals(type)) {
            faults.add(
                    place,
                    "column " + name + "." + column.name() + " is a " + column.sqlType() + " of another class, '"
                            + column.label() + "', and would have to be a " + type.sqlName() + " too",
                    "give one of them another name: .subtype(..., s -> s.property(\"...\", p -> p.column(\"...\")))");
        }
        users.get(position).add(variant);
        if (nullable) {
            relax(position);
        }
        return position;
    }

    /** Lets nulls into the columns from this one on that not all of so many classes at a place have. */
    public void relax(int from, String place, int classes) {
        for (int position = from; position < columns.size(); position++) {
            int having = users.get(position).stream()
                    .map(variant -> variant.choices().get(place))
                    .collect(Collectors.toSet())
                    .size();
            if (having < classes) {
                relax(position);
            }
        }
    }

    private void relax(int position) {
        columns.set(position, columns.get(position).relaxed());
    }

    /** Says more of a column; of one that other classes share only what holds for values of all of them. */
    public void refine(int position, Writer writer, @Nullable Sameness sameness, @Nullable Encryption encryption) {
        boolean shared = users.get(position).size() > 1;
        Column before = columns.get(position);
        if (shared && (before.writer() != writer || !Objects.equals(before.encryption(), encryption))) {
            faults.add(
                    path + "." + before.label(),
                    "column " + name + "." + before.name() + " holds it for several classes, of which each has it"
                            + " encrypted or filled by the database in another way",
                    "say the same for all of them, or give one another name: .subtype(..., s -> s.property(\"...\","
                            + " p -> p.column(\"...\")))");
        }
        columns.set(position, columns.get(position).with(writer, shared ? null : sameness, encryption));
    }

    /** The type of the live column, or null where there is none to ask, or none that we know. */
    public @Nullable ColumnType liveType(String column) {
        LiveColumn found = live.find(name, column);
        return found == null ? null : found.type();
    }

    /** Whether the live column takes nulls; false where there is none to ask. */
    boolean isLiveNullable(String column) {
        LiveColumn found = live.find(name, column);
        return found != null && found.nullable();
    }

    /** The live column's limits are taken over only where its values look the same in memory. */
    private static boolean sameFamily(ColumnType live, ColumnType mapped) {
        boolean composed = live.javaType() == List.class || live.javaType() == Range.class;
        return live.javaType() == mapped.javaType()
                && (!composed || live.element().javaType() == mapped.element().javaType());
    }

    public void addForeignKey(ForeignKey foreignKey) {
        if (!foreignKeys.contains(foreignKey)) {
            foreignKeys.add(foreignKey);
        }
    }

    public void addUnique(List<Integer> together) {
        uniques.add(together);
    }

    /** Keeps where a property lies that is mapped before its object is, as an identifier is. */
    public void mapped(String within, Content content) {
        mapped.put(within, content);
    }

    /** Where a property lies that was mapped before, or null. */
    public @Nullable Content mapped(String within) {
        return mapped.get(within);
    }

    public TableName name() {
        return name;
    }

    boolean hasColumn(String column) {
        return columns.stream().anyMatch(known -> known.name().equals(column));
    }

    public Column column(int position) {
        return columns.get(position);
    }

    public List<Column> columns(List<Integer> positions) {
        return positions.stream().map(columns::get).toList();
    }

    public int width() {
        return columns.size();
    }

    public RowType rowType(List<Integer> key, int version, boolean identity) {
        key.forEach(position -> requireOurs(position, "tells its row from others"));
        if (version >= 0 && !key.contains(version)) {
            requireOurs(version, "counts the versions");
        }
        int[] positions = key.stream().mapToInt(Integer::intValue).toArray();
        return new RowType(name, path, columns, positions, version, foreignKeys, uniques, identity);
    }

    /** What a row is found by stands in it as it is, and is known before it is written. */
    private void requireOurs(int position, String role) {
        Column column = columns.get(position);
        boolean secret = column.encryption() != null;
        if (secret || column.writer() != Writer.APPLICATION) {
            faults.add(
                    path + "." + column.label(),
                    role + ", and " + (secret ? "no key can be encrypted" : "is not the database's to fill"),
                    secret
                            ? "leave .encrypted(...) out"
                            : "leave .generated() or .databaseDefault() out; for identifiers see .databaseIds()");
        }
    }

    /** Adds a fault of the table as a whole. */
    void fault(String problem, String mend) {
        faults.add(path, problem, mend);
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

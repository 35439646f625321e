package dev.keelson.work.model;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.model.AggregateModel.IdSequence;
import dev.keelson.work.model.AggregateModel.Versioning;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A table drawn by hand, for tests that need rows of some shape and no classes behind them. Used by one thread. */
@NullMarked
public final class Blueprint {

    private record Reference(Blueprint target, List<String> columns, boolean toParent) {}

    private final TableName table;
    private final String path;
    private final List<Column> columns = new ArrayList<>();
    private final List<Integer> key = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<List<Integer>> uniques = new ArrayList<>();
    private int version = -1;
    private boolean identity;
    private @Nullable RowType rows;

    private Blueprint(String table, String path) {
        this.table = TableName.of(table);
        this.path = path;
    }

    public static Blueprint table(String table, String path) {
        return new Blueprint(table, path);
    }

    public Blueprint key(String name, ColumnType type) {
        key.add(columns.size());
        return column(name, type);
    }

    public Blueprint column(String name, ColumnType type) {
        return column(name, name, type, false);
    }

    public Blueprint optional(String name, ColumnType type) {
        return column(name, name, type, true);
    }

    public Blueprint column(String name, String property, ColumnType type, boolean nullable) {
        columns.add(new Column(name, property, type, type.sqlName(), nullable));
        return this;
    }

    public Blueprint version(ColumnType type) {
        version = columns.size();
        return column("version", "", type, false);
    }

    /** Columns, which are drawn already, that hold the key of the owner. */
    public Blueprint parent(Blueprint owner, String... names) {
        references.add(new Reference(owner, List.of(names), true));
        return this;
    }

    /** Columns, which are drawn already, that hold the key of any row, also of this table. */
    public Blueprint refers(Blueprint target, String... names) {
        references.add(new Reference(target, List.of(names), false));
        return this;
    }

    public Blueprint unique(String... names) {
        uniques.add(positions(List.of(names)));
        return this;
    }

    /** The database makes the key. */
    public Blueprint identity() {
        this.identity = true;
        return this;
    }

    /** What was drawn; from then on it stays as it is. */
    public RowType rows() {
        if (rows == null) {
            rows = new RowType(
                    table,
                    path,
                    columns,
                    key.stream().mapToInt(Integer::intValue).toArray(),
                    version,
                    references.stream().map(this::foreignKey).toList(),
                    uniques,
                    identity);
        }
        return rows;
    }

    public Row row(@Nullable Object... values) {
        return new Row(rows(), values);
    }

    private ForeignKey foreignKey(Reference reference) {
        Blueprint target = reference.target();
        List<String> names =
                target.key.stream().map(at -> target.columns.get(at).name()).toList();
        return new ForeignKey(positions(reference.columns()), target.table, names, reference.toParent());
    }

    private List<Integer> positions(List<String> names) {
        List<String> all = columns.stream().map(Column::name).toList();
        return names.stream().map(all::indexOf).toList();
    }

    /** An aggregate of objects without properties. */
    public static AggregateModel aggregate(Class<?> type, Blueprint... tables) {
        return aggregate(object(type, type.getSimpleName()), null, tables);
    }

    /** An aggregate of these tables, the root's first. */
    public static AggregateModel aggregate(Shape shape, @Nullable IdSequence sequence, Blueprint... tables) {
        List<TableModel> models = new ArrayList<>();
        for (Blueprint drawn : tables) {
            models.add(drawn.model(models));
        }
        IdentifierModel identifier = new IdentifierModel(
                FieldPath.of(List.of()), shape.type().getSimpleName() + ".id", Object.class, scalar(0));
        return new AggregateModel(
                shape,
                shape.type(),
                models,
                identifier,
                new Versioning(false, null),
                Map.of(),
                Set.of(),
                Set.of(),
                sequence,
                null);
    }

    /** This table as one that follows these. */
    public TableModel model(List<TableModel> before) {
        Reference up =
                references.stream().filter(Reference::toParent).findFirst().orElse(null);
        if (up == null) {
            return new TableModel(before.size(), -1, rows(), List.of(), List.of(), -1);
        }
        int parent = before.stream()
                .map(TableModel::rowType)
                .toList()
                .indexOf(up.target().rows());
        return new TableModel(before.size(), parent, rows(), positions(up.columns()), up.target().key, -1);
    }

    public static ObjectModel object(Class<?> type, String path, Property... properties) {
        Creator creator = new Creator(MethodHandles.constant(Object.class, type), List.of());
        return new ObjectModel(type, path, creator, List.of(properties), List.of());
    }

    public static Property property(String name, Content content) {
        Accessor none = new Accessor(
                MethodHandles.dropArguments(MethodHandles.constant(Object.class, null), 0, Object.class), null);
        return new Property(name, none, content, false, false, false, false, Property.OWN_ROW);
    }

    /** A text in this column. */
    public static ScalarContent scalar(int column) {
        @SuppressWarnings("unchecked") // nobody converts anything here
        ScalarConverter<Object> converter = (ScalarConverter<Object>)
                (ScalarConverter<?>) ScalarConverter.of(String.class, ColumnType.text(), text -> text, String::valueOf);
        return new ScalarContent(column, ColumnType.text(), converter);
    }

    public static DomainModel model(AggregateModel... aggregates) {
        return new DomainModel(Stream.of(aggregates).toList());
    }
}

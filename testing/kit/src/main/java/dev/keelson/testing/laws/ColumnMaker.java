package dev.keelson.testing.laws;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.testing.laws.values.Text;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills the columns of a row: of values, of embedded objects, and of references to aggregates that are stored. Used by one thread. */
final class ColumnMaker {

    private static final int TRIES = 60;
    private final World world;
    private final AggregateModel model;
    private final RowMaker rows;
    private final ValueMaker values;

    ColumnMaker(World world, AggregateModel model, RowMaker rows) {
        this.world = world;
        this.model = model;
        this.rows = rows;
        this.values = new ValueMaker(world, model);
    }

    /** Fills the columns of a property, where it has some. */
    void property(ObjectModel type, Property property, TableModel table, @Nullable Object[] row) {
        if (property.content() instanceof ColumnContent content
                && !(property.nullable() && isNoKey(content, table.rowType()) && rows.isAbsent())) {
            try {
                column(content, table, row, type(type.type(), property), false);
            } catch (BrokenLaw broken) {
                throw broken.at(type.path() + "." + property.name());
            }
        }
    }

    private static boolean isNoKey(ColumnContent content, RowType type) {
        return columns(content).stream().noneMatch(type::isKey);
    }

    /** A row with another value at one place, or with none where it is optional. */
    Row changed(Leaves.Leaf leaf) {
        RowType type = leaf.row().type();
        @Nullable Object[] values = new Object[type.width()];
        for (int column = 0; column < values.length; column++) {
            values[column] = leaf.row().get(column);
        }
        List<Integer> own = ColumnMaker.columns(leaf.content());
        own.forEach(column -> values[column] = null);
        if (!leaf.optional() || world.random().nextInt(3) > 0) {
            leaf(leaf, values);
        }
        foreignKeys(
                leaf.table(),
                values,
                type.foreignKeys().stream()
                        .filter(key -> own.containsAll(key.columns()))
                        .toList());
        return new Row(type, values);
    }

    private void leaf(Leaves.Leaf leaf, @Nullable Object[] row) {
        Type type = leaf.owner() == null || leaf.property() == null
                ? null
                : type(leaf.owner().type(), leaf.property());
        try {
            column(leaf.content(), leaf.table(), row, type, false);
        } catch (BrokenLaw broken) {
            throw broken.at(leaf.path());
        }
    }

    private static @Nullable Type type(Class<?> declaring, Property property) {
        for (Class<?> at = declaring; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(property.name())) {
                    Type type = field.getGenericType();
                    boolean isOptional =
                            type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
                    return isOptional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
                }
            }
        }
        return null;
    }

    /**
     * Fills the columns of a value.
     *
     * @param type what the domain declares it as, or null where that is not known
     * @param fresh whether it is to be hardly ever the same
     */
    void column(ColumnContent content, TableModel table, @Nullable Object[] row, @Nullable Type type, boolean fresh) {
        if (type instanceof Class<?> given && world.values().isGiven(given) && !(content instanceof ScalarContent)) {
            given(content, table, row, given);
            return;
        }
        switch (content) {
            case ScalarContent scalar -> {
                boolean isKey = fresh || isTold(table.rowType(), scalar.column());
                row[scalar.column()] = values.scalar(scalar, type, isKey);
            }
            case ConvertedContent converted -> values.converted(converted, row, type);
            case EmbeddedContent embedded -> embedded(embedded, table, row);
            case WrappedContent wrapped -> column(wrapped.inner(), table, row, null, fresh);
            case ReferenceContent reference -> {
                Roots roots = reference.target().get();
                List<String> key = roots.first().root().keyColumns().stream()
                        .map(column -> roots.first().root().column(column).name())
                        .toList();
                refer(roots, table.rowType(), reference.columns(), key, row);
            }
            case SiblingContent sibling -> rows.refers(sibling);
        }
    }

    /** Whether rows are told apart by a column. */
    private static boolean isTold(RowType type, int column) {
        return type.isKey(column) || type.uniques().stream().anyMatch(rule -> rule.contains(column));
    }

    /** Identifiers of other aggregates are those of some that are stored. */
    void foreignKeys(TableModel table, @Nullable Object[] values) {
        foreignKeys(table, values, table.rowType().foreignKeys());
    }

    private void foreignKeys(TableModel table, @Nullable Object[] values, List<ForeignKey> keys) {
        RowType type = table.rowType();
        for (ForeignKey key : keys) {
            boolean isThere = key.columns().stream().allMatch(column -> values[column] != null);
            if (!key.toParent() && isThere && !key.columns().equals(table.nodeColumns())) {
                world.model()
                        .rootsIn(key.target())
                        .ifPresent(roots -> refer(roots, type, key.columns(), key.targetColumns(), values));
            }
        }
    }

    /** Fills columns with the key of an aggregate that is stored. */
    private void refer(Roots roots, RowType type, List<Integer> columns, List<String> key, @Nullable Object[] row) {
        boolean isTold = columns.stream().anyMatch(column -> isTold(type, column));
        Row target = world.others().root(roots, isTold, type.equals(model.root()));
        for (int n = 0; n < columns.size(); n++) {
            int column = columns.get(n);
            Object part = target == null ? null : target.get(target.type().position(key.get(n)));
            row[column] = part == null ? null : type.column(column).type().fit(part);
        }
    }

    private void given(ColumnContent content, TableModel table, @Nullable Object[] row, Class<?> type) {
        Object value = Objects.requireNonNull(world.values().of(type, ValueMaker.LONG, false));
        @Nullable Object[] filled;
        try {
            filled = new Dehydrator().columns(model, table, content, type.getSimpleName(), value);
        } catch (RuntimeException unstorable) {
            throw BrokenLaw.of(
                            Law.ROUND_TRIP, "", Text.of(value) + " is stored", String.valueOf(unstorable.getMessage()))
                    .showing(Text.of(value));
        }
        Object back = new Hydrator().value(model, content, new Row(table.rowType(), filled));
        ValueMaker.requireSame(value, back);
        for (int n = 0; n < row.length; n++) {
            row[n] = filled[n] == null ? row[n] : filled[n];
        }
    }

    private void embedded(EmbeddedContent content, TableModel table, @Nullable Object[] row) {
        @Nullable Object[] before = row.clone();
        if (!embedded(content, table, row, TRIES / 4)) {
            System.arraycopy(before, 0, row, 0, row.length);
            world.values().plausible().calmed();
            embedded(content, table, row, TRIES);
            world.values().plausible().recovered();
        }
    }

    private boolean embedded(EmbeddedContent content, TableModel table, @Nullable Object[] row, int most) {
        @Nullable Object[] before = row.clone();
        for (int tries = 0; tries < most; tries++) {
            System.arraycopy(before, 0, row, 0, row.length);
            ObjectModel type = rows.choose(content.shape(), row, Object.class);
            type.properties().forEach(property -> property(type, property, table, row));
            if (isAccepted(content, table, row)) {
                return true;
            }
        }
        return false;
    }

    /** Whether constructors take what lies in the columns, as far as that can be tried before the whole aggregate is there. */
    boolean isAccepted(EmbeddedContent content, TableModel table, @Nullable Object[] row) {
        if (!isAlone(content.shape())) {
            return true;
        }
        try {
            new Hydrator().value(model, content, new Row(table.rowType(), row.clone()));
            return true;
        } catch (HydrationException refused) {
            return false;
        }
    }

    private static boolean isAlone(Shape shape) {
        return switch (shape) {
            case ObjectModel object ->
                object.extensions().isEmpty()
                        && object.properties().stream().allMatch(one -> switch (one.content()) {
                            case ScalarContent scalar -> true;
                            case ConvertedContent converted -> true;
                            case WrappedContent wrapped -> true;
                            case EmbeddedContent embedded -> isAlone(embedded.shape());
                            default -> false;
                        });
            case Hierarchy hierarchy -> hierarchy.subtypes().stream().allMatch(one -> isAlone(one.object()));
        };
    }

    /** The columns in which a value may lie. */
    static List<Integer> columns(ColumnContent content) {
        List<Integer> found = new ArrayList<>();
        switch (content) {
            case ScalarContent scalar -> found.add(scalar.column());
            case ConvertedContent converted -> {
                for (int n = 0; n < converted.count(); n++) {
                    found.add(converted.first() + n);
                }
            }
            case EmbeddedContent embedded -> columns(embedded.shape(), found);
            case WrappedContent wrapped -> found.addAll(columns(wrapped.inner()));
            case ReferenceContent reference -> found.addAll(reference.columns());
            case SiblingContent sibling -> found.addAll(sibling.columns());
        }
        return found;
    }

    private static void columns(Shape shape, List<Integer> into) {
        switch (shape) {
            case ObjectModel object ->
                object.properties().forEach(property -> {
                    if (property.content() instanceof ColumnContent content && property.extension() < 0) {
                        into.addAll(columns(content));
                    }
                });
            case Hierarchy hierarchy -> {
                into.add(hierarchy.column());
                hierarchy.subtypes().forEach(subtype -> columns(subtype.object(), into));
            }
        }
    }
}

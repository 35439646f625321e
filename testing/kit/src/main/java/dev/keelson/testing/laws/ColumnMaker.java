package dev.keelson.testing.laws;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
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
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fills the columns of single values: from values of the domain where some can be made, which then must come back from their columns;
 * else from plain column values that their converter takes. Used by one thread.
 */
final class ColumnMaker {

    private static final int TRIES = 60;
    private static final int LONG = 1_000;

    /** Classes of which a column must hold every value. */
    private static final Set<Class<?>> WHOLE = Set.of(UUID.class, Boolean.class, Currency.class, LocalDate.class);

    private final World world;
    private final AggregateModel model;
    private final RowMaker rows;

    ColumnMaker(World world, AggregateModel model, RowMaker rows) {
        this.world = world;
        this.model = model;
        this.rows = rows;
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

    /** Fills the columns of one value that is to change. */
    void leaf(Leaves.Leaf leaf, @Nullable Object[] row) {
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
                row[scalar.column()] = scalar(scalar, type, isKey);
            }
            case ConvertedContent converted -> converted(converted, table, row, type);
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

    /** Fills columns with the key of an aggregate that is stored. */
    void refer(Roots roots, RowType type, List<Integer> columns, List<String> key, @Nullable Object[] row) {
        boolean isTold = columns.stream().anyMatch(column -> isTold(type, column));
        Row target = world.others().root(roots, isTold, type.equals(model.root()));
        for (int n = 0; n < columns.size(); n++) {
            int column = columns.get(n);
            Object part = target == null ? null : target.get(target.type().position(key.get(n)));
            row[column] = part == null ? null : type.column(column).type().fit(part);
        }
    }

    private void given(ColumnContent content, TableModel table, @Nullable Object[] row, Class<?> type) {
        Object value = world.values().of(type, LONG, false);
        if (value == null) {
            throw new IllegalStateException("The function given to generate(" + type.getSimpleName()
                    + ".class, ...) gave null. Have it give a value.");
        }
        @Nullable Object[] filled;
        try {
            filled = new Dehydrator().columns(model, table, content, type.getSimpleName(), value);
        } catch (RuntimeException unstorable) {
            throw BrokenLaw.of(
                    Law.ROUND_TRIP, "", Text.of(value) + " is stored", String.valueOf(unstorable.getMessage()));
        }
        Object back = new Hydrator().value(model, content, new Row(table.rowType(), filled));
        requireSame(value, back);
        for (int n = 0; n < row.length; n++) {
            row[n] = filled[n] == null ? row[n] : filled[n];
        }
    }

    private void requireSame(Object value, @Nullable Object back) {
        if (!Text.of(value).equals(Text.of(back))) {
            throw BrokenLaw.of(Law.ROUND_TRIP, "", Text.of(value), Text.of(back));
        }
    }

    private Object scalar(ScalarContent content, @Nullable Type declared, boolean fresh) {
        Class<?> type = content.converter().valueType();
        Type wanted = declared instanceof ParameterizedType generic && generic.getRawType() == type ? declared : type;
        RuntimeException last = new IllegalArgumentException("no value is known of " + type.getName());
        for (int tries = 0; tries < TRIES; tries++) {
            int limit = content.type().size() > 0 ? content.type().size() : LONG;
            Object value = tries > TRIES / 2 ? null : world.values().of(wanted, limit, fresh);
            try {
                if (value != null) {
                    return stored(content, value);
                }
                Object column = world.values().plausible().column(content.type(), fresh);
                if (column != null) {
                    Object fitted = content.type().fit(column);
                    content.converter().fromColumn(fitted);
                    return fitted;
                }
            } catch (IllegalArgumentException | ClassCastException | java.time.DateTimeException refused) {
                last = refused;
            }
        }
        throw new CannotGenerate(type, TRIES, last);
    }

    private Object stored(ScalarContent content, Object value) {
        Object column;
        try {
            column = content.toColumn(value);
        } catch (IllegalArgumentException refused) {
            boolean isWhole = WHOLE.contains(value.getClass())
                    || value instanceof Enum<?>
                    || world.values().isGiven(value.getClass())
                    || (isSmallDecimal(value) && hasNoScale(content));
            if (isWhole) {
                throw BrokenLaw.of(
                        Law.ROUND_TRIP, "", Text.of(value) + " is stored", String.valueOf(refused.getMessage()));
            }
            throw refused;
        }
        if (!content.converter().comparesValues()) {
            requireSame(value, content.converter().fromColumn(column));
        }
        return column;
    }

    private static boolean isSmallDecimal(Object value) {
        if (value instanceof Record whole && whole.getClass().getRecordComponents().length == 1) {
            Field only = whole.getClass().getDeclaredFields()[0];
            return only.getType() == BigDecimal.class
                    && only.trySetAccessible()
                    && isSmallDecimal(Objects.requireNonNull(Text.read(only, whole)));
        }
        return value instanceof BigDecimal decimal && decimal.abs().compareTo(BigDecimal.TEN) < 0;
    }

    private static boolean hasNoScale(ScalarContent content) {
        return content.type().kind() == ColumnType.Kind.NUMERIC
                && content.type().size() > 0
                && content.type().scale() == 0;
    }

    private void converted(ConvertedContent content, TableModel table, @Nullable Object[] row, @Nullable Type type) {
        RuntimeException last = new IllegalArgumentException("no value is known of " + type);
        for (int tries = 0; tries < 4 * TRIES; tries++) {
            Object value =
                    type == null || tries > 2 * TRIES ? null : world.values().of(type, LONG, false);
            try {
                @Nullable Object[] filled = value == null ? plain(content) : written(content, value);
                Object back = content.converter().read(index -> filled[index]);
                if (value != null && !content.converter().comparesValues()) {
                    requireSame(value, back);
                }
                System.arraycopy(filled, 0, row, content.first(), filled.length);
                return;
            } catch (BrokenLaw broken) {
                throw broken;
            } catch (RuntimeException refused) { // whatever a converter throws for columns that make no value
                last = refused;
            }
        }
        throw new CannotGenerate(type instanceof Class<?> known ? known : model.type(), 4 * TRIES, last);
    }

    private static @Nullable Object[] written(ConvertedContent content, Object value) {
        List<ColumnSpec> specs = content.converter().columns();
        @Nullable Object[] filled = new Object[specs.size()];
        content.converter()
                .write(
                        value,
                        (index, column) -> filled[index] =
                                column == null ? null : specs.get(index).type().fit(column));
        return filled;
    }

    private @Nullable Object[] plain(ConvertedContent content) {
        List<ColumnSpec> specs = content.converter().columns();
        @Nullable Object[] filled = new Object[specs.size()];
        for (int n = 0; n < filled.length; n++) {
            Object column = world.values().plausible().column(specs.get(n).type(), false);
            filled[n] = column == null ? null : specs.get(n).type().fit(column);
        }
        return filled;
    }

    private void embedded(EmbeddedContent content, TableModel table, @Nullable Object[] row) {
        @Nullable Object[] before = row.clone();
        for (int tries = 0; tries < TRIES; tries++) {
            ObjectModel type = rows.choose(content.shape(), row, Object.class);
            type.properties().forEach(property -> property(type, property, table, row));
            if (isAccepted(content, table, row)) {
                return;
            }
            if (tries < TRIES - 1) {
                System.arraycopy(before, 0, row, 0, row.length);
            }
        }
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

    /** Whether some column of a value is filled. */
    boolean isThere(ColumnContent content, @Nullable Object[] row) {
        return columns(content).stream().anyMatch(column -> row[column] != null);
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

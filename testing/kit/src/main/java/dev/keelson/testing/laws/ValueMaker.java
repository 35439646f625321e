package dev.keelson.testing.laws;

import dev.keelson.testing.laws.values.Text;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.ScalarContent;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes column values: from values of the domain where some can be made, which then must come back from their columns; else from plain
 * column values that their converter takes. Used by one thread.
 */
final class ValueMaker {

    /** How long a text may be where its column sets no limit. */
    static final int LONG = 1_000;

    private static final int TRIES = 60;

    /** Classes of which a column must hold every value. */
    private static final Set<Class<?>> WHOLE = Set.of(UUID.class, Boolean.class, Currency.class, LocalDate.class);

    private final World world;
    private final AggregateModel model;

    ValueMaker(World world, AggregateModel model) {
        this.world = world;
        this.model = model;
    }

    /** What comes back from its columns is the value, as its fields say. */
    static void requireSame(Object value, @Nullable Object back) {
        if (!Text.of(value).equals(Text.of(back))) {
            throw BrokenLaw.of(Law.ROUND_TRIP, "", Text.of(value), Text.of(back))
                    .showing(Text.of(value));
        }
    }

    /** A value of one column. */
    Object scalar(ScalarContent content, @Nullable Type declared, boolean fresh) {
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
            } catch (IllegalArgumentException | ClassCastException | DateTimeException refused) {
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
                                Law.ROUND_TRIP, "", Text.of(value) + " is stored", String.valueOf(refused.getMessage()))
                        .showing(Text.of(value));
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

    /** Fills the columns of a converter. */
    void converted(ConvertedContent content, @Nullable Object[] row, @Nullable Type type) {
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
}

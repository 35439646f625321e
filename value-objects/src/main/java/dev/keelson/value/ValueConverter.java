package dev.keelson.value;

import java.util.List;

/**
 * Writes a value into one or more columns and reads it back.
 *
 * <p>The value is never null: a property without value is all columns null, which the framework handles. What is read
 * must equal what was written, up to the columns' precision; else every commit would find a change. A converter that
 * cannot store a value, or read a row, throws {@link IllegalArgumentException} with a clause that does not show the
 * value; the framework adds class, property, column and id. Implementations are stateless or immutable, and
 * thread-safe. For one column, {@link ScalarConverter#of} is shorter and faster.
 *
 * <pre>{@code
 * final class MoneyInCents implements ValueConverter<Money> {
 *
 *     private static final List<ColumnSpec> COLUMNS =
 *             List.of(ColumnSpec.of(ColumnType.bigint()), ColumnSpec.of("currency", ColumnType.character(3)));
 *
 *     @Override
 *     public List<ColumnSpec> columns() {
 *         return COLUMNS;                         // property total: columns total, total_currency
 *     }
 *
 *     @Override
 *     public void write(Money money, ColumnWriter columns) {
 *         columns.set(0, money.amount().movePointRight(2));   // fitted to bigint: a third decimal is refused
 *         columns.set(1, money.currency().getCurrencyCode());
 *     }
 *
 *     @Override
 *     public Money read(ColumnReader columns) {
 *         return new Money(
 *                 BigDecimal.valueOf(columns.required(0, Long.class), 2),
 *                 Currency.getInstance(columns.required(1, String.class)));
 *     }
 * }
 * }</pre>
 *
 * <p>Source: Fowler, PoEAA, Embedded Value (268).
 *
 * @param <V> the class of the values
 */
public interface ValueConverter<V> {

    /** Returns the columns, at least one, always the same; the other methods name them by index. */
    List<ColumnSpec> columns();

    /**
     * Writes the value into the columns.
     *
     * @throws IllegalArgumentException if the columns cannot hold the value
     */
    void write(V value, ColumnWriter columns);

    /**
     * Makes the value from the columns, of which at least one is not null.
     *
     * @throws IllegalArgumentException if they do not make a value
     */
    V read(ColumnReader columns);

    /**
     * Returns whether a value counts as changed by its own {@code equals}, rather than by what is written for it. For
     * converters that write something else each time, such as a salted hash, or less than the whole value on purpose;
     * others are held to give back what they were given, and one that does not is refused. False unless overridden.
     */
    default boolean comparesValues() {
        return false;
    }
}

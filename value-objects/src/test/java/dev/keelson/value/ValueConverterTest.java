package dev.keelson.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueConverterTest {

    private record Money(BigDecimal amount, Currency currency) {}

    /** The example of ValueConverter's documentation. */
    private static final class MoneyInCents implements ValueConverter<Money> {

        private static final List<ColumnSpec> COLUMNS =
                List.of(ColumnSpec.of(ColumnType.bigint()), ColumnSpec.of("currency", ColumnType.character(3)));

        @Override
        public List<ColumnSpec> columns() {
            return COLUMNS;
        }

        @Override
        public void write(Money money, ColumnWriter columns) {
            columns.set(0, money.amount().movePointRight(2));
            columns.set(1, money.currency().getCurrencyCode());
        }

        @Override
        public Money read(ColumnReader columns) {
            return new Money(
                    BigDecimal.valueOf(columns.required(0, Long.class), 2),
                    Currency.getInstance(columns.required(1, String.class)));
        }
    }

    @Test
    void the_documented_example_writes_cents_and_reads_them_back() {
        Money money = new Money(new BigDecimal("12.50"), Currency.getInstance("EUR"));
        Object[] row = write(new MoneyInCents(), money);

        assertThat(row).containsExactly(1_250L, "EUR");
        assertThat(new MoneyInCents().read(index -> row[index])).isEqualTo(money);
    }

    @Test
    void the_documented_example_refuses_a_third_decimal() {
        Money money = new Money(new BigDecimal("12.505"), Currency.getInstance("EUR"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(new MoneyInCents(), money))
                .withMessage("its scale of 1 does not fit bigint without rounding");
    }

    @Test
    void a_required_column_that_is_null_or_of_another_class_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoneyInCents().read(index -> null))
                .withMessage("column 0 of the converter holds null where it needs a Long");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoneyInCents().read(index -> "1250"))
                .withMessage("column 0 of the converter holds a String where it needs a Long");
    }

    @Test
    void a_zoned_time_keeps_instant_and_zone_also_when_clocks_are_set_back() {
        ZonedDateTimeConverter converter = new ZonedDateTimeConverter();
        ZonedDateTime second =
                ZonedDateTime.ofInstant(Instant.parse("2026-10-25T01:30:00Z"), ZoneId.of("Europe/Vienna"));
        Object[] row = write(converter, second);

        assertThat(row).containsExactly(Instant.parse("2026-10-25T01:30:00Z"), "Europe/Vienna");
        assertThat(converter.read(index -> row[index])).isEqualTo(second);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converter.read(index -> index == 0 ? Instant.EPOCH : "Europe/Atlantis"))
                .withMessage("it is no zone id that this JVM knows");
    }

    @Test
    void a_scalar_converter_works_as_one_of_several_columns_does() {
        ScalarConverter<Integer> converter = ScalarConverter.of(
                Integer.class,
                ColumnType.text(),
                Object::toString,
                text -> text.toString().length());

        assertThat(converter.columns()).containsExactly(new ColumnSpec("", ColumnType.text(), false));
        assertThat(write(converter, 42)).containsExactly("42");
        assertThat(converter.read(index -> "42")).isEqualTo(2);
        assertThat(converter).hasToString("Integer <-> text");
    }

    @Test
    void functions_that_give_null_are_refused() {
        ScalarConverter<String> converter =
                ScalarConverter.of(String.class, ColumnType.text(), value -> null, columnValue -> null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> converter.toColumn("x"))
                .withMessage("its converter gave null for a value that is there");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converter.fromColumn("x"))
                .withMessage("its converter gave null for a column value that is there");
    }

    /** Writes a row as the framework does: every column fitted. */
    private static <V> Object[] write(ValueConverter<V> converter, V value) {
        Object[] row = new Object[converter.columns().size()];
        converter.write(
                value,
                (index, columnValue) -> row[index] = columnValue == null
                        ? null
                        : converter.columns().get(index).type().fit(columnValue));
        return row;
    }
}

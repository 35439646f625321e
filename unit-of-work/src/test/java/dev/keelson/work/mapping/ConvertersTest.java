package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.JooqConverters;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.mapping.build.ModelBuilder;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Converter;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values that lie in the columns a converter names, whatever their class looks like. */
@NullMarked
class ConvertersTest {

    record Money(BigDecimal amount, String currency) {}

    record Sale(UUID id, Money total, Optional<Money> discount) {}

    record Flags(UUID id, BitSet bits, Set<String> names) {}

    record Discounted(UUID id, @Nullable Money rebate) {}

    record Line(Money price) {}

    static final class Basket {
        private final UUID id;
        private final List<Line> lines = new ArrayList<>();

        Basket(UUID id) {
            this.id = id;
        }
    }

    record Page(UUID id, URI address) {}

    static final ColumnSpec CENTS = ColumnSpec.of(ColumnType.bigint());
    static final ColumnSpec CURRENCY = ColumnSpec.of("currency", ColumnType.character(3));

    /** Cents and currency; of the latter, one that is left null for euros where so asked. */
    record MoneyConverter(List<ColumnSpec> columns) implements ValueConverter<Money> {

        @Override
        public void write(Money money, ColumnWriter writer) {
            writer.set(0, money.amount().movePointRight(2));
            writer.set(1, money.currency());
        }

        @Override
        public Money read(ColumnReader reader) {
            return new Money(BigDecimal.valueOf(reader.required(0, Long.class), 2), reader.required(1, String.class));
        }
    }

    private static final MoneyConverter CENTS_AND_CURRENCY = new MoneyConverter(List.of(CENTS, CURRENCY));

    private static final ScalarConverter<BitSet> BITS = ScalarConverter.of(
            BitSet.class, ColumnType.bytea(), BitSet::toByteArray, bytes -> BitSet.valueOf((byte[]) bytes));

    @Test
    void a_converter_to_several_columns_names_them_after_the_property_and_its_suffixes() {
        assertThat(ModelText.of(
                        Sale.class,
                        sale -> sale.property("total", p -> p.converter(CENTS_AND_CURRENCY))
                                .property("discount", p -> p.converter(CENTS_AND_CURRENCY))))
                .isEqualTo("""
                    sales
                      id uuid key = id
                      total bigint = total
                      total_currency character(3) = total
                      discount bigint null = discount
                      discount_currency character(3) null = discount
                      version bigint version
                    """);
    }

    @Test
    void column_and_prefix_correct_the_names_of_a_converter_to_several_columns() {
        assertThat(ModelText.of(
                        Sale.class,
                        sale -> sale.property(
                                        "total",
                                        p -> p.converter(CENTS_AND_CURRENCY).column("cents"))
                                .property(
                                        "discount",
                                        p -> p.converter(CENTS_AND_CURRENCY)
                                                .column("off")
                                                .prefix("d_"))))
                .isEqualTo("""
                    sales
                      id uuid key = id
                      cents bigint = total
                      cents_currency character(3) = total
                      off bigint null = discount
                      d_currency character(3) null = discount
                      version bigint version
                    """);
    }

    @Test
    void a_column_that_the_converter_may_leave_null_takes_nulls() {
        MoneyConverter lax = new MoneyConverter(List.of(CENTS, new ColumnSpec("currency", ColumnType.text(), true)));
        assertThat(ModelText.of(
                        Discounted.class,
                        sale -> sale.property("rebate", p -> p.converter(lax).required())))
                .isEqualTo("""
                    discounteds
                      id uuid key = id
                      rebate bigint = rebate
                      rebate_currency text null = rebate
                      version bigint version
                    """);
    }

    @Test
    void an_optional_value_whose_converter_may_leave_every_column_null_is_a_fault() {
        MoneyConverter lax = new MoneyConverter(List.of(
                new ColumnSpec("cents", ColumnType.bigint(), true),
                new ColumnSpec("currency", ColumnType.text(), true)));
        ModelBuilder builder = new ModelBuilder();
        builder.add(Discounted.class, sale -> sale.property("rebate", p -> p.converter(lax)));
        assertThat(builder.build(LiveColumns.NONE).faults())
                .extracting(fault -> fault.path() + ": " + fault.problem())
                .containsExactly("Discounted.rebate: is optional, and all its parts are too: no value could not be told"
                        + " from a value of nothing");
    }

    @Test
    void a_converter_to_one_column_makes_a_mapped_type_of_any_class_and_of_a_collection() {
        ScalarConverter<Object> joined = ScalarConverter.of(
                Object.class,
                ColumnType.text(),
                names -> String.join(
                        ",", ((Set<?>) names).stream().map(String::valueOf).toList()),
                text -> Set.of(((String) text).split(",")));
        assertThat(ModelText.of(
                        Flags.class,
                        flags -> flags.property("bits", p -> p.converter(BITS))
                                .property("names", p -> p.converter(joined))))
                .isEqualTo("""
                    flagses
                      id uuid key = id
                      bits bytea = bits
                      names text = names
                      version bigint version
                    """);
    }

    @Test
    void a_converter_of_jooq_is_taken_for_one_column() {
        Converter<String, URI> jooq = Converter.ofNullable(String.class, URI.class, URI::create, URI::toString);
        assertThat(ModelText.of(
                        Page.class,
                        page -> page.property(
                                "address", p -> p.converter(JooqConverters.of(jooq, ColumnType.varchar(200))))))
                .isEqualTo("""
                    pages
                      id uuid key = id
                      address character varying(200) = address
                      version bigint version
                    """);
    }

    @Test
    void converters_stand_in_children_too() {
        assertThat(ModelText.of(
                        Basket.class,
                        basket -> basket.children(
                                "lines", lines -> lines.property("price", p -> p.converter(CENTS_AND_CURRENCY)))))
                .isEqualTo("""
                    baskets
                      id uuid key = id
                      version bigint version
                    basket_lines
                      basket_id uuid key1 -> parent baskets.id
                      position integer key2 position
                      price bigint = price
                      price_currency character(3) = price
                    """);
    }
}

package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.mapping.column.Scalars;
import dev.keelson.work.scan.ClassRules;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jmolecules.ddd.types.AggregateRoot;
import org.jmolecules.ddd.types.Association;
import org.jmolecules.ddd.types.Identifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One registration for a whole kind of types. */
class TypeRulesTest {

    private static final UUID ID = new UUID(1, 2);

    record CustomerId(UUID value) implements Identifier {}

    static final class Customer implements AggregateRoot<Customer, CustomerId> {
        @Override
        public CustomerId getId() {
            return new CustomerId(ID);
        }
    }

    record Money(BigDecimal amount, String currency) {}

    record Price(Money money) {}

    /** No value of a single component: what it holds is not what it says it wraps. */
    record Link<T, K>(String label, K target) {
        static <T, K> Link<T, K> to(K target) {
            return new Link<>("a link", target);
        }
    }

    record Recursive<K extends Recursive<K>>(String label, String more) {}

    static final class MoneyConverter implements ValueConverter<Money> {
        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.numeric()), ColumnSpec.of("currency", ColumnType.text()));
        }

        @Override
        public void write(Money money, ColumnWriter columns) {
            columns.set(0, money.amount());
            columns.set(1, money.currency());
        }

        @Override
        public Money read(ColumnReader columns) {
            return new Money(columns.required(0, BigDecimal.class), columns.required(1, String.class));
        }
    }

    static final class Declared {
        Link<Customer, CustomerId> customer;
        Link<Customer, Money> price;
        Link<Customer, Link<Customer, CustomerId>> twice;
        Association<Customer, CustomerId> association;

        @SuppressWarnings("rawtypes")
        Association raw;

        @SuppressWarnings("rawtypes")
        Recursive recursive;
    }

    private final TypeRules rules = new TypeRules();
    private final Scalars scalars = new Scalars(rules, ClassRules.NONE);

    private static Type declared(String field) {
        try {
            return Declared.class.getDeclaredField(field).getGenericType();
        } catch (NoSuchFieldException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private void linksWrapTheirTarget() {
        rules.wrapper(Link.class, "K", link -> link.target(), target -> Link.to(target));
    }

    @Test
    void a_converter_to_one_column_makes_a_class_a_single_value_also_within_others() {
        rules.converter(
                Money.class,
                ScalarConverter.of(
                        Money.class,
                        ColumnType.text(),
                        money -> money.amount() + " " + money.currency(),
                        text -> new Money(
                                new BigDecimal(((String) text).split(" ")[0]), ((String) text).split(" ")[1])));
        Money money = new Money(new BigDecimal("1.50"), "EUR");
        assertThat(scalars.find(Money.class).orElseThrow().toColumn(money)).isEqualTo("1.50 EUR");
        assertThat(scalars.find(Price.class).orElseThrow().fromColumn("1.50 EUR"))
                .isEqualTo(new Price(money));
        assertThat(scalars.converterOf(Money.class)).isPresent();
        assertThat(scalars.converterOf(Price.class)).isEmpty();
    }

    @Test
    void a_converter_to_several_columns_is_told_and_makes_no_single_value() {
        rules.converter(Money.class, new MoneyConverter());
        assertThat(scalars.converterOf(Money.class).orElseThrow().columns()).hasSize(2);
        assertThat(scalars.find(Money.class)).isEmpty();
        assertThat(scalars.find(Price.class)).isEmpty();
    }

    @Test
    void a_rule_goes_before_what_the_jdk_has_and_counts_for_the_primitive_too() {
        rules.converter(
                Integer.class,
                ScalarConverter.of(
                        Integer.class, ColumnType.text(), String::valueOf, text -> Integer.valueOf((String) text)));
        assertThat(scalars.find(int.class).orElseThrow().toColumn(7)).isEqualTo("7");
        assertThat(scalars.find(Integer.class).orElseThrow().fromColumn("7")).isEqualTo(7);
    }

    @Test
    void a_wrapper_lies_as_what_it_wraps_and_refers_to_what_that_identifies() {
        linksWrapTheirTarget();
        ScalarConverter<Object> link = scalars.find(declared("customer")).orElseThrow();
        assertThat(link.toColumn(Link.to(new CustomerId(ID)))).isEqualTo(ID);
        assertThat(link.fromColumn(ID)).isEqualTo(Link.to(new CustomerId(ID)));
        assertThat(scalars.meaning(declared("customer"))).isEqualTo(CustomerId.class);
    }

    @Test
    void a_wrapper_may_wrap_a_wrapper() {
        linksWrapTheirTarget();
        ScalarConverter<Object> link = scalars.find(declared("twice")).orElseThrow();
        assertThat(link.toColumn(Link.to(Link.to(new CustomerId(ID))))).isEqualTo(ID);
        assertThat(scalars.meaning(declared("twice"))).isEqualTo(CustomerId.class);
    }

    @Test
    void a_wrapper_of_several_columns_takes_the_converter_of_what_it_wraps() {
        linksWrapTheirTarget();
        rules.converter(Money.class, new MoneyConverter());
        ValueConverter<Object> converter =
                scalars.converterOf(declared("price")).orElseThrow();
        Map<Integer, @Nullable Object> row = new HashMap<>();
        Link<Customer, Money> price = Link.to(new Money(BigDecimal.TEN, "EUR"));
        converter.write(price, row::put);
        assertThat(row).containsEntry(0, BigDecimal.TEN).containsEntry(1, "EUR");
        assertThat(converter.read(row::get)).isEqualTo(price);
        assertThat(scalars.find(declared("price"))).isEmpty();
    }

    @Test
    void a_wrapper_around_nothing_is_refused() {
        linksWrapTheirTarget();
        ScalarConverter<Object> link = scalars.find(declared("customer")).orElseThrow();
        assertThatThrownBy(() -> link.toColumn(new Link<>("a link", null)))
                .hasMessage("a Link holds null, which cannot be told from no value");
    }

    @Test
    void a_wrapper_that_wraps_its_like_without_end_wraps_nothing() {
        rules.wrapper(Recursive.class, "K", recursive -> recursive.label(), text -> null);
        assertThat(scalars.meaning(declared("recursive"))).isEqualTo(Recursive.class);
        assertThat(scalars.find(declared("recursive"))).isEmpty();
    }

    @Test
    void an_association_of_jmolecules_is_a_wrapper_by_itself() {
        ScalarConverter<Object> association =
                scalars.find(declared("association")).orElseThrow();
        Association<Customer, CustomerId> given = Association.forId(new CustomerId(ID));
        assertThat(association.toColumn(given)).isEqualTo(ID);
        assertThat(association.toColumn(Association.forAggregate(new Customer())))
                .isEqualTo(ID);
        assertThat(association.fromColumn(ID)).isEqualTo(given);
        assertThat(scalars.meaning(declared("association"))).isEqualTo(CustomerId.class);
        assertThat(scalars.find(declared("raw"))).isEmpty();
        assertThat(scalars.meaning(declared("raw"))).isEqualTo(Identifier.class);
    }

    @Test
    void a_type_has_one_rule() {
        linksWrapTheirTarget();
        rules.converter(Money.class, new MoneyConverter());
        assertThatThrownBy(() -> rules.converter(Money.class, new MoneyConverter()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot register " + Money.class.getName()
                        + " twice: there is a rule for it already. Keep one of the two.");
        assertThatThrownBy(this::linksWrapTheirTarget).hasMessageContaining("Link twice");
    }

    @Test
    void a_wrapper_names_a_type_parameter_of_its_class() {
        assertThatThrownBy(() -> rules.wrapper(Link.class, "Key", link -> link.target(), target -> Link.to(target)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot register " + Link.class.getName()
                        + " as a wrapper: it has no type parameter Key. Did you mean K?");
        assertThatThrownBy(() -> rules.wrapper(Money.class, "K", Money::amount, amount -> new Money(null, null)))
                .hasMessageEndingWith("It has none at all; register a converter for it instead.");
    }
}

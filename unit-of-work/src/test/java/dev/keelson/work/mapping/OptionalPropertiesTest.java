package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.mapping.build.ModelBuilder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who decides whether a property may be absent, and how an absent value object is told from one of nothing. */
@NullMarked
class OptionalPropertiesTest {

    /** Nullable by any other package. */
    static final class Other {
        @Retention(RetentionPolicy.RUNTIME)
        @Target(ElementType.FIELD)
        @interface Nullable {}
    }

    record Part(String name, int size) {}

    record Loose(@Nullable String left, Optional<String> right) {}

    record Marked(
            UUID id,
            String required,
            @Nullable String byAnnotation,
            @Other.Nullable String byAnyAnnotation,
            Optional<String> byOptional,
            String byConfiguration) {}

    @NullUnmarked
    record Unmarked(UUID id, int primitive, String unsaid, Integer other) {}

    record Machine(UUID id, @Nullable Part nullable, Optional<Part> optional, Part configured) {}

    record Doubtful(UUID id, @Nullable Loose loose) {}

    record Price(long cents, String currency) {}

    record Offer(Price price, @Nullable String note) {}

    record Stall(UUID id, @Nullable Offer offer, @Nullable Price price) {}

    private static final String DOUBTFUL = """
        doubtfuls
          id uuid key = id
          loose_left text null = loose.left
          loose_right text null = loose.right
          version bigint version
        """;

    /** Two columns, both required. */
    static final class PriceConverter implements ValueConverter<Price> {
        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.bigint()), ColumnSpec.of("currency", ColumnType.character(3)));
        }

        @Override
        public void write(Price price, ColumnWriter columns) {
            columns.set(0, price.cents());
            columns.set(1, price.currency());
        }

        @Override
        public Price read(ColumnReader columns) {
            return new Price(columns.required(0, Long.class), columns.required(1, String.class));
        }
    }

    @Test
    void annotations_named_nullable_and_optional_and_configuration_say_optional() {
        assertThat(ModelText.of(
                        Marked.class,
                        all -> all.property("byConfiguration", p -> p.optional())
                                .property("byOptional", p -> p.required())))
                .isEqualTo("""
                    markeds
                      id uuid key = id
                      required text = required
                      by_annotation text null = byAnnotation
                      by_any_annotation text null = byAnyAnnotation
                      by_optional text = byOptional
                      by_configuration text null = byConfiguration
                      version bigint version
                    """);
    }

    @Test
    void where_the_code_says_nothing_ddl_says_not_null() {
        assertThat(ModelText.of(Unmarked.class)).isEqualTo("""
            unmarkeds
              id uuid key = id
              primitive integer = primitive
              unsaid text = unsaid
              other integer = other
              version bigint version
            """);
    }

    @Test
    void where_the_code_says_nothing_the_live_column_decides_but_never_for_a_primitive() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Unmarked.class, AggregateMapping.byConvention());
        LiveColumns live = (table, column) -> switch (column) {
            case "id" -> new LiveColumn("uuid", ColumnType.uuid(), false);
            case "primitive" -> new LiveColumn("integer", ColumnType.integer(), true);
            case "unsaid" -> new LiveColumn("character varying(20)", ColumnType.varchar(20), true);
            default -> null;
        };
        assertThat(ModelText.of(builder, live)).isEqualTo("""
            unmarkeds
              id uuid key = id
              primitive integer = primitive
              unsaid character varying(20) null = unsaid
              other integer = other
              version bigint version
            """);
    }

    @Test
    void all_columns_of_an_optional_value_object_take_nulls() {
        assertThat(ModelText.of(Machine.class, all -> all.property("configured", p -> p.optional())))
                .isEqualTo("""
                    machines
                      id uuid key = id
                      nullable_name text null = nullable.name
                      nullable_size integer null = nullable.size
                      optional_name text null = optional.name
                      optional_size integer null = optional.size
                      configured_name text null = configured.name
                      configured_size integer null = configured.size
                      version bigint version
                    """);
    }

    @Test
    void an_optional_value_object_needs_a_required_part() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Doubtful.class, AggregateMapping.byConvention());
        assertThat(builder.build(LiveColumns.NONE).faults())
                .containsExactly(new Fault(
                        "Doubtful.loose",
                        "is optional, and all its parts are too: no value could not be told from a value of"
                                + " nothing",
                        "make one of its parts required, or the whole: .property(\"...\", p ->" + " p.required())"));
    }

    @Test
    void making_the_whole_required_is_one_mend() {
        assertThat(ModelText.of(Doubtful.class, all -> all.property("loose", p -> p.required())))
                .isEqualTo(DOUBTFUL);
    }

    @Test
    void making_a_part_required_is_the_other_and_its_column_still_takes_nulls() {
        assertThat(ModelText.of(Doubtful.class, all -> all.property("loose.left", p -> p.required())))
                .isEqualTo(DOUBTFUL);
    }

    @Test
    void a_required_part_in_several_columns_tells_presence_too() {
        assertThat(ModelText.of(
                        Stall.class,
                        all -> all.property("offer.price", p -> p.converter(new PriceConverter()))
                                .property("price", p -> p.converter(new PriceConverter()))))
                .isEqualTo("""
                    stalls
                      id uuid key = id
                      offer_price bigint null = offer.price
                      offer_price_currency character(3) null = offer.price
                      offer_note text null = offer.note
                      price bigint null = price
                      price_currency character(3) null = price
                      version bigint version
                    """);
    }
}

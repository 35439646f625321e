package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Configuration corrects a convention, each by its own word. */
@NullMarked
class CorrectionsTest {

    record Country(String code, String name) {}

    record Address(String city, Country country) {}

    record Line(UUID key, BigDecimal price, List<String> codes) {}

    static final class Order {
        private final UUID id;
        private Address shippingAddress;
        private BigDecimal total;
        private final List<Line> lines = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();

        Order(UUID id, Address shippingAddress, BigDecimal total) {
            this.id = id;
            this.shippingAddress = shippingAddress;
            this.total = total;
        }
    }

    /** As a service's infrastructure layer writes it. */
    public static final class OrderMapping implements AggregateMapping<Order> {
        @Override
        public void map(AggregateConfig<Order> order) {
            order.table("legacy.TBL_ORDER")
                    .versionColumn("row_version")
                    .property("id", p -> p.column("order_no"))
                    .property("shippingAddress", p -> p.prefix("ship_"))
                    .property("shippingAddress.country", p -> p.prefix("land_"))
                    .property("shippingAddress.country.code", p -> p.column("iso"))
                    .property("total", p -> p.type(ColumnType.numeric(19, 2)).column("sum"))
                    .children(
                            "lines",
                            lines -> lines.table("ORDER_LINES")
                                    .id("key")
                                    .parentColumn("order_ref")
                                    .positionColumn("sort")
                                    .property("price", p -> p.column("unit_price"))
                                    .values(
                                            "codes",
                                            codes -> codes.table("legacy.codes")
                                                    .parentColumn("line")
                                                    .positionColumn("n")
                                                    .column("c")))
                    .values("tags", tags -> tags.parentColumn("o").column("label"));
        }
    }

    private static final String CORRECTED = """
        legacy.TBL_ORDER
          order_no uuid key = id
          ship_city text = shippingAddress.city
          iso text = shippingAddress.country.code
          land_name text = shippingAddress.country.name
          sum numeric(19,2) = total
          row_version bigint version
        ORDER_LINES
          key uuid key = key
          order_ref uuid -> parent legacy.TBL_ORDER.order_no
          sort integer position
          unit_price numeric = price
        legacy.codes
          line uuid key1 -> parent ORDER_LINES.key
          n integer key2 position
          c text
        legacy.order_tags
          o uuid key1 -> parent legacy.TBL_ORDER.order_no
          label text key2
        """;

    @Test
    void every_name_and_type_can_be_corrected_and_children_without_a_table_stay_in_the_schema_of_their_parent() {
        assertThat(ModelText.of(Order.class, new OrderMapping())).isEqualTo(CORRECTED);
    }

    @Test
    void a_mapping_class_says_itself_which_aggregate_it_maps() {
        assertThat(new OrderMapping().type()).isEqualTo(Order.class);
        assertThat(Keelson.builder().map(new OrderMapping()).schema().ddl())
                .isEqualTo(Keelson.builder()
                        .map(Order.class, new OrderMapping())
                        .schema()
                        .ddl());
    }

    @Test
    void a_lambda_cannot_say_it_and_the_error_tells_the_mend() {
        AggregateMapping<Order> lambda = order -> order.table("o");
        assertThatThrownBy(() -> Keelson.builder().map(lambda))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not directly implement AggregateMapping<TheRoot>")
                .hasMessageContaining("map(TheRoot.class, mapping)");
    }

    @Test
    void an_aggregate_is_mapped_once() {
        assertThatThrownBy(() -> Keelson.builder().map(Order.class).map(new OrderMapping()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot map " + Order.class.getName()
                        + " twice: it was registered before. Keep one of the two mappings.");
    }

    @Test
    void an_unversioned_aggregate_has_no_version_column() {
        assertThat(ModelText.of(Line.class, line -> line.unversioned().id("key")))
                .isEqualTo("""
                    lines
                      key uuid key = key
                      price numeric = price
                    line_codes
                      line_key uuid key1 -> parent lines.key
                      position integer key2 position
                      code text
                    """);
    }

    @Test
    void corrections_of_one_path_add_up() {
        assertThat(ModelText.of(
                        Country.class,
                        country -> country.id("code")
                                .property("code", p -> p.column("iso"))
                                .property("code", p -> p.type(ColumnType.varchar(2)))))
                .isEqualTo("""
                    countries
                      iso character varying(2) key = code
                      name text = name
                      version bigint version
                    """);
    }
}

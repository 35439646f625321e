package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.mapping.build.ModelBuilder;
import dev.keelson.work.model.AggregateModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which tables collections get, and what tells their rows apart. */
@NullMarked
class CollectionsTest {

    record LineId(UUID value) {}

    record Line(LineId id, String title, List<Part> parts) {}

    record Part(String name, @Nullable String remark, List<String> codes) {}

    record Gift(LineId id, String title) {}

    record Discount(String code, @Nullable Integer percent) {}

    static final class Order {
        private final UUID id;
        private final List<Line> lines = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private List<LocalDate> deliveryDates = new ArrayList<>();
        private Set<Discount> discounts = new HashSet<>();
        private Set<Gift> gifts = new HashSet<>();
        private Collection<String> notes = new ArrayList<>();

        Order(UUID id) {
            this.id = id;
        }
    }

    record Phones(String country, List<String> numbers) {}

    record Contact(UUID id, Phones phones) {}

    record SeatId(int row, int place) {}

    record Seat(SeatId id, Set<String> marks) {}

    @Test
    void children_with_an_id_are_told_by_it_others_by_parent_and_position_or_by_all_their_values() {
        assertThat(ModelText.of(Order.class)).isEqualTo("""
            orders
              id uuid key = id
              version bigint version
            order_lines
              id uuid key = id
              order_id uuid -> parent orders.id
              position integer position
              title text = title
            line_parts
              line_id uuid key1 -> parent order_lines.id
              position integer key2 position
              name text = name
              remark text null = remark
            part_codes
              part_line_id uuid key1 -> parent line_parts.line_id
              part_position integer key2 -> parent line_parts.position
              position integer key3 position
              code text
            order_tags
              order_id uuid key1 -> parent orders.id
              tag text key2
            order_delivery_dates
              order_id uuid key1 -> parent orders.id
              position integer key2 position
              delivery_date date
            order_discounts
              order_id uuid key1 -> parent orders.id
              code text key2 = code
              percent integer null key3 = percent
            order_gifts
              id uuid key = id
              order_id uuid -> parent orders.id
              title text = title
            order_notes
              order_id uuid key1 -> parent orders.id
              position integer key2 position
              note text
            """);
    }

    @Test
    void tables_come_parents_first_and_know_how_they_hang_together() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Order.class, AggregateMapping.byConvention());
        AggregateModel model =
                builder.build(LiveColumns.NONE).model().find(Order.class).orElseThrow();
        assertThat(model.tables())
                .extracting(table -> table.index() + " " + table.rowType() + " under " + table.parent() + " by "
                        + table.parentColumns() + " = " + table.parentKey())
                .containsExactly(
                        "0 orders under -1 by [] = []",
                        "1 order_lines under 0 by [1] = [0]",
                        "2 line_parts under 1 by [0] = [0]",
                        "3 part_codes under 2 by [0, 1] = [0, 1]",
                        "4 order_tags under 0 by [0] = [0]",
                        "5 order_delivery_dates under 0 by [0] = [0]",
                        "6 order_discounts under 0 by [0] = [0]",
                        "7 order_gifts under 0 by [1] = [0]",
                        "8 order_notes under 0 by [0] = [0]");
    }

    @Test
    void a_collection_within_a_value_object_hangs_on_the_entity_around_it() {
        assertThat(ModelText.of(Contact.class)).isEqualTo("""
            contacts
              id uuid key = id
              phones_country text = phones.country
              version bigint version
            contact_phones_numbers
              contact_id uuid key1 -> parent contacts.id
              position integer key2 position
              number text
            """);
    }

    @Test
    void a_key_of_several_columns_gives_as_many_columns_to_the_parent() {
        assertThat(ModelText.of(Seat.class)).isEqualTo("""
            seats
              id_row integer key1 = id.row
              id_place integer key2 = id.place
              version bigint version
            seat_marks
              seat_id_row integer key1 -> parent seats.id_row
              seat_id_place integer key2 -> parent seats.id_place
              mark text key3
            """);
    }
}

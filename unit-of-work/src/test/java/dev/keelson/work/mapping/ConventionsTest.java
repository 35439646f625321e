package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What convention alone makes of classes: one table here; collections have a test of their own. */
@NullMarked
class ConventionsTest {

    record TicketId(UUID value) {}

    record Email(String value) {}

    record Amount(Email payer, BigDecimal value) {}

    record Country(String code, String name) {}

    record Address(String street, @Nullable String extra, Country country) {}

    enum State {
        OPEN,
        CLOSED
    }

    record ById(UUID id, String name) {}

    record Ticket(String subject, TicketId number) {}

    record Natural(String isoCode, String name) {}

    record Wrapped(TicketId id, Email contactEmail, State state) {}

    record Parcel(UUID id, Address shippingAddress, Address billingAddress) {}

    record Nested(UUID id, Amount total) {}

    static class Base {
        private @Nullable Instant changedAt;
        static int count;
        transient int cached;
    }

    static final class Derived extends Base {
        private final UUID id;
        private int stock;

        Derived(UUID id) {
            this.id = id;
        }
    }

    record SeatId(UUID flight, int row) {}

    record Seat(SeatId id, String passenger) {}

    @Test
    void a_property_called_id_is_the_identifier() {
        assertThat(ModelText.of(ById.class)).isEqualTo("""
            by_ids
              id uuid key = id
              name text = name
              version bigint version
            """);
    }

    @Test
    void else_the_property_whose_type_is_named_after_the_root_is_and_its_column_comes_first() {
        assertThat(ModelText.of(Ticket.class)).isEqualTo("""
            tickets
              number uuid key = number
              subject text = subject
              version bigint version
            """);
    }

    @Test
    void else_configuration_names_it() {
        assertThat(ModelText.of(Natural.class, natural -> natural.id("isoCode")))
                .isEqualTo("""
                    naturals
                      iso_code text key = isoCode
                      name text = name
                      version bigint version
                    """);
    }

    @Test
    void an_identifier_of_several_parts_is_a_key_of_several_columns() {
        assertThat(ModelText.of(Seat.class)).isEqualTo("""
            seats
              id_flight uuid key1 = id.flight
              id_row integer key2 = id.row
              passenger text = passenger
              version bigint version
            """);
    }

    @Test
    void a_value_of_a_single_component_lies_in_one_column_named_after_its_property() {
        assertThat(ModelText.of(Wrapped.class)).isEqualTo("""
            wrappeds
              id uuid key = id
              contact_email text = contactEmail
              state text = state
              version bigint version
            """);
    }

    @Test
    void a_value_of_several_components_is_embedded_with_prefix_also_nested_and_twice() {
        assertThat(ModelText.of(Parcel.class)).isEqualTo("""
            parcels
              id uuid key = id
              shipping_address_street text = shippingAddress.street
              shipping_address_extra text null = shippingAddress.extra
              shipping_address_country_code text = shippingAddress.country.code
              shipping_address_country_name text = shippingAddress.country.name
              billing_address_street text = billingAddress.street
              billing_address_extra text null = billingAddress.extra
              billing_address_country_code text = billingAddress.country.code
              billing_address_country_name text = billingAddress.country.name
              version bigint version
            """);
    }

    @Test
    void a_single_component_within_an_embedded_value_takes_one_column_under_the_prefix() {
        assertThat(ModelText.of(Nested.class)).isEqualTo("""
            nesteds
              id uuid key = id
              total_payer text = total.payer
              total_value numeric = total.value
              version bigint version
            """);
    }

    @Test
    void fields_of_superclasses_come_first_and_static_and_transient_ones_are_not_persistent() {
        assertThat(ModelText.of(Derived.class)).isEqualTo("""
            deriveds
              id uuid key = id
              changed_at timestamp with time zone null = changedAt
              stock integer = stock
              version bigint version
            """);
    }
}

package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.mapping.build.ModelBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Identifiers of other aggregates are references; nothing has to say so. */
@NullMarked
class ReferencesTest {

    record CustomerId(UUID value) {}

    record Customer(CustomerId id, Optional<CustomerId> invitedBy) {}

    record Agreement(CustomerId buyer, @Nullable CustomerId guarantor) {}

    static final class Order {
        private final UUID id;
        private CustomerId customer;
        private CustomerId payerId;
        private Agreement agreement;
        private Set<CustomerId> watchers = new LinkedHashSet<>();
        private List<CustomerId> reviewers = new ArrayList<>();

        Order(UUID id, CustomerId customer, CustomerId payerId, Agreement agreement) {
            this.id = id;
            this.customer = customer;
            this.payerId = payerId;
            this.agreement = agreement;
        }
    }

    record Tag(String id, String text) {}

    record Note(String id, String text, @Nullable UUID author) {}

    record SharedId(UUID value) {}

    record One(SharedId id) {}

    record Other(SharedId id) {}

    record User(UUID id, SharedId shared) {}

    record SeatId(CustomerId customer, int number) {}

    record Seat(SeatId id) {}

    private static final String CUSTOMERS = """
        customers
          id uuid key = id
          invited_by_id uuid null -> customers.id = invitedBy
          version bigint version
        """;

    @Test
    void an_identifier_of_another_aggregate_is_a_foreign_key_wherever_it_stands() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Order.class, AggregateMapping.byConvention());
        builder.add(Customer.class, AggregateMapping.byConvention());
        assertThat(ModelText.of(builder)).isEqualTo("""
            orders
              id uuid key = id
              customer_id uuid -> customers.id = customer
              payer_id uuid -> customers.id = payerId
              agreement_buyer_id uuid -> customers.id = agreement.buyer
              agreement_guarantor_id uuid null -> customers.id = agreement.guarantor
              version bigint version
            order_watchers
              order_id uuid key1 -> parent orders.id
              watcher_id uuid key2 -> customers.id
            order_reviewers
              order_id uuid key1 -> parent orders.id
              position integer key2 position
              reviewer_id uuid -> customers.id
            """ + CUSTOMERS);
    }

    @Test
    void a_reference_without_foreign_key_keeps_its_name() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Customer.class, customer -> customer.property("invitedBy", p -> p.foreignKey(false)));
        assertThat(ModelText.of(builder)).isEqualTo(CUSTOMERS.replace(" -> customers.id", ""));
    }

    @Test
    void references_follow_the_configured_table_and_key_column_of_their_target() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(
                Customer.class,
                customer -> customer.table("crm.clients")
                        .property("id", p -> p.column("client_no"))
                        .property("invitedBy", p -> p.column("inviter")));
        assertThat(ModelText.of(builder)).isEqualTo("""
            crm.clients
              client_no uuid key = id
              inviter uuid null -> crm.clients.client_no = invitedBy
              version bigint version
            """);
    }

    @Test
    void identifiers_of_the_jdk_or_of_two_aggregates_refer_to_none() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Tag.class, AggregateMapping.byConvention());
        builder.add(One.class, AggregateMapping.byConvention());
        builder.add(Other.class, AggregateMapping.byConvention());
        builder.add(User.class, AggregateMapping.byConvention());
        builder.add(Note.class, AggregateMapping.byConvention());
        assertThat(ModelText.of(builder)).isEqualTo("""
            tags
              id text key = id
              text text = text
              version bigint version
            ones
              id uuid key = id
              version bigint version
            others
              id uuid key = id
              version bigint version
            users
              id uuid key = id
              shared uuid = shared
              version bigint version
            notes
              id text key = id
              text text = text
              author uuid null = author
              version bigint version
            """);
    }

    @Test
    void a_part_of_an_identifier_may_be_a_reference() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Seat.class, AggregateMapping.byConvention());
        builder.add(Customer.class, AggregateMapping.byConvention());
        assertThat(ModelText.of(builder)).isEqualTo("""
            seats
              id_customer_id uuid key1 -> customers.id = id.customer
              id_number integer key2 = id.number
              version bigint version
            """ + CUSTOMERS);
    }
}

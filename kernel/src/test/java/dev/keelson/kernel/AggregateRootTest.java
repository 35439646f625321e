package dev.keelson.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregateRootTest {

    private record Shipped(int number) implements DomainEvent {}

    private static final class Order extends AggregateRoot {
        void ship(int number) {
            record(new Shipped(number));
        }
    }

    @Test
    void hands_out_its_events_in_order_until_they_are_cleared() {
        Order order = new Order();
        order.ship(1);
        order.ship(2);
        List<DomainEvent> events = order.domainEvents();
        order.clearDomainEvents();
        order.ship(3);

        assertThat(events).containsExactly(new Shipped(1), new Shipped(2));
        assertThat(order.domainEvents()).containsExactly(new Shipped(3));
    }

    @Test
    void has_no_events_at_first() {
        assertThat(new Order().domainEvents()).isEmpty();
    }

    @Test
    void its_fields_are_transient_and_so_never_persistent() {
        assertThat(AggregateRoot.class.getDeclaredFields())
                .extracting(Field::getModifiers)
                .allMatch(Modifier::isTransient);
    }
}

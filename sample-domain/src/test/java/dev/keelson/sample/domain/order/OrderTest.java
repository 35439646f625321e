package dev.keelson.sample.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.sample.domain.shared.Address;
import dev.keelson.sample.domain.shared.Money;
import dev.keelson.sample.domain.shared.PostalCode;
import dev.keelson.sample.domain.student.StudentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Address HOME = new Address("Ada", "Markt 1", "Jena", PostalCode.of("DE", "07743"));
    private static final Address WORK = new Address("Ada", "Keizersgracht 1", "Amsterdam", PostalCode.of("NL", "1015"));
    private static final Item COURSE = Item.course("Logic", Money.of("480.00", "EUR"));
    private static final Item BOOK = Item.book("Domain-Driven Design", Money.of("59.90", "EUR"));

    private final Order order =
            Order.place(StudentId.next(), HOME, WORK, List.of(OrderLine.of(COURSE, 1), OrderLine.of(BOOK, 2)), NOW);

    private final OrderLineId books = order.lines().getLast().id();

    @Test
    void an_order_is_placed_open_with_its_lines_in_the_order_given() {
        assertThat(order.status()).isEqualTo(OrderStatus.OPEN);
        assertThat(order.lines()).extracting(OrderLine::item).containsExactly(COURSE, BOOK);
        assertThat(order.total()).isEqualTo(Money.of("599.80", "EUR"));
    }

    @Test
    void an_order_of_nothing_is_refused() {
        assertThatThrownBy(() -> Order.place(StudentId.next(), HOME, WORK, List.of(), NOW))
                .hasMessage("An order has at least one line");
    }

    @Test
    void asking_for_more_of_an_item_raises_the_quantity_of_its_line() {
        assertThat(order.add(BOOK, 3)).isEqualTo(books);
        assertThat(order.lines()).extracting(OrderLine::quantity).containsExactly(1, 5);
    }

    @Test
    void a_quantity_is_neither_zero_nor_a_hundred() {
        assertThatThrownBy(() -> order.changeQuantity(books, 0)).hasMessageContaining("1 to 99");
        assertThatThrownBy(() -> order.add(BOOK, 98)).hasMessageContaining("not 100");
        assertThat(order.total()).isEqualTo(Money.of("599.80", "EUR"));
    }

    @Test
    void all_lines_are_in_one_currency() {
        assertThatThrownBy(() -> order.add(Item.book("SICP", Money.of("50", "USD")), 1))
                .hasMessage("The order is in EUR, and so are all its lines");
        assertThat(order.lines()).hasSize(2);
    }

    @Test
    void the_last_line_stays() {
        order.remove(books);

        assertThat(order.lines()).extracting(OrderLine::item).containsExactly(COURSE);
        assertThatThrownBy(() -> order.remove(order.lines().getFirst().id()))
                .hasMessageContaining("cancel the order instead");
    }

    @Test
    void an_order_is_paid_to_the_cent_and_then_stands_as_it_is() {
        assertThatThrownBy(() -> order.pay(new Payment(Money.of("599.79", "EUR"), "r1", NOW)))
                .hasMessage("The order costs 599.80 EUR, not 599.79 EUR");

        Payment payment = new Payment(Money.of("599.80", "EUR"), "r2", NOW);
        order.pay(payment);

        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.payment()).isEqualTo(Optional.of(payment));
        assertThatThrownBy(() -> order.changeQuantity(books, 3)).hasMessage("An order that is PAID is not changed");
        assertThatThrownBy(order::cancel).hasMessage("An order that is PAID is not changed");
    }

    @Test
    void only_a_paid_order_is_shipped_and_a_shipped_one_is_not_redirected() {
        assertThatThrownBy(order::ship).hasMessage("Only a paid order is shipped; this one is OPEN");
        order.pay(new Payment(order.total(), "r1", NOW));
        order.redirect(HOME);
        order.ship();

        assertThat(order.shipTo()).isEqualTo(HOME);
        assertThatThrownBy(() -> order.redirect(WORK)).hasMessage("An order that is SHIPPED is not redirected");
    }
}

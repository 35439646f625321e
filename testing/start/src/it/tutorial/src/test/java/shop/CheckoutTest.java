package shop;

import static dev.keelson.testing.Scenario.emitted;
import static dev.keelson.testing.Scenario.given;
import static dev.keelson.testing.Scenario.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.ExpectRoundTrips;
import dev.keelson.testing.KeelsonTest;
import dev.keelson.testing.Reset;
import org.junit.jupiter.api.Test;
import shop.application.Checkout;
import shop.domain.Money;
import shop.domain.Order;
import shop.domain.OrderId;
import shop.domain.OrderPaid;
import shop.infrastructure.ShopMapping;

@KeelsonTest(value = ShopMapping.class, reset = Reset.EACH_METHOD)
class CheckoutTest {

    @Test
    @ExpectRoundTrips(1)
    void an_order_is_stored_in_one_round_trip(UnitOfWorkFactory units, WorkContext context) {
        new Checkout(units).order(context, "Ada", "Compilers", 2, Money.eur(48_000));
    }

    @Test
    void all_that_a_customer_owes_is_paid(UnitOfWorkFactory units, WorkContext context) {
        Checkout checkout = new Checkout(units);
        checkout.order(context, "Ada", "Compilers", 2, Money.eur(48_000));
        checkout.order(context, "Ada", "Pencils", 12, Money.eur(99));
        checkout.order(context, "Bob", "Paper", 1, Money.eur(499));

        assertEquals(2, checkout.payAll(context, "Ada"));
        assertEquals(0, checkout.payAll(context, "Ada"));
    }

    @Test
    void paying_tells_what_was_paid() {
        Order order = new Order(OrderId.next(), "Ada");
        order.add("Compilers", 2, Money.eur(48_000));

        given(order).when(Order::pay).then(emitted(new OrderPaid(order.id(), Money.eur(96_000))), stored());
    }
}

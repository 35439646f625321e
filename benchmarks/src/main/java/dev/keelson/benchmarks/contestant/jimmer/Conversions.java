package dev.keelson.benchmarks.contestant.jimmer;

import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.order.Address;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import java.util.Collection;
import java.util.Currency;
import java.util.UUID;

/** Orders of the domain to Jimmer's and back. */
final class Conversions {

    private Conversions() {}

    /** Without lines and tags, which are saved after it. */
    @SuppressWarnings("NullAway") // the setter that Jimmer writes takes null for a note, and does not say so
    static JimmerOrder order(Order order) {
        return JimmerOrderDraft.$.produce(draft -> {
            draft.setId(order.id().value());
            draft.setCustomer(order.customer().value());
            draft.setStatus(order.status());
            draft.setPlacedAt(order.placedAt());
            draft.setShippingAddress(address(order.shippingAddress()));
            draft.setBillingAddress(address(order.billingAddress()));
            draft.setTotal(money(order.total()));
            draft.setNote(order.note());
            draft.setVersion((int) OrderRow.FIRST_VERSION);
        });
    }

    static JimmerLine line(UUID order, OrderLine line, int position) {
        return JimmerLineDraft.$.produce(draft -> {
            draft.setId(line.id().value());
            draft.applyOrder(parent -> parent.setId(order));
            draft.setPosition(position);
            draft.setProduct(line.product());
            draft.setQuantity(line.quantity());
            draft.setPrice(money(line.price()));
        });
    }

    static JimmerTag tag(UUID order, String tag) {
        return JimmerTagDraft.$.produce(draft -> draft.applyId(id -> {
            id.setOrderId(order);
            id.setTag(tag);
        }));
    }

    static Order order(JimmerOrder order, Collection<String> tags) {
        return new Order(
                new OrderId(order.id()),
                new CustomerId(order.customer()),
                order.status(),
                order.placedAt(),
                address(order.shippingAddress()),
                address(order.billingAddress()),
                money(order.total()),
                order.note(),
                order.lines().stream().map(Conversions::line).toList(),
                tags);
    }

    private static OrderLine line(JimmerLine line) {
        return new OrderLine(new LineId(line.id()), line.product(), line.quantity(), money(line.price()));
    }

    private static JimmerAddress address(Address address) {
        return JimmerAddressDraft.$.produce(draft -> {
            draft.setStreet(address.street());
            draft.setZip(address.zip());
            draft.setCity(address.city());
        });
    }

    private static Address address(JimmerAddress address) {
        return new Address(address.street(), address.zip(), address.city());
    }

    private static JimmerMoney money(Money money) {
        return JimmerMoneyDraft.$.produce(draft -> {
            draft.setAmount(money.amount());
            draft.setCurrency(money.currency().getCurrencyCode());
        });
    }

    private static Money money(JimmerMoney money) {
        return new Money(money.amount(), Currency.getInstance(money.currency()));
    }
}

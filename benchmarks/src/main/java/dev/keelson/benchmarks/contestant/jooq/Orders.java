package dev.keelson.benchmarks.contestant.jooq;

import static dev.keelson.benchmarks.contestant.jooq.Types.CURRENCY;
import static dev.keelson.benchmarks.contestant.jooq.Types.CUSTOMER_ID;
import static dev.keelson.benchmarks.contestant.jooq.Types.NUMBER;
import static dev.keelson.benchmarks.contestant.jooq.Types.ORDER_ID;
import static dev.keelson.benchmarks.contestant.jooq.Types.STATUS;
import static dev.keelson.benchmarks.contestant.jooq.Types.TEXT;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** The table of orders as jOOQ's generator would make it, with converters for the domain's types. Immutable. */
final class Orders extends TableImpl<Record> {

    static final Orders ORDERS = new Orders();

    private static final long serialVersionUID = 1;

    final transient TableField<Record, OrderId> id = createField(DSL.name("id"), ORDER_ID, this);
    final transient TableField<Record, CustomerId> customer = createField(DSL.name("customer"), CUSTOMER_ID, this);
    final transient TableField<Record, OrderStatus> status = createField(DSL.name("status"), STATUS, this);
    final transient TableField<Record, Instant> placedAt =
            createField(DSL.name("placed_at"), SQLDataType.INSTANT, this);
    final transient TableField<Record, String> shippingStreet =
            createField(DSL.name("shipping_address_street"), TEXT, this);
    final transient TableField<Record, String> shippingZip = createField(DSL.name("shipping_address_zip"), TEXT, this);
    final transient TableField<Record, String> shippingCity =
            createField(DSL.name("shipping_address_city"), TEXT, this);
    final transient TableField<Record, String> billingStreet =
            createField(DSL.name("billing_address_street"), TEXT, this);
    final transient TableField<Record, String> billingZip = createField(DSL.name("billing_address_zip"), TEXT, this);
    final transient TableField<Record, String> billingCity = createField(DSL.name("billing_address_city"), TEXT, this);
    final transient TableField<Record, BigDecimal> amount = createField(DSL.name("total_amount"), NUMBER, this);
    final transient TableField<Record, Currency> currency = createField(DSL.name("total_currency"), CURRENCY, this);
    final transient TableField<Record, String> note = createField(DSL.name("note"), TEXT, this);
    final transient TableField<Record, Long> version = createField(DSL.name("version"), SQLDataType.BIGINT, this);

    private Orders() {
        super(DSL.name("orders"));
    }
}

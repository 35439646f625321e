package dev.keelson.benchmarks.contestant.jimmer;

import dev.keelson.benchmarks.order.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.babyfish.jimmer.sql.Entity;
import org.babyfish.jimmer.sql.Id;
import org.babyfish.jimmer.sql.OneToMany;
import org.babyfish.jimmer.sql.OrderedProp;
import org.babyfish.jimmer.sql.PropOverride;
import org.babyfish.jimmer.sql.Table;
import org.babyfish.jimmer.sql.Version;
import org.jspecify.annotations.Nullable;

/** An order as Jimmer keeps it. Immutable. */
@Entity
@Table(name = "orders")
public interface JimmerOrder {

    @Id
    UUID id();

    UUID customer();

    OrderStatus status();

    Instant placedAt();

    @PropOverride(prop = "street", columnName = "shipping_address_street")
    @PropOverride(prop = "zip", columnName = "shipping_address_zip")
    @PropOverride(prop = "city", columnName = "shipping_address_city")
    JimmerAddress shippingAddress();

    @PropOverride(prop = "street", columnName = "billing_address_street")
    @PropOverride(prop = "zip", columnName = "billing_address_zip")
    @PropOverride(prop = "city", columnName = "billing_address_city")
    JimmerAddress billingAddress();

    @PropOverride(prop = "amount", columnName = "total_amount")
    @PropOverride(prop = "currency", columnName = "total_currency")
    JimmerMoney total();

    @Nullable
    String note();

    @Version
    int version();

    @OneToMany(mappedBy = "order", orderedProps = @OrderedProp("position"))
    List<JimmerLine> lines();
}

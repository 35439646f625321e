package shop.infrastructure;

import dev.keelson.value.ColumnType;
import dev.keelson.work.KeelsonBuilder;
import java.util.function.Consumer;
import shop.domain.Order;
import shop.domain.Orders;

/** Where the shop's aggregates lie: by convention, but for a length. */
public final class ShopMapping implements Consumer<KeelsonBuilder> {

    @Override
    public void accept(KeelsonBuilder keelson) {
        keelson.map(Order.class, order -> order.property("customer", name -> name.type(ColumnType.varchar(80))))
                .repository(Orders.class, SqlOrders::new);
    }
}

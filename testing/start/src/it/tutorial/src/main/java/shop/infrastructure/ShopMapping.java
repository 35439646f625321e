package shop.infrastructure;

import dev.keelson.work.KeelsonBuilder;
import java.util.function.Consumer;
import shop.domain.Order;
import shop.domain.Orders;

/** Where the shop's aggregates lie: by convention, but for a length and an index. */
public final class ShopMapping implements Consumer<KeelsonBuilder> {

    @Override
    public void accept(KeelsonBuilder keelson) {
        keelson.map(Order.class, order -> order.index("customer")).repository(Orders.class, SqlOrders::new);
    }
}

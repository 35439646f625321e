package shop.domain;

import dev.keelson.kernel.Repository;
import java.util.List;

/** All orders of the shop. */
public interface Orders extends Repository<Order, OrderId> {

    /** What a customer has not paid yet, by identifier. */
    List<Order> openOf(String customer);
}

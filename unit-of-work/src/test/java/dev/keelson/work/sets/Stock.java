package dev.keelson.work.sets;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.Ref;
import dev.keelson.work.sets.Bazaar.Address;
import dev.keelson.work.sets.Bazaar.Box;
import dev.keelson.work.sets.Bazaar.Customer;
import dev.keelson.work.sets.Bazaar.Discount;
import dev.keelson.work.sets.Bazaar.Line;
import dev.keelson.work.sets.Bazaar.Money;
import dev.keelson.work.sets.Bazaar.Order;
import dev.keelson.work.sets.Bazaar.Shop;
import dev.keelson.work.sets.Bazaar.Status;
import dev.keelson.work.sets.Bazaar.Tent;
import java.util.Random;
import java.util.UUID;

/** What random programs start with. */
final class Stock {

    static final int CUSTOMERS = 3;

    private Stock() {}

    static UUID customer(int n) {
        return new UUID(1, n);
    }

    static void fill(Random random, Aggregates work) {
        for (int n = 0; n < CUSTOMERS; n++) {
            work.add(new Customer(customer(n), "customer " + n));
        }
        long id = 1;
        for (int n = 0; n < 6; n++) {
            Order order = new Order(new UUID(2, id++), Money.eur(random.nextInt(5) + ".00"));
            order.status = Status.values()[random.nextInt(3)];
            order.count = random.nextInt(5);
            order.note = random.nextBoolean() ? null : "note " + random.nextInt(2);
            order.address = new Address("Street " + random.nextInt(2), random.nextBoolean() ? "Oslo" : "Rome");
            order.customer = random.nextBoolean() ? null : Ref.of(customer(random.nextInt(CUSTOMERS)));
            order.metadata.put("n", random.nextInt(2));
            for (int line = random.nextInt(5); line > 0; line--) {
                Line added = new Line(new UUID(3, id++), "product " + random.nextInt(3), random.nextInt(4));
                added.price = random.nextBoolean() ? null : Money.eur("1.00");
                for (int discount = random.nextInt(3); discount > 0; discount--) {
                    added.discounts.add(new Discount(new UUID(4, id++), random.nextInt(3)));
                }
                order.lines.add(added);
            }
            for (int box = random.nextInt(3); box > 0; box--) {
                order.boxes.add(new Box(new UUID(5, id++), random.nextInt(3)));
            }
            for (int tag = random.nextInt(3); tag > 0; tag--) {
                order.tags.add("tag " + random.nextInt(3));
            }
            for (int point = random.nextInt(3); point > 0; point--) {
                order.points.put("key " + random.nextInt(3), random.nextInt(3));
            }
            work.add(order);
        }
        for (int n = 0; n < 3; n++) {
            work.add(new Tent(new UUID(6, id++), "owner " + random.nextInt(2), random.nextInt(3)));
            Shop shop = new Shop(new UUID(6, id++), "owner " + random.nextInt(2), "door " + random.nextInt(2));
            shop.stock.add(new Box(new UUID(7, id++), random.nextInt(3)));
            work.add(shop);
        }
    }
}

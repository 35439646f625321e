package dev.keelson.work.guide;

import dev.keelson.kernel.Refs;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What cannot be mapped or stored. */
final class FaultModels {

    private FaultModels() {}

    // region faults
    record CustomerId(UUID value) {}

    record Customer(CustomerId id, List<Order> orders) {} // a plain list of other roots

    record OrderId(UUID value) {}

    record Node(String name, @Nullable Node next) {} // a value that contains itself

    record Margins(@Nullable Integer left, @Nullable Integer right) {} // absent, or of nothing?

    record Answer(String text, List<String> votes) {}

    record Order(
            OrderId id,
            Node first,
            @Nullable Margins margins,
            Set<Answer> answers, // which row would the votes hang on?
            BitSet flags, // no column type
            String note,
            String remark) {}

    interface Shape {} // not sealed, no subtypes named

    record Drawing(UUID id, Shape shape) {}

    static final class Secret {
        private final UUID id;
        private final String hash;

        Secret(UUID id, String password) { // takes something else than what is stored
            this.id = id;
            this.hash = password + "!";
        }
    }

    record Person(String key, String name) {} // what identifies it?

    sealed interface Vehicle permits Car, Boat {}

    record Car(int id) implements Vehicle {} // 1 in both tables?

    record Boat(int id) implements Vehicle {}

    record BuyerId(UUID value) {}

    record Buyer(BuyerId id, Refs<Sale> sales) {} // bought, or paid?

    record Sale(UUID id, BuyerId buyer, BuyerId payer) {}
    // endregion

    static void faulty(KeelsonBuilder keelson) {
        // region faults-map
        keelson.map(Customer.class)
                .map(
                        Order.class,
                        order -> order.property("remark", remark -> remark.column("note")) // two on one column
                                .property("nmae", name -> name.optional()) // no such property
                                .children("note", notes -> notes.table("notes")) // no collection
                                .versionColumn("version_".repeat(8)))
                .map(Drawing.class)
                .map(Secret.class)
                .map(Person.class)
                .map(Vehicle.class, vehicle -> vehicle.inheritance(Inheritance.TABLE_PER_CLASS))
                .map(Buyer.class)
                .map(Sale.class);
        // endregion
    }

    // region tangled
    record Elephant(int id, Elephant mother) {} // which was the first?

    record First(int id, Second second) {}

    record Second(int id, Third third) {}

    record Third(int id, Fourth fourth) {}

    record Fourth(int id, Fifth fifth) {}

    record Fifth(int id, String name) {}
    // endregion

    static void tangled(KeelsonBuilder keelson) {
        // region tangled-map
        keelson.map(Elephant.class)
                .map(First.class)
                .map(Second.class)
                .map(Third.class)
                .map(Fourth.class)
                .map(Fifth.class);
        // endregion
    }

    // region cart
    record Item(UUID id, String name) {}

    static final class Cart {
        private final UUID id;
        private String owner;
        private final List<Item> items = new ArrayList<>();

        Cart(UUID id, String owner) {
            this.id = id;
            this.owner = owner;
        }
    }
    // endregion

    // region yacht
    record Crew(List<String> members) {
        Crew {
            if (members.isEmpty()) {
                throw new IllegalArgumentException("a crew has a member");
            }
        }
    }

    record Yacht(UUID id, Crew crew) {}
    // endregion

    static void cart(KeelsonBuilder keelson) {
        keelson.map(Cart.class).map(Yacht.class);
    }

    static void tell(Guide guide) {
        guide.refused("faults", () -> Guide.keelson(FaultModels::faulty).schema());
        guide.refused("tangled", () -> Guide.keelson(FaultModels::tangled).schema());
    }

    static void send(Guide guide, Store store) {
        UUID id = new UUID(7, 1);
        Item tea = new Item(new UUID(8, 1), "Tea");
        store.save(new Cart(id, "Ada"));
        guide.refused(
                "cart-refused",
                () -> change(store, id, cart -> cart.owner = null),
                () -> change(store, id, cart -> cart.items.add(null)),
                () -> change(store, id, cart -> cart.items.addAll(List.of(tea, tea))),
                () -> change(store, id, cart -> cart.owner = "Ada\0"));
        Crew crew = new Crew(new ArrayList<>(List.of("Ada")));
        crew.members().clear();
        guide.refused("yacht-refused", () -> store.save(new Yacht(id, crew)));
        store.database().execute("alter table carts alter owner drop not null", "update carts set owner = null");
        guide.refused("null-column", () -> store.load(Cart.class, id));
    }

    private static void change(Store store, UUID id, Consumer<Cart> change) {
        try (SqlUnitOfWork work = store.begin()) {
            change.accept(work.get(Cart.class, id));
            work.commit();
        }
    }
}

package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Path;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.query.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Read models of properties by their paths. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectionTest {

    static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));
    static final WorkContext ZORG = WorkContext.of(TenantId.of("zorg"), Actor.of("jane"));

    record RegionId(String country, int number) {}

    record Region(RegionId id, String name) {}

    record CustomerId(UUID value) {}

    static final class Customer {
        final CustomerId id;
        String name;

        @Nullable
        Ref<Region> region;

        Place home = new Place("Nowhere", null);
        Refs<Order> orders = Refs.none();

        Customer(CustomerId id, String name, @Nullable Ref<Region> region) {
            this.id = id;
            this.name = name;
            this.region = region;
        }
    }

    enum Status {
        OPEN,
        PAID
    }

    record Money(BigDecimal amount, String currency) {}

    record Weight(long grams, String scale) {}

    static final class Weights implements ValueConverter<Weight> {
        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.bigint()), ColumnSpec.of("scale", ColumnType.text()));
        }

        @Override
        public void write(Weight value, ColumnWriter columns) {
            columns.set(0, value.grams());
            columns.set(1, value.scale());
        }

        @Override
        public Weight read(ColumnReader columns) {
            return new Weight(columns.required(0, Long.class), columns.required(1, String.class));
        }
    }

    record Place(@Nullable String street, @Nullable String city) {}

    record Bill(String street, @Nullable String city) {}

    record OrderId(int value) {}

    record Line(int number, Money price) {}

    record Seal(String text, @Nullable String by) {}

    static final class Order {
        final OrderId id;
        final Ref<Customer> customer;

        @Nullable
        Ref<Order> previous;

        Status status = Status.OPEN;
        Money total;
        Weight weight = new Weight(5, "big");
        Place ship = new Place("Main Street", "Oslo");

        @Nullable
        Bill bill;

        Optional<String> note = Optional.empty();
        Map<String, String> metadata = new LinkedHashMap<>();
        final Instant placed;
        final List<Line> lines = new ArrayList<>();

        @Nullable
        Seal seal;

        final Map<String, List<String>> shelves = new LinkedHashMap<>();

        Order(OrderId id, Ref<Customer> customer, Money total, Instant placed) {
            this.id = id;
            this.customer = customer;
            this.total = total;
            this.placed = placed;
        }
    }

    abstract static sealed class Payment permits Card, Iban {
        final int id;
        final Ref<Order> order;

        Payment(int id, Ref<Order> order) {
            this.id = id;
            this.order = order;
        }
    }

    static final class Card extends Payment {
        final String number;

        Card(int id, Ref<Order> order, String number) {
            super(id, order);
            this.number = number;
        }
    }

    static final class Iban extends Payment {
        final Money fee;

        Iban(int id, Ref<Order> order, Money fee) {
            super(id, order);
            this.fee = fee;
        }
    }

    abstract static sealed class Item permits Wood, Stone {
        final UUID id;
        final String label;

        Item(UUID id, String label) {
            this.id = id;
            this.label = label;
        }
    }

    static final class Wood extends Item {
        Wood(UUID id, String label) {
            super(id, label);
        }
    }

    static final class Stone extends Item {
        Stone(UUID id, String label) {
            super(id, label);
        }
    }

    static final class Shelf {
        final int id;
        final Ref<Item> item;

        Shelf(int id, Ref<Item> item) {
            this.id = id;
            this.item = item;
        }
    }

    static KeelsonBuilder mappings() {
        return Keelson.builder()
                .policy(Tenancy.byColumn("tenant_id"))
                .policy(SoftDelete.columns("deleted_at", "deleted_by"))
                .foreignKeys(false)
                .map(Region.class)
                .map(Customer.class, customer -> customer.refs("orders", orders -> orders.inverseOf("customer")))
                .map(
                        Order.class,
                        order -> order.property("weight", weight -> weight.converter(new Weights()))
                                .property("metadata", metadata -> metadata.json())
                                .part("seal", seal -> {}))
                .map(Payment.class, payment -> payment.inheritance(Inheritance.JOINED))
                .map(Item.class, item -> item.inheritance(Inheritance.TABLE_PER_CLASS))
                .map(Shelf.class);
    }

    private final Store store = Store.of(ACME, ProjectionTest::mappings);

    static final CustomerId ADA = new CustomerId(new UUID(0, 1));
    static final CustomerId BOB = new CustomerId(new UUID(0, 2));
    static final Instant DAY = Instant.parse("2026-01-02T03:04:05Z");

    static Money eur(int amount) {
        return new Money(BigDecimal.valueOf(amount, 2), "EUR");
    }

    @BeforeAll
    void orders_of_two_customers() {
        Region north = new Region(new RegionId("no", 1), "North");
        Customer ada = new Customer(ADA, "Ada", Ref.of(north.id()));
        ada.home = new Place(null, null);
        Customer bob = new Customer(BOB, "Bob", null);
        Order first = new Order(new OrderId(1), Ref.of(ADA), eur(1000), DAY);
        first.lines.addAll(List.of(new Line(1, eur(400)), new Line(2, eur(600))));
        first.metadata.put("source", "mail");
        first.note = Optional.of("urgent");
        first.seal = new Seal("wax", null);
        first.shelves.put("a", new ArrayList<>(List.of("1", "2", "3")));
        first.shelves.put("b", new ArrayList<>());
        Order second = new Order(new OrderId(2), Ref.of(BOB), eur(2000), DAY.plusSeconds(1));
        second.previous = Ref.of(first.id);
        second.bill = new Bill("High Street", null);
        second.status = Status.PAID;
        Order third = new Order(new OrderId(3), Ref.of(new CustomerId(new UUID(0, 9))), eur(3000), DAY.plusSeconds(2));
        third.previous = Ref.of(second.id);
        store.save(north, ada, bob, first, second, third);
        store.save(new Card(1, Ref.of(first.id), "4711"), new Iban(2, Ref.of(second.id), eur(7)));
        store.save(new Wood(new UUID(0, 1), "oak"), new Stone(new UUID(0, 2), "slate"));
        store.save(new Shelf(1, Ref.of(new UUID(0, 1))), new Shelf(2, Ref.of(new UUID(0, 2))));
    }

    @AfterAll
    void closes() {
        store.close();
    }

    private static AggregateQuery<Order> orders(SqlUnitOfWork work) {
        return work.query(Order.class).orderBy(work.field(Order.class, "id").asc());
    }

    record OrderRow(
            OrderId id,
            Money total,
            @Path("customer.name") @Nullable String who,
            @Path("lines.size") int lines) {}

    @Test
    void a_record_takes_values_other_aggregates_properties_and_sizes_in_one_statement() {
        try (SqlUnitOfWork work = store.begin()) {
            List<OrderRow> rows = orders(work).as(OrderRow.class).list();
            assertThat(rows)
                    .containsExactly(
                            new OrderRow(new OrderId(1), eur(1000), "Ada", 2),
                            new OrderRow(new OrderId(2), eur(2000), "Bob", 0),
                            new OrderRow(new OrderId(3), eur(3000), null, 0));
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
            assertThat(store.wire().statements().toString())
                    .contains(
                            "orders.id, orders.total_amount, orders.total_currency, customers_1.name, (select count(*)")
                    .doesNotContain("placed");
        }
    }

    record Everything(
            int id,
            UUID customer,
            @Path("previous") @Nullable OrderId before,
            Status status,
            @Path("status") String stored,
            Weight weight,
            Place ship,
            @Nullable Bill bill,
            @Path("bill.street") @Nullable String street,
            Optional<String> note,
            @Path("metadata.source") @Nullable String source,
            @Path("metadata") Map<String, String> metadata,
            Instant placed,
            @Path("seal.text") @Nullable String seal) {}

    @Test
    void every_kind_of_value_comes_through_its_converter() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(orders(work).as(Everything.class).list())
                    .containsExactly(
                            new Everything(
                                    1,
                                    ADA.value(),
                                    null,
                                    Status.OPEN,
                                    "OPEN",
                                    new Weight(5, "big"),
                                    new Place("Main Street", "Oslo"),
                                    null,
                                    null,
                                    Optional.of("urgent"),
                                    "mail",
                                    Map.of("source", "mail"),
                                    DAY,
                                    "wax"),
                            new Everything(
                                    2,
                                    BOB.value(),
                                    new OrderId(1),
                                    Status.PAID,
                                    "PAID",
                                    new Weight(5, "big"),
                                    new Place("Main Street", "Oslo"),
                                    new Bill("High Street", null),
                                    "High Street",
                                    Optional.empty(),
                                    null,
                                    Map.of(),
                                    DAY.plusSeconds(1),
                                    null),
                            new Everything(
                                    3,
                                    new UUID(0, 9),
                                    new OrderId(2),
                                    Status.OPEN,
                                    "OPEN",
                                    new Weight(5, "big"),
                                    new Place("Main Street", "Oslo"),
                                    null,
                                    null,
                                    Optional.empty(),
                                    null,
                                    Map.of(),
                                    DAY.plusSeconds(2),
                                    null));
        }
    }

    record RegionView(RegionId id, String name) {}

    record CustomerView(
            CustomerId id,
            String name,
            Place home,
            @Nullable RegionView region) {}

    record Sums(Money total, Weight weight) {}

    record SealView(String text, @Nullable String by) {}

    record Nested(
            OrderId id,
            @Nullable CustomerView customer,
            @Path("") Sums sums,
            @Nullable SealView seal,
            @Path("previous.customer") @Nullable CustomerView before) {}

    @Test
    void records_lie_within_records_and_are_absent_with_what_they_are_of() {
        try (SqlUnitOfWork work = store.begin()) {
            CustomerView ada =
                    new CustomerView(ADA, "Ada", new Place(null, null), new RegionView(new RegionId("no", 1), "North"));
            CustomerView bob = new CustomerView(BOB, "Bob", new Place("Nowhere", null), null);
            Weight five = new Weight(5, "big");
            assertThat(orders(work).as(Nested.class).list())
                    .containsExactly(
                            new Nested(new OrderId(1), ada, new Sums(eur(1000), five), new SealView("wax", null), null),
                            new Nested(new OrderId(2), bob, new Sums(eur(2000), five), null, ada),
                            new Nested(new OrderId(3), null, new Sums(eur(3000), five), null, bob));
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
        }
    }

    record PaymentRow(
            int id,
            @Path("order.total") @Nullable Money total,
            @Path("order.customer.name") String who) {}

    record CardRow(int id, String number) {}

    record IbanRow(int id, @Nullable Money fee, @Nullable String number) {}

    @Test
    void roots_of_hierarchies_are_projected_as_well() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.query(Payment.class)
                            .orderBy(work.field(Payment.class, "id").asc())
                            .as(PaymentRow.class)
                            .list())
                    .containsExactly(new PaymentRow(1, eur(1000), "Ada"), new PaymentRow(2, eur(2000), "Bob"));
            assertThat(work.query(Card.class).as(CardRow.class).list()).containsExactly(new CardRow(1, "4711"));
            assertThat(work.query(Payment.class)
                            .orderBy(work.field(Payment.class, "id").asc())
                            .as(IbanRow.class)
                            .list())
                    .containsExactly(new IbanRow(1, null, "4711"), new IbanRow(2, eur(7), null));
        }
    }

    record ItemRow(UUID id, String label) {}

    record ShelfRow(int id, @Path("item.label") String label) {}

    @Test
    void so_are_classes_with_a_table_each_and_references_to_them() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.query(Item.class)
                            .orderBy(work.field(Item.class, "id").asc())
                            .as(ItemRow.class)
                            .list())
                    .containsExactly(new ItemRow(new UUID(0, 1), "oak"), new ItemRow(new UUID(0, 2), "slate"));
            assertThat(work.query(Shelf.class)
                            .orderBy(work.field(Shelf.class, "id").asc())
                            .as(ShelfRow.class)
                            .list())
                    .containsExactly(new ShelfRow(1, "oak"), new ShelfRow(2, "slate"));
        }
    }

    record Who(@Path("customer.name") @Nullable String who) {}

    @Test
    void pages_go_on_by_an_order_that_the_record_does_not_take() {
        try (SqlUnitOfWork work = store.begin()) {
            List<Who> all = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                AggregateQuery<Order> query = work.query(Order.class)
                        .orderBy(work.field(Order.class, "placed").desc());
                cursor.ifPresent(query::after);
                Page<Who> page = query.as(Who.class).page(2);
                all.addAll(page.items());
                sizes.add(page.items().size());
                cursor = page.next();
            } while (cursor.isPresent());
            assertThat(all).containsExactly(new Who(null), new Who("Bob"), new Who("Ada"));
            assertThat(sizes).containsExactly(2, 1);
            assertThat(store.wire().counts().roundTrips()).isEqualTo(2);
        }
    }

    @Test
    void they_stream_and_are_limited_and_are_single() {
        try (SqlUnitOfWork work = store.begin()) {
            try (Stream<Who> stream = orders(work).as(Who.class).stream()) {
                assertThat(stream).containsExactly(new Who("Ada"), new Who("Bob"), new Who(null));
            }
            assertThat(orders(work).limit(1).offset(1).as(Who.class).list()).containsExactly(new Who("Bob"));
            assertThat(orders(work).as(Who.class).first()).contains(new Who("Ada"));
            assertThat(orders(work)
                            .where(order -> order.field("status").eq(Status.PAID))
                            .as(Who.class)
                            .single())
                    .contains(new Who("Bob"));
            assertThatThrownBy(() -> orders(work).as(Who.class).single()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void conditions_over_the_same_tables_do_not_mix_with_what_is_joined() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(orders(work)
                            .at("customer", customer -> customer.field("name").eq("Bob"))
                            .as(OrderRow.class)
                            .list())
                    .containsExactly(new OrderRow(new OrderId(2), eur(2000), "Bob", 0));
            assertThat(orders(work)
                            .any("lines", line -> line.field("number").eq(2))
                            .as(OrderRow.class)
                            .list())
                    .containsExactly(new OrderRow(new OrderId(1), eur(1000), "Ada", 2));
        }
    }

    @Test
    void another_tenant_and_what_is_deleted_are_not_joined() {
        try (SqlUnitOfWork zorg = store.keelson().begin(ZORG)) {
            zorg.add(new Order(new OrderId(1), Ref.of(ADA), eur(1), DAY));
            zorg.commit();
            assertThat(orders(zorg).as(OrderRow.class).list())
                    .containsExactly(new OrderRow(new OrderId(1), eur(1), null, 0));
            zorg.add(new Customer(ADA, "Zed", null));
            zorg.commit();
            assertThat(orders(zorg).as(OrderRow.class).list())
                    .containsExactly(new OrderRow(new OrderId(1), eur(1), "Zed", 0));
            zorg.remove(Customer.class, ADA);
            zorg.commit();
            assertThat(orders(zorg).as(OrderRow.class).list())
                    .containsExactly(new OrderRow(new OrderId(1), eur(1), null, 0));
            assertThat(zorg.includingDeleted("a test")
                            .query(Order.class)
                            .as(OrderRow.class)
                            .list())
                    .containsExactly(new OrderRow(new OrderId(1), eur(1), "Zed", 0));
        }
    }

    @Test
    void a_reading_projects_too_and_the_text_is_rendered_once() {
        List<String> texts = new ArrayList<>();
        for (int total : new int[] {1500, 2500}) {
            store.wire().reset();
            List<OrderRow> rows = store.keelson()
                    .readSql(
                            ACME,
                            reading -> reading.query(Order.class)
                                    .where(order -> order.field("total.amount").gt(BigDecimal.valueOf(total, 2)))
                                    .orderBy(reading.field(Order.class, "id").asc())
                                    .as(OrderRow.class)
                                    .list());
            texts.add(store.wire().statements().toString());
            assertThat(rows).hasSize(total == 1500 ? 2 : 1);
        }
        assertThat(texts.get(0)).isEqualTo(texts.get(1));
    }

    @Test
    void pending_changes_of_what_is_joined_are_refused_as_those_of_the_roots_are() {
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Customer.class, ADA).name = "Eve";
            assertThatThrownBy(() -> orders(work).as(OrderRow.class).list())
                    .isInstanceOf(PendingChangesException.class)
                    .hasMessageContaining("customers");
            assertThat(orders(work).seeingDatabase().as(Who.class).first()).contains(new Who("Ada"));
            work.discard();
        }
    }

    record NoSuch(OrderId id, String nmae) {}

    record WrongClass(@Path("total") BigDecimal sum) {}

    record Unwanted(List<Line> lines) {}

    record ThroughLines(@Path("lines.price") Money price) {}

    record Whole(@Path("seal") String seal) {}

    record Endless(OrderId id, @Nullable Endless previous) {}

    record Primitive(
            @Path("previous.lines.size") int before,
            @Path("seal.text") @Nullable String seal) {}

    record Refused(OrderId id) {
        Refused {
            throw new IllegalArgumentException("no");
        }
    }

    record Bare() {}

    @Test
    void what_cannot_be_taken_is_refused_by_name_before_anything_is_sent() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> orders(work).as(NoSuch.class))
                    .hasMessage("Cannot project Order as NoSuch, whose component 'nmae' takes \"nmae\". Cannot query by"
                            + " 'nmae': Order has no property 'nmae'; did you mean 'note'? It has id, customer,"
                            + " previous, status, total, weight, ship, bill, note, metadata, placed, lines,"
                            + " seal, shelves.");
            assertThatThrownBy(() -> orders(work).as(WrongClass.class))
                    .hasMessage(
                            "Cannot project Order as WrongClass: its component 'sum' is of BigDecimal, and Order.total"
                                    + " gives a Money. Declare it so.");
            assertThatThrownBy(() -> orders(work).as(Unwanted.class))
                    .hasMessageContaining("Cannot select 'lines' of Order: Order.lines has any number of elements");
            assertThatThrownBy(() -> orders(work).as(ThroughLines.class))
                    .hasMessageContaining("Order.lines has any number of elements");
            assertThatThrownBy(() -> orders(work).as(Whole.class))
                    .hasMessage(
                            "Cannot project Order as Whole: its component 'seal' is of String, and seal is an object"
                                + " in a row of its own. Take a property of it, @Path(\"seal.<property>\"), or declare"
                                + " a record of some.");
            assertThatThrownBy(() -> orders(work).as(Endless.class)).hasMessageContaining("holds itself");
            assertThatThrownBy(() -> orders(work).as(String.class)).hasMessageContaining("it is no record");
            assertThatThrownBy(() -> orders(work).as(Bare.class)).hasMessageContaining("no component");
            assertThatThrownBy(() -> orders(work).fetch("previous").as(Who.class))
                    .hasMessageContaining("nothing comes along");
            assertThat(store.wire().counts().roundTrips()).isZero();
            assertThatThrownBy(() -> orders(work).as(Refused.class).list())
                    .isInstanceOf(HydrationException.class)
                    .hasMessageContaining("the constructor of Refused refused it");
        }
    }

    record Shelves(@Path("shelves.size") int shelves) {}

    @Test
    void of_collections_of_collections_the_outer_ones_are_counted() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(orders(work).as(Shelves.class).list())
                    .containsExactly(new Shelves(2), new Shelves(0), new Shelves(0));
            assertThat(orders(work).size("shelves", n -> n.eq(2)).ids()).containsExactly(new OrderId(1));
        }
    }

    record Days(
            @Path("previous.customer.name") @Nullable String name,
            @Path("previous.status") Status status) {}

    record Ints(@Path("previous.id") int before) {}

    @Test
    void a_primitive_takes_nothing_that_is_absent() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> orders(work).as(Ints.class).list())
                    .isInstanceOf(HydrationException.class)
                    .hasMessageContaining("it is declared as int, and Order.id is absent; declare it as a class");
            assertThat(orders(work).offset(1).as(Ints.class).list()).containsExactly(new Ints(1), new Ints(2));
            assertThat(orders(work).as(Primitive.class).list())
                    .containsExactly(new Primitive(0, "wax"), new Primitive(2, null), new Primitive(0, null));
        }
    }
}

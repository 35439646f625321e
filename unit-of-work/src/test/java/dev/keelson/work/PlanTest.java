package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.WrittenRow.Contents;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.CustomerId;
import dev.keelson.work.shop.LineId;
import dev.keelson.work.shop.Money;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderId;
import dev.keelson.work.shop.OrderLine;
import dev.keelson.work.shop.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlanTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private final Customer ada = new Customer(new CustomerId(id(1)), "Ada", Optional.empty());
    private final Customer eve = new Customer(new CustomerId(id(2)), "Eve", Optional.empty());
    private final Order order = new Order(
            new OrderId(id(3)), ada.id(), Shop.BERLIN, Money.eur("4.90"), Instant.parse("2026-11-21T10:15:30Z"));

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static OrderLine line(int number) {
        return new OrderLine(new LineId(id(number)), "Book " + Integer.toHexString(number), 1, Money.eur("2.50"));
    }

    @BeforeEach
    void store() {
        order.tags().clear();
        order.tags().add("gift");
        List.of(0x11, 0x12, 0x13).forEach(number -> order.addLine(line(number)));
        shop.store(ada, eve, order);
    }

    /** Inserts, updates and deletes in all tables, a guard besides. */
    private void changeEverything(SqlUnitOfWork work) {
        Order loaded = work.get(Order.class, order.id());
        loaded.lines().remove(0);
        loaded.lines().get(1).changeQuantity(7);
        loaded.addLine(line(0x14));
        loaded.tags().clear();
        loaded.tags().add("big");
        loaded.note("call first");
        work.requireUnchanged(work.get(Customer.class, ada.id()));
        work.remove(work.get(Customer.class, eve.id()));
        work.add(new Customer(new CustomerId(id(4)), "Joe", Optional.of(Shop.PARIS)));
    }

    @Test
    void a_plan_tells_each_row_operation_in_order_with_its_reasons() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            changeEverything(work);

            assertThat(work.plan()).hasToString("""
                GUARD  customers [ID01]  (Customer[ID01] must still have version 1)
                GUARD  customers [ID02]  (Customer[ID02] must still have version 1)
                GUARD  orders [ID03]  (Order[ID03] must still have version 1)
                DELETE order_tags [ID03, gift]  (Order.tags[0] removed)
                DELETE order_lines [ID11]  (Order.lines[0] removed)
                DELETE customers [ID02]  (Customer removed)
                UPDATE orders [ID03] [note, version]  (Order.note null -> call first; root version 1 -> 2)
                UPDATE order_lines [ID12] [position]  (Order.lines[0].position 1 -> 0)
                UPDATE order_lines [ID13] [position, quantity]  (Order.lines[1].position 2 -> 1; \
                Order.lines[1].quantity 1 -> 7)
                INSERT customers [ID04] [id, name, address_street, address_extra, address_city, address_country_code, \
                address_country_name, version]  (Customer added)
                INSERT order_lines [ID14] [id, order_id, position, title, quantity, price_amount, price_currency]\
                  (Order.lines[2] added)
                INSERT order_tags [ID03, big] [order_id, tag]  (Order.tags[0] added)\
                """.replaceAll("ID(\\d\\d)", "00000000-0000-0000-0000-0000000000$1"));

            work.discard();
        }
    }

    @Test
    void a_plan_touches_no_database_and_is_the_same_each_time() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            changeEverything(work);
            shop.wire().reset();
            String plan = work.plan().toString();

            assertThat(work.plan()).hasToString(plan);
            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
            work.discard();
            assertThat(work.plan()).hasToString("nothing to commit");
        }
    }

    @Test
    void commit_does_what_the_plan_said_row_by_row() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            changeEverything(work);
            CommitPlan plan = work.plan();
            List<WrittenRow> planned = WrittenRow.in(plan);
            Contents before = Contents.of(shop.database());
            work.commit();

            assertThat(planned).hasSize(9);
            assertThat(WrittenRow.between(before, Contents.of(shop.database())))
                    .containsExactlyInAnyOrderElementsOf(planned);
            assertThat(WrittenRow.in(plan)).isEqualTo(planned);
            assertThat(work.plan().isEmpty()).isTrue();
        }
    }

    @Test
    void commit_writes_in_the_order_of_the_plan() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            changeEverything(work);
            List<String> planned = new ArrayList<>();
            for (RowOperation operation : work.plan().operations()) {
                if (operation.kind() != Kind.GUARD) {
                    append(planned, operation.kind().name().toLowerCase() + " " + operation.table());
                }
            }
            List<String> written = new ArrayList<>();
            for (String sql : shop.writtenByCommit(work)) {
                append(written, sql.replaceAll("^(\\w+)(?: into| from)? (\\w+) .*", "$1 $2"));
            }

            assertThat(written).isEqualTo(planned);
        }
    }

    private static void append(List<String> steps, String step) {
        if (steps.isEmpty() || !steps.getLast().equals(step)) {
            steps.add(step);
        }
    }
}

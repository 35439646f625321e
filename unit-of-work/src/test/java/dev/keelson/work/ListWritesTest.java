package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.shop.LineId;
import dev.keelson.work.shop.Money;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderLine;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListWritesTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final String RAISE_VERSION =
            "update orders set version = $1 where (orders.tenant_id = $2 and orders.id = $3)";
    private static final String MOVE_LINE =
            "update order_lines set position = $1 where (order_lines.tenant_id = $2 and order_lines.id = $3)";
    private static final String INSERT_LINE =
            "insert into order_lines (tenant_id, id, order_id, position, title, quantity, price_amount, price_currency)"
                    + " values ($1, $2, $3, $4, $5, $6, $7, $8)";
    private static final String DELETE_LINE =
            "delete from order_lines where (order_lines.tenant_id = $1 and order_lines.id = $2)";

    @Test
    void one_changed_line_is_one_update_of_one_column_and_the_version_of_the_root() {
        Order stored = shop.storedOrder(4);

        assertThat(shop.writtenAfter(stored, order -> order.lines().get(2).changeQuantity(99)))
                .containsExactly(
                        RAISE_VERSION,
                        "update order_lines set quantity = $1"
                                + " where (order_lines.tenant_id = $2 and order_lines.id = $3)");
        assertThat(shop.database().query("select position, title, quantity from order_lines order by position"))
                .containsExactly(
                        List.of(0, "Book 1", 1),
                        List.of(1, "Book 2", 2),
                        List.of(2, "Book 3", 99),
                        List.of(3, "Book 4", 4));
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void a_reordered_list_is_written_as_positions_of_the_lines_that_moved_and_nothing_else() {
        Order stored = shop.storedOrder(4);

        assertThat(shop.writtenAfter(stored, order -> Collections.swap(order.lines(), 1, 2)))
                .containsExactly(RAISE_VERSION, MOVE_LINE, MOVE_LINE);
        assertThat(shop.writtenAfter(stored, order -> Collections.reverse(order.lines())))
                .containsExactly(
                        RAISE_VERSION,
                        "update order_lines set position = u.c0 from unnest(cast($1 as int[]), cast($2 as uuid[])) as"
                                + " u (c0, c1) where (order_lines.tenant_id = $3 and order_lines.id = u.c1)");
        assertThat(shop.database().query("select position, title from order_lines order by position"))
                .containsExactly(
                        List.of(0, "Book 4"), List.of(1, "Book 2"), List.of(2, "Book 3"), List.of(3, "Book 1"));
    }

    @Test
    void a_line_removed_and_another_added_are_one_delete_and_one_insert() {
        assertThat(shop.writtenAfter(shop.storedOrder(4), order -> {
                    order.lines().remove(3);
                    order.addLine(Shop.line(8));
                }))
                .containsExactly(DELETE_LINE, RAISE_VERSION, INSERT_LINE);
    }

    @Test
    void lines_after_a_removed_one_move_up() {
        assertThat(shop.writtenAfter(shop.storedOrder(4), order -> order.lines().remove(1)))
                .containsExactly(DELETE_LINE, RAISE_VERSION, MOVE_LINE, MOVE_LINE);
        assertThat(shop.database().query("select position, title from order_lines order by position"))
                .containsExactly(List.of(0, "Book 1"), List.of(1, "Book 3"), List.of(2, "Book 4"));
    }

    @Test
    void a_line_added_and_removed_again_is_no_change() {
        shop.assertNothingIsSentAfter(order -> {
            order.addLine(Shop.line(8));
            order.lines().removeLast();
        });
    }

    @Test
    void a_cleared_list_with_the_same_lines_added_again_is_no_change() {
        shop.assertNothingIsSentAfter(order -> {
            List<OrderLine> lines = new ArrayList<>(order.lines());
            order.lines().clear();
            lines.forEach(order::addLine);
        });
    }

    @Test
    void lines_replaced_by_equal_ones_of_the_same_identity_are_no_change() {
        shop.assertNothingIsSentAfter(order -> order.lines()
                .replaceAll(line -> new OrderLine(
                        new LineId(line.id().value()),
                        "Book " + line.quantity(),
                        line.quantity(),
                        Money.eur(line.quantity() + ".50"))));
    }

    @Test
    void a_line_replaced_by_one_of_the_same_identity_is_an_update_of_what_differs() {
        assertThat(shop.writtenAfter(shop.storedOrder(2), order -> {
                    LineId id = order.lines().get(1).id();
                    order.lines().set(1, new OrderLine(id, "Atlas", 2, Money.eur("2.60")));
                }))
                .containsExactly(
                        RAISE_VERSION,
                        "update order_lines set title = $1, price_amount = $2"
                                + " where (order_lines.tenant_id = $3 and order_lines.id = $4)");
    }

    @Test
    void a_line_that_is_in_the_list_twice_is_refused_before_any_sql() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            order.addLine(order.lines().getFirst());
            shop.wire().reset();

            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("Order.lines[2]")
                    .hasMessageContaining("the same identity");
            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
            work.discard();
        }
    }
}

package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists whose positions somebody else gave: from 1, with gaps. */
class LegacyPositionsTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private Order stored;

    @BeforeEach
    void three_lines_at_the_positions_1_and_4_and_9() {
        stored = shop.storedOrder(3);
        shop.database().execute("update order_lines set position = (position + 1) * (position + 1)");
    }

    private static List<String> positions() {
        return shop.database().query("select position, quantity from order_lines order by position").stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void what_did_not_change_is_not_counted_anew() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id());

            assertThat(work.commit().isEmpty()).isTrue();
        }
        assertThat(positions()).containsExactly("[1, 1]", "[4, 2]", "[9, 3]");
    }

    @Test
    void an_element_more_stands_after_the_last() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id()).addLine(Shop.line(7));

            assertThat(work.commit().rows()).hasToString("{orders=1, order_lines=1}");
        }
        assertThat(positions()).containsExactly("[1, 1]", "[4, 2]", "[9, 3]", "[10, 7]");
    }

    @Test
    void the_elements_behind_one_that_goes_move_up_to_the_places_that_there_are() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id()).lines().remove(0);
            work.commit();
        }
        assertThat(positions()).containsExactly("[1, 2]", "[4, 3]");
    }
}

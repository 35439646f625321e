package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.UuidV7;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The program that {@code docs/llms.txt} begins with runs, and does what it says. */
class FirstProgramTest {

    // region domain
    record OrderId(UUID value) {}

    record Line(String product, int quantity) {}

    static final class Order {
        private final OrderId id;
        private final String customer;
        private final List<Line> lines = new ArrayList<>();
        private boolean paid;

        Order(OrderId id, String customer) { // parameters are named as the fields
            this.id = id;
            this.customer = customer;
        }

        void add(Line line) {
            lines.add(line);
        }

        void pay() {
            paid = true;
        }
    }
    // endregion

    private static String ddl() {
        // region ddl
        String ddl = Keelson.builder().map(Order.class).schema().ddl(); // orders, order_lines, keelson_commits
        // endregion
        return ddl;
    }

    private static List<Order> program(DataSource pool) {
        // region program
        try (Keelson keelson =
                Keelson.builder().dataSource(pool).map(Order.class).build()) {
            WorkContext jane = WorkContext.of(Actor.of("jane"));
            OrderId id = new OrderId(UuidV7.next());
            keelson.run(
                    jane,
                    work -> { // a new aggregate: one round trip
                        Order order = new Order(id, "Ada");
                        order.add(new Line("Tea", 2));
                        work.add(order);
                    });
            keelson.run(jane, work -> work.get(Order.class, id).pay()); // one to load, one to commit
            try (SqlUnitOfWork work = keelson.begin(jane)) { // the same, committed by hand
                work.get(Order.class, id).add(new Line("Cups", 4));
                work.commit();
            }
            return keelson.readSql(
                    jane,
                    reading -> reading.query(Order.class)
                            .where(order -> order.field("paid").eq(true))
                            .any("lines", line -> line.field("quantity").gt(3))
                            .list());
        }
        // endregion
    }

    @Test
    void it_runs() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(ddl());
            List<Order> found = program(database.application());

            assertThat(found).hasSize(1);
            assertThat(found.get(0).lines).containsExactly(new Line("Tea", 2), new Line("Cups", 4));
            assertThat(found.get(0).paid).isTrue();
            assertThat(found.get(0).customer).isEqualTo("Ada");
            assertThat(found.get(0).id).isNotNull();
        }
    }
}

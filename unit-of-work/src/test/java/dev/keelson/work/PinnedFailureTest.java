package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of a unit of work that holds a connection, after the database told an error. */
class PinnedFailureTest {

    private static final List<String> told = new ArrayList<>();

    @RegisterExtension
    static final ShopStage shop = new ShopStage(() -> Shop.mapped().listener(new Telling()));

    /** Writes down how units of work ended. */
    private static final class Telling implements CommitListener {

        @Override
        public void afterCommit(WorkContext context, CommitReceipt receipt, List<Object> events) {
            told.add("committed");
        }

        @Override
        public void afterFailure(WorkContext context, RuntimeException failure) {
            told.add("failed");
        }
    }

    /** Draws of a sequence that nobody made, and tells nobody what the database said. */
    private static void failUnnoticed(SqlUnitOfWork work) {
        assertThatThrownBy(() -> work.nextNumber("nope")).isInstanceOf(DatabaseException.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEFAULT")
    void what_was_rolled_back_after_a_failure_is_never_told_as_committed(Isolation isolation) {
        Order stored = shop.storedOrder(1);
        told.clear();
        String refused = "Cannot commit: the unit of work is rolled back after a failure (SQLSTATE 42P01). ";
        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, isolation, work -> {
                    work.get(Order.class, stored.id());
                    failUnnoticed((SqlUnitOfWork) work);
                }))
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageStartingWith(refused);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME, isolation)) {
            work.get(Order.class, stored.id());
            failUnnoticed(work);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(refused);
        }
        assertThat(told).containsExactly("failed", "failed");
    }

    @Test
    void a_failed_statement_gives_the_connection_back_at_once() {
        HikariDataSource pool = shop.database().application();
        try (SqlUnitOfWork work = shop.aside().begin(Shop.ACME, Isolation.LOCKING)) {
            work.query(Order.class).count();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
            failUnnoticed(work);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEFAULT")
    void a_discarded_one_begins_another_transaction_after_a_failure_and_after_a_commit(Isolation isolation) {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.aside().begin(Shop.ACME, isolation)) {
            work.get(Order.class, stored.id());
            failUnnoticed(work);
            work.discard();
            work.get(Order.class, stored.id()).note("after a failed statement");
            work.commit();
            work.discard();
            work.get(Order.class, stored.id()).note("after a commit");
            work.commit();
            work.discard();
            work.add(Shop.order(Shop.customer(), 1)); // a customer that nobody stored
            assertThatThrownBy(work::commit).isInstanceOf(ConstraintViolationException.class);
            work.discard();
            work.get(Order.class, stored.id()).note("after a failed commit");
            work.commit();
        }
        assertThat(shop.version(stored)).isEqualTo(4);
        assertThat(shop.database().application().getHikariPoolMXBean().getActiveConnections())
                .isZero();
    }
}

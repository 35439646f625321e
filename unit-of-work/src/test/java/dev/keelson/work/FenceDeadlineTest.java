package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.shop.Shop;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A pool that lets a borrower wait for long does not make the fence of a lost commit wait so long. */
class FenceDeadlineTest {

    private static final Duration POOL_WAITS = Duration.ofSeconds(60);

    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void within_its_deadline_the_outcome_is_unknown_though_the_pool_would_wait_longer() {
        try (TestDatabase database = Shop.database();
                WireCounter wire = WireCounter.start();
                Keelson keelson = Shop.mapped()
                        .outcomeDeadline(Duration.ofMillis(200))
                        .dataSource(exhaustible(database.through(wire)))
                        .build();
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.add(Shop.customer());
            wire.cutBeforeReply();
            left.set(1); // the commit gets a connection, and nobody after it
            long start = System.nanoTime();

            assertThatThrownBy(work::commit).isInstanceOf(CommitOutcomeUnknownException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(POOL_WAITS.dividedBy(2));
            left.set(Integer.MAX_VALUE);
            over.countDown();
            assertThat(database.query("select name from customers")).hasSize(1);
        }
    }

    /** A pool that has no connection more after the last of {@link #left}, and lets borrowers wait for one. */
    private DataSource exhaustible(DataSource pool) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && left.getAndDecrement() <= 0) {
                        boolean ended = over.await(POOL_WAITS.toSeconds(), TimeUnit.SECONDS);
                        throw new SQLTransientConnectionException(
                                "none was free, the test " + (ended ? "ended" : "goes on"));
                    }
                    return method.invoke(pool, arguments);
                });
    }
}

package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As many pinned units of work as the pool has connections, each of which does all that would ask for another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoSecondConnectionTest {

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));
    private static final int UNITS = 4;

    static final class Desk {
        private final String id;
        private int tickets;

        Desk(String id) {
            this.id = id;
        }
    }

    static final class Ticket {
        private long id;
        private final Ref<Desk> desk;
        private @Nullable String text;

        Ticket(Ref<Desk> desk) {
            this.desk = desk;
        }
    }

    private TestDatabase database;
    private HikariDataSource pool;

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Desk.class).map(Ticket.class, ticket -> ticket.databaseIds());
    }

    @BeforeAll
    void open() {
        database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
        pool = new HikariDataSource();
        pool.setDataSource(database.owner());
        pool.setMaximumPoolSize(UNITS);
        pool.setConnectionTimeout(3_000);
    }

    @AfterAll
    void close() {
        pool.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"LOCKING", "SNAPSHOT"}) // a serializable one would be refused now and then, for what others read
    void identifiers_references_locks_the_log_and_lookups_all_go_by_the_one_connection(Isolation isolation) {
        try (Keelson keelson = mapped().dataSource(pool).build()) {
            for (int n = 0; n < UNITS; n++) {
                String desk = "desk " + n;
                keelson.run(CONTEXT, work -> work.findOrAdd(Desk.class, desk, () -> new Desk(desk)).tickets = 0);
            }
            CyclicBarrier allHoldOne = new CyclicBarrier(UNITS);
            List<CompletableFuture<Integer>> units = IntStream.range(0, UNITS)
                    .mapToObj(n -> ShopStage.async(() -> {
                        work(keelson, isolation, "desk " + n, allHoldOne);
                        return n;
                    }))
                    .toList();
            units.forEach(ShopStage::join);
            assertThat(database.query("select tickets from desks order by id"))
                    .containsExactly(List.of(4), List.of(2), List.of(2), List.of(2));
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    private static void work(Keelson keelson, Isolation isolation, String id, CyclicBarrier allHoldOne)
            throws Exception {
        CommandToken token = CommandToken.next();
        keelson.run(CONTEXT, isolation, token, work -> {
            Desk desk = work.get(Desk.class, id, Lock.FOR_UPDATE);
            allHoldOne.await();
            desk.tickets++;
            Ticket ticket = new Ticket(Ref.of(id));
            work.add(ticket);
            assertThat(ticket.id).isPositive();
            assertThat(work.<Long>nextId(Ticket.class)).isGreaterThan(0);
        });
        allHoldOne.await();
        assertThatThrownBy(() -> keelson.run(CONTEXT, isolation, token, work -> {
                    Desk desk = work.get(Desk.class, id);
                    allHoldOne.await();
                    desk.tickets += 100;
                }))
                .isInstanceOf(CommandAlreadyCommittedException.class);
        allHoldOne.await();
        assertThatThrownBy(() -> keelson.run(CONTEXT, isolation, token, work -> {
                    work.get(Desk.class, id);
                    allHoldOne.await();
                    throw new IllegalStateException("shipped already");
                }))
                .as("the function fails, and the log tells why")
                .isInstanceOf(CommandAlreadyCommittedException.class);
        allHoldOne.await();
        try (SqlUnitOfWork work = keelson.begin(CONTEXT, isolation)) {
            List<Ticket> tickets = work.query(Ticket.class).list();
            tickets.forEach(ticket -> assertThat(ticket.desk.get().id).startsWith("desk "));
            allHoldOne.await();
            work.get(Desk.class, id).tickets++;
            work.commit();
        }
        allHoldOne.await();
        try (SqlUnitOfWork work = keelson.begin(CONTEXT, isolation)) {
            Desk shared = work.get(Desk.class, "desk 0");
            shared.tickets += id.equals("desk 0") ? 2 : 0;
            allHoldOne.await();
            if (id.equals("desk 0")) {
                work.commit();
                allHoldOne.await();
            } else {
                allHoldOne.await();
                shared.tickets += 1_000;
                assertThatThrownBy(work::commit)
                        .as("what became of it is looked up by the connection that it has")
                        .isInstanceOf(StaleAggregateException.class);
            }
        }
    }

    @Test
    void who_waits_for_a_connection_to_draw_identifiers_holds_up_nobody_who_has_one() throws Exception {
        try (Keelson keelson = mapped().dataSource(pool).build()) {
            CyclicBarrier allHoldOne = new CyclicBarrier(UNITS + 1);
            CountDownLatch oneWaits = new CountDownLatch(1);
            List<CompletableFuture<Long>> drawn = new ArrayList<>();
            for (int n = 0; n < UNITS; n++) {
                drawn.add(ShopStage.async(() -> {
                    try (SqlUnitOfWork work = keelson.begin(CONTEXT, Isolation.LOCKING)) {
                        work.exists(Desk.class, "none");
                        allHoldOne.await();
                        oneWaits.await();
                        return work.<Long>nextId(Ticket.class);
                    }
                }));
            }
            allHoldOne.await();
            drawn.add(ShopStage.async(() -> {
                try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                    return work.<Long>nextId(Ticket.class);
                }
            }));
            while (pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0) {
                Thread.onSpinWait();
            }
            oneWaits.countDown();
            assertThat(drawn.stream().map(ShopStage::join).toList())
                    .hasSize(UNITS + 1)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKING", "SNAPSHOT"})
    void the_connection_is_back_before_listeners_are_told_how_it_ended(Isolation isolation) {
        List<String> told = new ArrayList<>();
        CommitListener telling = new CommitListener() {
            @Override
            public void afterCommit(WorkContext context, CommitReceipt receipt, List<Object> events) {
                told.add("committed, held " + pool.getHikariPoolMXBean().getActiveConnections());
            }

            @Override
            public void afterFailure(WorkContext context, RuntimeException failure) {
                told.add("failed, held " + pool.getHikariPoolMXBean().getActiveConnections());
            }
        };
        try (Keelson keelson = mapped().listener(telling).dataSource(pool).build()) {
            String id = "told " + isolation;
            keelson.run(CONTEXT, isolation, work -> work.findOrAdd(Desk.class, id, () -> new Desk(id)));
            keelson.run(CONTEXT, isolation, work -> work.get(Desk.class, id));
            try (SqlUnitOfWork work = keelson.begin(CONTEXT, isolation)) {
                work.get(Desk.class, id).tickets++;
                database.execute("update desks set version = version + 1 where id = '" + id + "'");
                assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
            }
            assertThatThrownBy(() -> keelson.run(CONTEXT, isolation, work -> {
                        work.get(Desk.class, id);
                        Ticket unstorable = new Ticket(Ref.of(id));
                        unstorable.text = "a\0b";
                        work.add(unstorable);
                    }))
                    .as("nobody could mend it")
                    .isInstanceOf(UnstorableValueException.class);
        }
        assertThat(told).containsExactly("committed, held 0", "committed, held 0", "failed, held 0", "failed, held 0");
        database.execute("delete from desks where id like 'told %'");
    }

    @Test
    void plain_statements_hold_one_transaction_as_well() {
        try (Keelson keelson = mapped().portable(true).dataSource(pool).build()) {
            for (Isolation isolation : List.of(Isolation.LOCKING, Isolation.SNAPSHOT, Isolation.SERIALIZABLE)) {
                keelson.run(CONTEXT, isolation, work -> {
                    Desk desk = work.findOrAdd(Desk.class, "plain", () -> new Desk("plain"));
                    desk.tickets++;
                });
                List<Desk> stale = new ArrayList<>();
                try (SqlUnitOfWork work = keelson.begin(CONTEXT, isolation)) {
                    stale.add(work.get(Desk.class, "plain", Lock.NO_WAIT));
                    stale.get(0).tickets++;
                    work.commit();
                }
            }
            assertThat(database.query("select tickets from desks where id = 'plain'"))
                    .containsExactly(List.of(6));
        }
    }

    @Test
    void h2_has_all_but_serializable_which_is_refused_by_name() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:pinned;DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE");
        KeelsonBuilder mapped = Keelson.builder().map(Desk.class);
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : mapped.schema(StatementProfile.H2).statements()) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        try (Keelson keelson = mapped.dataSource(h2).build()) {
            keelson.run(CONTEXT, Isolation.LOCKING, work -> work.add(new Desk("one")));
            keelson.run(CONTEXT, Isolation.LOCKING, work -> work.get(Desk.class, "one", Lock.FOR_UPDATE).tickets++);
            try (SqlUnitOfWork work = keelson.begin(CONTEXT, Isolation.SNAPSHOT)) {
                assertThat(work.query(Desk.class).count()).isEqualTo(1);
                keelson.run(CONTEXT, other -> other.add(new Desk("two")));
                assertThat(work.query(Desk.class).count()).as("of one moment").isEqualTo(1);
            }
            assertThatThrownBy(() -> keelson.begin(CONTEXT, Isolation.SERIALIZABLE))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("SERIALIZABLE, and H2 has none");
        }
    }
}

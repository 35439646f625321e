package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Shop;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without the commit log: cheaper, and a lost answer stays lost. */
class NoCommitLogTest {

    private static TestDatabase database;
    private static WireCounter wire;
    private static Keelson keelson;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        database.execute(Shop.mapped().commitLog(false).schema().ddl());
        wire = WireCounter.start();
        HikariDataSource pool = database.through(wire);
        keelson = Shop.mapped().commitLog(false).dataSource(pool).build();
    }

    @AfterAll
    static void close() {
        wire.close();
        database.close();
    }

    @BeforeEach
    void empty() {
        wire.disarm();
        database.execute("truncate customers cascade");
        wire.reset();
    }

    private static List<List<Object>> names() {
        return database.query("select name, version from customers order by name");
    }

    @Test
    void there_is_no_table_for_it_and_a_commit_writes_nothing_but_the_changes() {
        Customer customer = Shop.customer();
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.add(customer);
            CommitReceipt receipt = work.commit();

            assertThat(receipt.token()).isEmpty();
            assertThat(wire.transcript())
                    .hasSize(3)
                    .element(1)
                    .asString()
                    .startsWith("insert into customers (tenant_id, id, name, ");
            assertThat(wire.counts().roundTrips()).isEqualTo(1);
        }
        assertThat(database.query("select to_regclass('keelson_commits')::text").getFirst())
                .containsOnlyNulls();
        assertThat(names()).containsExactly(List.of("Ada", 1L));
    }

    @Test
    void versions_are_checked_as_ever_and_conflicts_retried() {
        Customer customer = Shop.customer();
        keelson.run(Shop.ACME, work -> work.add(customer));
        int[] rounds = {0};
        keelson.run(Shop.ACME, work -> {
            work.get(Customer.class, customer.id());
            if (rounds[0]++ == 0) {
                keelson.independently().run(Shop.ACME, other -> other.replace(customer.renamed("Eve")));
            }
            work.replace(customer.renamed("Bob"));
        });

        assertThat(rounds[0]).isEqualTo(2);
        assertThat(names()).containsExactly(List.of("Bob", 3L));
    }

    @Test
    void a_conflict_leaves_everything_as_it_was() {
        Customer customer = Shop.customer();
        keelson.run(Shop.ACME, work -> work.add(customer));
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.replace(customer.renamed("Bob"));
            work.add(Shop.customer());
            keelson.run(Shop.ACME, other -> other.replace(customer.renamed("Eve")));
            assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
        }
        assertThat(names()).containsExactly(List.of("Eve", 2L));
    }

    @Test
    void the_outcome_of_a_command_cannot_be_told() {
        assertThatThrownBy(() -> keelson.outcome(Shop.ACME, CommandToken.next()))
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageContaining("commitLog(true)");
    }

    @Test
    void a_lost_reply_is_an_error_that_claims_nothing_and_is_never_repeated() {
        int[] rounds = {0};

        assertThatThrownBy(() -> keelson.run(Shop.ACME, work -> {
                    rounds[0]++;
                    work.add(Shop.customer());
                    wire.cutBeforeReply();
                }))
                .isInstanceOf(KeelsonException.class)
                .hasMessageContaining("tell whether");
        assertThat(rounds[0]).isEqualTo(1);
        assertThat(names()).containsExactly(List.of("Ada", 1L));
    }

    @Test
    void a_unit_of_work_whose_outcome_is_unknown_cannot_commit_again() {
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.add(Shop.customer());
            wire.cutBeforeReply();
            assertThatThrownBy(work::commit).isInstanceOf(KeelsonException.class);

            assertThatThrownBy(work::commit).isInstanceOf(UnitOfWorkStateException.class);
        }
    }
}

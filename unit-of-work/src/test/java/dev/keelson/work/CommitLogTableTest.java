package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.CommandOutcome;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Machine.Mishap;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the commit log as it may be found: of an older shape, without its index, in partitions. */
class CommitLogTableTest {

    private final TestDatabase database = Shop.database();
    private final CommandToken token = CommandToken.next();

    @AfterEach
    void drop() {
        database.close();
    }

    private void insertOld(UUID old, int attempt, boolean committed) {
        database.query(
                "insert into keelson_commits (tenant_id, token, attempt, committed, actor, at) values ('acme', ?, ?, ?,"
                        + " 'jane', '2026-01-02 03:04:05+00') returning 1",
                old,
                attempt,
                committed);
    }

    @Test
    void a_log_without_authors_is_a_fault_whose_statement_runs_on_a_filled_table_and_mends_it() {
        CommandToken stillOpen = CommandToken.next();
        database.execute("alter table keelson_commits drop author");
        insertOld(token.value(), 1, true);
        insertOld(stillOpen.value(), 1, false);

        MappingException refused =
                catchThrowableOfType(MappingException.class, () -> Shop.open(database.application()));
        assertThat(refused.faults())
                .containsExactly(new Fault(
                        "keelson_commits.author",
                        "there is no column keelson_commits.author",
                        "add it: alter table keelson_commits add author bigint"));
        String mend = refused.faults().getFirst().mend();
        database.execute(mend.substring("add it: ".length()));

        Keelson keelson = Shop.open(database.application());
        assertThatThrownBy(() -> keelson.run(Shop.ACME, token, work -> work.add(Shop.customer())))
                .isInstanceOf(CommandAlreadyCommittedException.class)
                .hasMessageContaining("2026-01-02T03:04:05Z");
        keelson.run(Shop.ACME, stillOpen, work -> work.add(Shop.customer()));
        assertThat(database.query(
                        "select attempt, committed, author is not null from keelson_commits where token = ? order by 1",
                        stillOpen.value()))
                .containsExactly(List.of(1, false, false), List.of(2, true, true));
    }

    @Test
    void a_row_without_author_is_never_taken_for_the_own_commit() {
        try (Machine machine = Machine.start(database, Shop::mapped, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> machine.keelson().run(Shop.ACME, token, work -> {
                        work.add(Shop.customer());
                        insertOld(token.value(), 1, true); // by a machine that runs an older version still
                        machine.expect(Mishap.CUT_REQUEST);
                    }))
                    .isInstanceOf(CommandAlreadyCommittedException.class);
        }
        assertThat(database.query("select id from customers")).isEmpty();
    }

    @Test
    void a_log_without_its_index_is_no_fault() {
        database.execute("drop index keelson_commits_at_idx");

        assertThatNoException().isThrownBy(() -> Shop.open(database.application()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_log_in_partitions_is_a_log_like_any_other(boolean plain) {
        database.execute(
                "drop table keelson_commits",
                "create table keelson_commits (tenant_id text not null, token uuid not null, attempt integer not null,"
                        + " committed boolean not null, author bigint, actor text not null, at timestamptz not null,"
                        + " primary key (tenant_id, token, attempt)) partition by range (token)",
                "create table keelson_commits_2026 partition of keelson_commits for values from"
                        + " ('019b0000-0000-7000-8000-000000000000') to ('01a30000-0000-7000-8000-000000000000')",
                "create table keelson_commits_others partition of keelson_commits default",
                "create index on keelson_commits using brin (at)");
        for (CommandToken command : List.of(CommandToken.next(), CommandToken.of("request 4711"))) {
            try (Machine machine = Machine.start(
                    database, () -> plain ? Shop.mapped().portable(true) : Shop.mapped(), Duration.ofSeconds(5))) {
                Keelson keelson = machine.keelson();
                assertThat(keelson.outcome(Shop.ACME, command))
                        .isEqualTo(new CommandOutcome(command, Optional.empty()));
                int[] rounds = {0};
                keelson.run(Shop.ACME, command, work -> {
                    work.add(Shop.customer());
                    if (++rounds[0] == 2) {
                        machine.expect(Mishap.CUT_REQUEST);
                    } else if (rounds[0] == 3) {
                        keelson.schema().purgeCommits(Instant.now()); // its place in the chain is lost
                    }
                });
                assertThat(rounds[0]).isEqualTo(4);
                assertThatThrownBy(() -> keelson.run(Shop.ACME, command, work -> work.add(Shop.customer())))
                        .isInstanceOf(CommandAlreadyCommittedException.class);
                assertThat(keelson.outcome(Shop.ACME, command).isCommitted()).isTrue();
            }
        }
        assertThat(database.query("select id from customers")).hasSize(2);
    }

    @Test
    void a_constraint_of_a_table_in_partitions_is_not_taken_for_the_logs() {
        Customer customer = Shop.customer();
        database.execute(
                "alter table orders drop constraint orders_tenant_id_customer_id_fkey",
                "alter table customers rename to customers_old",
                "create table customers (like customers_old, primary key (tenant_id, id)) partition by list"
                        + " (tenant_id)",
                "create table customers_acme partition of customers for values in ('acme')");
        Keelson keelson = Shop.open(database.application());
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.add(customer);
            work.commit();
        }
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.add(customer.renamed("Bob"));
            assertThatThrownBy(work::commit)
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("customers_acme");
            work.discard();
        }
    }
}

package dev.keelson.kernel.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final class Order {}

    private record OrderId(long value) {}

    private record LineId(long order, int position) {}

    private static final CommandToken TOKEN = CommandToken.of("5c7c86d4-7c5c-4f9c-9c52-6dbd8e0ccf26");

    /** Its message, but for the anchor at the end, of which {@link ErrorsPageTest} knows. */
    private static Consumer<KeelsonException> says(String summary) {
        return told -> assertThat(told.summary()).isEqualTo(summary);
    }

    @Test
    void a_mapping_exception_lists_all_faults() {
        MappingException e = new MappingException(List.of(
                new Fault("Order.total", "no column total in table orders", "Name the column, nearest is totl"),
                new Fault("Order.note", "no converter for java.lang.Thread", "Register a ValueConverter")));

        assertThat(e).satisfies(says("""
            Cannot use the mapping: 2 faults, all listed.
              1. Order.total: no column total in table orders. Name the column, nearest is totl.
              2. Order.note: no converter for java.lang.Thread. Register a ValueConverter.\
            """));
        assertThat(e.faults()).extracting(Fault::path).containsExactly("Order.total", "Order.note");
    }

    @Test
    void a_hydration_exception_names_object_property_and_column() {
        HydrationException e =
                new HydrationException("Order", "total", "total_amount", new OrderId(42), "it is null", null);

        assertThat(e)
                .satisfies(says("Cannot hydrate Order[42], property total (column total_amount): it is null."
                        + " As it is, the row makes no object by the constructors"
                        + " and rules of today; it may be older than they are, or not"
                        + " have come through them. Mend the row, or the mapping of Order.total."));
        assertThat(e.column()).contains("total_amount");
        assertThat(e.id()).contains(new OrderId(42));
        assertThat(new HydrationException("Order", "", null, null, "no subtype has this discriminator", null))
                .satisfies(says("Cannot hydrate Order: no subtype has this discriminator."
                        + " As it is, the row makes no object by the constructors"
                        + " and rules of today; it may be older than they are, or not"
                        + " have come through them. Mend the row, or the mapping of Order."));
    }

    @Test
    void an_unstorable_value_is_named_by_property_and_kind() {
        assertThat(new UnstorableValueException(
                        "Order.total",
                        42L,
                        "BigDecimal",
                        "its scale of 3 does not fit numeric(19,2) without rounding",
                        null))
                .satisfies(says("Cannot store Order.total of id 42, found BigDecimal: its scale of 3 does not fit"
                        + " numeric(19,2) without rounding. Nothing was written; correct the object in the domain, or"
                        + " the mapping where that is too narrow."));
    }

    @Test
    void a_missing_aggregate_is_named_and_so_are_several() {
        assertThat(new AggregateNotFoundException(Order.class, List.of(new OrderId(42))))
                .satisfies(says(
                        "Cannot find Order[42]: no such row is visible here. It was deleted, or never stored, or it is"
                                + " of another tenant; ask with find or findAll where absence is expected."));
        assertThat(new AggregateNotFoundException(Order.class, List.of(1, new LineId(2, 3))))
                .hasMessageStartingWith("Cannot find Order[1], Order[LineId[order=2, position=3]]: no such row")
                .hasMessageContaining("They were deleted, or never stored, or they are of another tenant");
    }

    @Test
    void a_stale_aggregate_is_named_with_both_versions() {
        StaleAggregateException e = new StaleAggregateException(
                List.of(new Stale(Order.class, new OrderId(42), 7, OptionalLong.of(8), Reason.CHANGED)));

        assertThat(e)
                .satisfies(says(
                        "Cannot commit Order[42]: expected version 7, found 8. It was changed by another unit of work;"
                                + " reload and retry, or let keelson.run(...) retry for you."));
    }

    @Test
    void a_version_that_was_looked_up_after_the_failure_is_told_as_such() {
        assertThat(StaleAggregateException.lookedUp(
                        List.of(new Stale(Order.class, new OrderId(42), 7, OptionalLong.of(8), Reason.CHANGED))))
                .satisfies(says(
                        "Cannot commit Order[42]: expected version 7, found 8 when looked up after the failure. It was"
                            + " changed by another unit of work; reload and retry, or let keelson.run(...) retry for"
                            + " you."));
    }

    @Test
    void a_version_that_a_client_saw_is_told_without_the_advice_to_retry() {
        Stale changed = new Stale(Order.class, new OrderId(42), 7, OptionalLong.of(9), Reason.CHANGED);
        assertThat(StaleAggregateException.seenByClient(changed))
                .satisfies(says("Cannot get Order[42]: the client decided on version 7, and it is version 9 now. It was"
                        + " changed since, by another unit of work. Show the client the new state and let it"
                        + " decide again; another try with version 7 cannot end otherwise."));
        assertThat(StaleAggregateException.seenByClient(
                        new Stale(Order.class, 42, 7, OptionalLong.empty(), Reason.DELETED)))
                .satisfies(says(
                        "Cannot get Order[42]: the client decided on version 7, and it is gone. It was deleted since,"
                                + " or is of another tenant, or never was; tell the client so. Another try cannot end"
                                + " otherwise."));
        assertThat(StaleAggregateException.seenByClient(
                        new Stale(Order.class, 42, 7, OptionalLong.of(3), Reason.AHEAD)))
                .satisfies(says(
                        "Cannot get Order[42]: the client decided on version 7, and it is version 3 and was never that"
                            + " far. The version that came from the client is of another aggregate, or of one that was"
                            + " removed and made anew; check where the client got it, and show it the state that is"
                            + " stored."));
        assertThat(StaleAggregateException.seenByClient(changed).isRetryable()).isFalse();
        assertThat(new StaleAggregateException(List.of(changed)).isRetryable()).isTrue();
        assertThat(StaleAggregateException.lookedUp(List.of(changed)).isRetryable())
                .isTrue();
    }

    @Test
    void rows_that_were_not_written_are_told_with_their_table_and_what_may_have_kept_them() {
        assertThat(new RowCountException(Kind.UPDATE, "order_lines", 3, 1, List.of("Order[42]")))
                .satisfies(says("Cannot commit Order[42]: 3 rows of table order_lines were to be updated, and the"
                        + " database updated 1 without an error. A trigger of the table that returns null, a rule,"
                        + " or a row-level security policy refused the others in silence, or a delete of this"
                        + " commit took them along by a foreign key that cascades. Nothing was committed; let the"
                        + " table raise an error where it refuses a row, or do not write the row."));
    }

    @Test
    void a_key_that_stands_for_several_rows_is_told() {
        assertThat(new RowCountException(Kind.DELETE, "order_lines", 1, 2, List.of("Order[42]", "Order[43]")))
                .satisfies(says(
                        "Cannot commit (one of Order[42], Order[43]): 1 row of table order_lines was to be deleted,"
                            + " and the database deleted 2 without an error. Several rows have the key of one, which"
                            + " no constraint of the table forbids. Nothing was committed; remove the rows that are"
                            + " there twice, and give the table a unique constraint on its key."));
    }

    @Test
    void all_stale_aggregates_are_listed_and_told_apart() {
        assertThat(new StaleAggregateException(List.of(
                        new Stale(Order.class, 1, 7, OptionalLong.empty(), Reason.DELETED),
                        new Stale(Order.class, 2, 3, OptionalLong.of(4), Reason.HIDDEN),
                        new Stale(Order.class, 3, -1, OptionalLong.empty(), Reason.DELETED),
                        new Stale(Order.class, 4, 5, OptionalLong.empty(), Reason.CHANGED))))
                .satisfies(says("""
                    Cannot commit: 4 aggregates are stale.
                      1. Order[1]: expected version 7, found none; deleted.
                      2. Order[2]: expected version 3, found a soft-deleted row of 4; soft-deleted.
                      3. Order[3]: expected its row, found none; deleted.
                      4. Order[4]: expected version 5, found another; changed.
                    Other units of work were faster; reload and retry, or let keelson.run(...) retry for you.\
                    """));
        assertThatIllegalArgumentException().isThrownBy(() -> new StaleAggregateException(List.of()));
    }

    @Test
    void a_duplicate_in_memory_and_one_in_the_database_are_told_apart() {
        assertThat(new DuplicateAggregateException(Order.class, 42, true, null))
                .satisfies(says(
                        "Cannot add Order[42]: this unit of work already tracks another instance of this identity. An"
                            + " aggregate that was loaded need not be added; to make this instance its next state, use"
                            + " replace."));
        assertThat(new DuplicateAggregateException(Order.class, 42, false, new SQLException("duplicate key")))
                .satisfies(says("Cannot add Order[42]: a row of this identity exists. It was stored by an earlier"
                        + " commit, or the identifier was drawn twice; load it and change it, or draw a"
                        + " new identifier."))
                .hasCauseInstanceOf(SQLException.class);
        assertThat(new HiddenAggregateException(Order.class, 42, new SQLException("duplicate key")))
                .satisfies(says(
                        "Cannot add Order[42]: it is there and hidden, since it was removed and removed rows are kept."
                            + " Bring it back with restore, or as the domain does that deletes it itself; look at it"
                            + " through includingDeleted, or draw a new identifier."))
                .hasCauseInstanceOf(SQLException.class);
    }

    @Test
    void a_violated_constraint_is_named_with_table_aggregate_and_path() {
        assertThat(new ConstraintViolationException(
                        "orders_number_key", "orders", List.of("Order[42]"), "Order.number", null))
                .satisfies(says("Cannot commit Order[42]: constraint orders_number_key on table orders is violated by"
                        + " Order.number. Other rows, perhaps of another transaction, forbid this state; nothing was"
                        + " written: change the state and commit again, or catch this exception by its constraint and"
                        + " tell the user."));
        assertThat(new ConstraintViolationException(
                        "orders_number_key", "orders", List.of("Order[1]", "Order[2]"), null, null))
                .hasMessageStartingWith(
                        "Cannot commit (one of Order[1], Order[2]): constraint orders_number_key on table"
                                + " orders is violated.");
    }

    @Test
    void a_hidden_row_that_stands_in_the_way_is_told() {
        ConstraintViolationException told = new ConstraintViolationException(
                "orders_number_key", "orders", List.of("Order[42]"), "Order.number", null);
        assertThat(told.isByHiddenRow()).isFalse();
        assertThat(told.byHiddenRow().isByHiddenRow()).isTrue();
        assertThat(told.byHiddenRow())
                .satisfies(says("Cannot commit Order[42]: constraint orders_number_key on table orders is violated by"
                        + " Order.number. A hidden row of that table, which was removed and is kept, forbids"
                        + " this state; nothing was written: restore or purge what is hidden, change the state"
                        + " and commit again, or catch this exception by its constraint and tell the user."));
        assertThat(AggregateNotFoundException.hidden(Order.class, 42))
                .satisfies(says(
                        "Cannot follow the reference to Order[42]: it is hidden, since it was removed and removed rows"
                            + " are kept, whoever refers to them. Look at it through includingDeleted, bring it back"
                            + " with restore, or refer to another."));
    }

    @Test
    void what_became_of_a_command_is_said_with_its_token() {
        assertThat(new CommandAlreadyCommittedException(TOKEN, Instant.parse("2026-11-21T10:15:30Z")))
                .satisfies(says("Cannot commit command 5c7c86d4-7c5c-4f9c-9c52-6dbd8e0ccf26 again: it was committed at"
                        + " 2026-11-21T10:15:30Z. It was repeated, or two commands share a token; answer a repeated"
                        + " request with what the first one achieved, and give each command its own token."));
        CommitOutcomeUnknownException unknown = new CommitOutcomeUnknownException(TOKEN, 2, new SQLException("closed"));
        assertThat(unknown)
                .satisfies(says(
                        "Cannot tell whether attempt 2 of command 5c7c86d4-7c5c-4f9c-9c52-6dbd8e0ccf26 took effect:"
                            + " the connection broke after it was sent, and the database could not be asked within the"
                            + " deadline. Ask units.outcome(context, token, 2) later, or repeat the request with the"
                            + " same token; do not repeat it with another."));
        assertThat(unknown.token()).isEqualTo(TOKEN);
        assertThat(unknown.attempt()).isEqualTo(2);
        assertThat(CommitOutcomeUnknownException.withoutLog(TOKEN, null))
                .satisfies(says("Cannot tell whether a commit took effect: the connection broke after it was sent, and"
                        + " without a commit log nobody can be asked. Look for its effect before anything is done"
                        + " again, and build with commitLog(true), which is the default, where that will not do."));
        Instant asked = Instant.parse("2026-11-21T10:15:30Z");
        CommandDeclaredDeadException dead = new CommandDeclaredDeadException(TOKEN, asked);
        assertThat(dead)
                .satisfies(says("Cannot commit command 5c7c86d4-7c5c-4f9c-9c52-6dbd8e0ccf26: its outcome was asked for"
                        + " at 2026-11-21T10:15:30Z, while this call ran, and the answer was that nothing"
                        + " was committed, which stays true. If the command is still wanted, send it"
                        + " again, with the same token."));
        assertThat(dead.token()).isEqualTo(TOKEN);
        assertThat(dead.askedAt()).isEqualTo(asked);
    }

    @Test
    void misuse_is_answered_with_the_way_out() {
        assertThat(new PendingChangesException(List.of("orders"), List.of("Order[42]")))
                .satisfies(
                        says("Cannot query orders: this unit of work holds uncommitted changes of Order[42], which the"
                            + " database does not know. Commit first, query before changing, or say seeingDatabase()"
                            + " to get the stored state."));
        assertThat(new PolicyViolationException("tenancy", "the context has no tenant", "Begin with a tenant"))
                .satisfies(says("Cannot go on under policy tenancy: the context has no tenant. Begin with a tenant."));
        assertThat(new StatementBudgetExceededException(50, 50, "load Order[42]", Map.of("load Order", 48)))
                .satisfies(says(
                        "Cannot load Order[42]: the unit of work has used its budget of 50 statements, mostly to load"
                                + " Order (48). Mostly a loop loads one aggregate at a time; load them together"
                                + " with getAll, findAll or a query, or raise the budget."));
        assertThat(new RepeatedLoadException("load Order", 10, "shop.Shipping.run(Shipping.java:88)"))
                .satisfies(says("Cannot load Order: the unit of work sends the same load 10 times, each for one thing,"
                        + " the last asked by shop.Shipping.run(Shipping.java:88). Mostly a loop loads one"
                        + " aggregate at a time; load them together before it with findAll, getAll or a query, or"
                        + " fetch what they refer to."));
        assertThat(new UnitOfWorkStateException("commit", "closed", "Begin a new one"))
                .satisfies(says("Cannot commit: the unit of work is closed. Begin a new one."));
    }

    @Test
    void a_load_of_too_many_rows_blames_no_row() {
        HydrationException e = HydrationException.ofSize("Order", new OrderId(42), "it has 8 rows", "Split it");

        assertThat(e).satisfies(says("Cannot hydrate Order[42]: it has 8 rows. Split it."));
        assertThat(e.id()).contains(new OrderId(42));
        assertThat(HydrationException.ofSize("Order", null, "they have 8 rows", "Load fewer"))
                .satisfies(says("Cannot hydrate Order: they have 8 rows. Load fewer."));
    }

    @Test
    void a_connection_in_a_transaction_of_somebody_elses_is_named_with_both_ways_out() {
        ForeignTransactionException e = new ForeignTransactionException("load Order[42]");

        assertThat(e)
                .satisfies(
                        says("Cannot load Order[42]: the data source gave a connection whose autocommit is off, so it"
                                + " is in a transaction of somebody else's, which Keelson would commit. Nothing was"
                                + " sent, and the connection was given back as it came. If it is a setting of the"
                                + " pool, turn it on (HikariCP: autoCommit=true, its default). If the data source is a"
                                + " transaction-aware proxy (such as Spring's TransactionAwareDataSourceProxy), give"
                                + " Keelson the pool behind it; what Keelson writes is a transaction of its own."));
        assertThat(e.attempted()).isEqualTo("load Order[42]");
    }

    @Test
    void a_database_exception_keeps_the_servers_words_in_its_cause() {
        SQLException cause = new SQLException("Key (email)=(jane@example.org) is odd", "42P01");

        assertThat(new DatabaseException("load Order[42]", "select 1", "42P01", cause))
                .satisfies(says("""
                    Cannot load Order[42]: the database failed with SQLSTATE 42P01 (the statement does not fit the \
                    schema or the rights: compare the mapping with the database). The cause has the driver's words; \
                    the statement was:
                    select 1\
                    """))
                .hasCause(cause);
        assertThat(new DatabaseException("load Order[42]", null, null, cause))
                .satisfies(says(
                        "Cannot load Order[42]: the database failed without an SQLSTATE. The cause has the driver's"
                                + " words."));
    }
}

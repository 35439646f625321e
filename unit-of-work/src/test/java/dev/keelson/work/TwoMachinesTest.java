package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandOutcome;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.CommandDeclaredDeadException;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Machine.Mishap;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One command on two machines, row by row of the analysis in decision 0025. Its effect is a customer that it adds, whose
 * identifier is its result.
 */
@SuppressWarnings("NullAway.Init")
class TwoMachinesTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    /** How commits are sent. */
    enum Way {
        ONE_MESSAGE,
        PLAIN
    }

    /** What a listener of the first machine was told. */
    private static final AtomicInteger handedOver = new AtomicInteger();

    private static TestDatabase database;
    private static final Map<Way, List<Machine>> machines = new EnumMap<>(Way.class);
    private static Keelson patient;

    private final CommandToken token = CommandToken.next();
    private final AtomicInteger rounds = new AtomicInteger();

    @BeforeAll
    static void start() {
        database = Shop.database();
        patient = Shop.open(database.application());
        for (Way way : Way.values()) {
            machines.put(way, List.of(machine(way, new Counting()), machine(way, new CommitListener() {})));
        }
    }

    private static Machine machine(Way way, CommitListener listener) {
        return Machine.start(
                database,
                () -> (way == Way.PLAIN ? Shop.mapped().portable(true) : Shop.mapped()).listener(listener),
                PATIENCE);
    }

    private static final class Counting implements CommitListener {
        @Override
        public void afterCommit(WorkContext context, CommitReceipt receipt, List<Object> events) {
            handedOver.incrementAndGet();
        }
    }

    @AfterAll
    static void stop() {
        machines.values().forEach(pair -> pair.forEach(Machine::close));
        database.close();
    }

    @BeforeEach
    void empty() {
        machines.values().forEach(pair -> pair.forEach(Machine::mend));
        database.execute("truncate customers, keelson_commits cascade");
        handedOver.set(0);
    }

    private static Machine first(Way way) {
        return machines.get(way).get(0);
    }

    private static Machine second(Way way) {
        return machines.get(way).get(1);
    }

    /** What happens on the way of a function, by the number of its run, from 1. */
    interface Meanwhile {
        void in(int round);
    }

    /** Carries the command out. */
    private UUID call(Machine machine, Meanwhile meanwhile) {
        int[] round = {0};
        return machine.keelson().call(Shop.ACME, token, work -> {
            rounds.incrementAndGet();
            Customer customer = Shop.customer();
            work.add(customer);
            meanwhile.in(++round[0]);
            return customer.id().value();
        });
    }

    private UUID call(Machine machine, Mishap... mishaps) {
        return call(machine, round -> {
            if (round == 1) {
                machine.expect(mishaps);
            }
        });
    }

    private static List<List<Object>> effects() {
        return database.query("select id from customers");
    }

    /** Each attempt in the log: its number, and whether it was committed or who gave it up. */
    private List<List<Object>> log() {
        return database.query(
                "select attempt, case when committed then 'committed' when author = 0 then 'question' when author is"
                        + " null then 'attempt asked about' else 'call' end from keelson_commits where token = ?"
                        + " order by attempt",
                token.value());
    }

    private boolean isCommitted(Machine machine) {
        return machine.keelson().outcome(Shop.ACME, token).isCommitted();
    }

    @ParameterizedTest
    @EnumSource
    void a_request_that_never_arrived_is_not_taken_for_the_one_that_another_machine_committed(Way way) {
        UUID[] theirs = {null};

        assertThatThrownBy(() -> call(first(way), round -> {
                    theirs[0] = call(second(way));
                    first(way).expect(Mishap.CUT_REQUEST);
                }))
                .isInstanceOf(CommandAlreadyCommittedException.class);

        assertThat(effects()).containsExactly(List.of(theirs[0]));
        assertThat(log()).containsExactly(List.of(1, "committed"));
        assertThat(handedOver).as("commits that the first machine told of").hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void two_threads_of_one_machine_are_told_apart_like_two_machines(Way way) {
        UUID[] theirs = {null};

        assertThatThrownBy(() -> call(first(way), round -> {
                    theirs[0] = ShopStage.join(ShopStage.async(() -> call(first(way))));
                    first(way).expect(Mishap.CUT_REQUEST);
                }))
                .isInstanceOf(CommandAlreadyCommittedException.class);

        assertThat(effects()).containsExactly(List.of(theirs[0]));
        assertThat(handedOver).as("the commit of the other thread").hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_answer_to_the_own_commit_is_the_own_result(Way way) {
        UUID result = call(first(way), way == Way.PLAIN ? Mishap.NONE : Mishap.CUT_REPLY);

        assertThat(effects()).containsExactly(List.of(result));
        assertThatThrownBy(() -> call(second(way))).isInstanceOf(CommandAlreadyCommittedException.class);
        assertThat(log()).containsExactly(List.of(1, "committed"));
        assertThat(handedOver).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_request_that_is_held_dies_when_it_arrives_after_the_other_machines_commit(Way way) {
        UUID[] theirs = {null};
        assertThatThrownBy(() -> call(first(way), round -> {
                    theirs[0] = call(second(way));
                    first(way).expect(Mishap.HOLD);
                }))
                .isInstanceOf(CommandAlreadyCommittedException.class);

        assertThat(first(way).wire().releaseHeld()).isEqualTo(1);
        assertThat(effects()).containsExactly(List.of(theirs[0]));
        assertThat(log()).containsExactly(List.of(1, "committed"));
    }

    @ParameterizedTest
    @EnumSource
    void an_attempt_that_one_machine_gives_up_lets_the_other_take_the_next(Way way) {
        UUID result = call(first(way), round -> {
            if (round == 1) {
                declareDead(1);
            }
        });

        assertThat(effects()).containsExactly(List.of(result));
        assertThat(log()).containsExactly(List.of(1, "call"), List.of(2, "committed"));
    }

    /** As a call of another machine does with an attempt of its own. */
    private void declareDead(int attempt) {
        database.execute("insert into keelson_commits (tenant_id, token, attempt, committed, author, actor, at) values"
                + " ('acme', '" + token.value() + "', " + attempt + ", false, 4711, 'jane', now())");
    }

    @ParameterizedTest
    @EnumSource
    void after_a_lost_request_both_machines_race_for_the_next_attempt_and_one_gets_it(Way way) {
        UUID[] theirs = {null};

        assertThatThrownBy(() -> call(first(way), round -> {
                    if (round == 1) {
                        first(way).expect(Mishap.CUT_REQUEST);
                    } else { // attempt 1 is dead, and this is to be attempt 2
                        theirs[0] = call(second(way));
                    }
                }))
                .isInstanceOf(CommandAlreadyCommittedException.class);

        assertThat(effects()).containsExactly(List.of(theirs[0]));
        assertThat(log()).containsExactly(List.of(1, "call"), List.of(2, "committed"));
    }

    @ParameterizedTest
    @EnumSource
    void a_command_that_is_purged_between_two_attempts_begins_at_the_first_again(Way way) {
        UUID result = call(first(way), round -> {
            if (round == 1) {
                first(way).expect(Mishap.CUT_REQUEST);
            } else if (round == 2) {
                assertThat(second(way).keelson().schema().purgeCommits(Instant.now()))
                        .isEqualTo(1);
            }
        });

        assertThat(rounds).hasValue(3);
        assertThat(effects()).containsExactly(List.of(result));
        assertThat(log()).containsExactly(List.of(1, "committed"));
    }

    @ParameterizedTest
    @EnumSource
    void a_purge_leaves_a_command_alone_of_which_an_attempt_is_under_way(Way way) throws SQLException {
        UUID result = whileUnderWay(
                () -> call(first(way), Mishap.CUT_REQUEST),
                () -> assertThat(second(way).keelson().schema().purgeCommits(Instant.now()))
                        .isZero());

        assertThat(effects()).containsExactly(List.of(result));
        assertThat(log()).containsExactly(List.of(1, "call"), List.of(2, "committed"));
    }

    @ParameterizedTest
    @EnumSource
    void a_question_asked_again_while_an_attempt_is_under_way_waits_for_it(Way way) throws SQLException {
        assertThat(isCommitted(second(way))).isFalse();
        List<CompletableFuture<Boolean>> asked = new ArrayList<>();
        UUID result = whileUnderWay(() -> call(first(way)), () -> {
            asked.add(ShopStage.async(() -> patient.outcome(Shop.ACME, token).isCommitted()));
            awaitWaiting(2);
        });

        assertThat(ShopStage.join(asked.getFirst())).isTrue();
        assertThat(effects()).containsExactly(List.of(result));
        assertThat(log()).containsExactly(List.of(1, "question"), List.of(2, "committed"));
    }

    /** Does something while the second attempt of a call has its row in the log, and is not committed yet. */
    private UUID whileUnderWay(Callable<UUID> call, Runnable meanwhile) throws SQLException {
        database.execute(
                "create function wait() returns trigger language plpgsql as $$ begin perform"
                        + " pg_advisory_xact_lock(4711); return new; end $$",
                "create trigger wait before insert on customers for each row execute function wait()");
        try (Connection gate = database.owner().getConnection();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(4711)");
            CompletableFuture<UUID> under = ShopStage.async(call);
            awaitWaiting(1);
            meanwhile.run();
            gate.rollback();
            return ShopStage.join(under);
        } finally {
            database.execute("drop trigger wait on customers", "drop function wait");
        }
    }

    private static void awaitWaiting(int sessions) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (database.query("select distinct pid from pg_locks where not granted")
                        .size()
                < sessions) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_question_while_a_request_is_held_ends_its_call_and_the_request(Way way) {
        assertThatThrownBy(() -> call(first(way), round -> {
                    first(way).expect(Mishap.HOLD, Mishap.NONE);
                    assertThat(isCommitted(second(way))).isFalse();
                }))
                .isInstanceOf(CommandDeclaredDeadException.class)
                .hasMessageContaining(token.value().toString());

        assertThat(rounds).hasValue(1);
        assertThat(first(way).wire().releaseHeld()).isEqualTo(1);
        assertThat(effects()).isEmpty();
        assertThat(log()).containsExactly(List.of(1, "question"));
    }

    @ParameterizedTest
    @EnumSource
    void a_question_while_the_function_runs_ends_its_call(Way way) {
        CommandDeclaredDeadException dead = catchThrowableOfType(
                CommandDeclaredDeadException.class,
                () -> call(
                        first(way),
                        round -> assertThat(isCommitted(second(way))).isFalse()));

        assertThat(dead.token()).isEqualTo(token);
        assertThat(rounds).hasValue(1);
        assertThat(effects()).isEmpty();
        assertThat(isCommitted(first(way))).isFalse();
        assertThat(log()).containsExactly(List.of(1, "question"));
    }

    @ParameterizedTest
    @EnumSource
    void a_question_between_two_attempts_ends_the_call(Way way) {
        assertThatThrownBy(() -> call(first(way), round -> {
                    if (round == 1) {
                        first(way).expect(Mishap.CUT_REQUEST);
                    } else {
                        assertThat(isCommitted(second(way))).isFalse();
                    }
                }))
                .isInstanceOf(CommandDeclaredDeadException.class);

        assertThat(rounds).hasValue(2);
        assertThat(effects()).isEmpty();
        assertThat(log()).containsExactly(List.of(1, "call"), List.of(2, "question"));
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_begins_after_the_question_carries_the_command_out(Way way) {
        for (int times = 0; times < 20; times++) {
            assertThat(isCommitted(second(way))).isFalse();
        }
        UUID result = call(first(way));

        assertThat(rounds).hasValue(2);
        assertThat(effects()).containsExactly(List.of(result));
        assertThat(log()).containsExactly(List.of(1, "question"), List.of(2, "committed"));
        assertThat(isCommitted(second(way))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_question_asked_again_ends_what_began_since_it_was_asked_first_and_leaves_no_further_row(Way way) {
        assertThat(isCommitted(second(way))).isFalse();
        CommitOutcomeUnknownException unknown = catchThrowableOfType(
                CommitOutcomeUnknownException.class,
                () -> call(first(way), round -> {
                    if (round == 2) {
                        first(way).expect(Mishap.HOLD);
                        cutOffAfterwards(first(way));
                    }
                }));
        assertThat(unknown.attempt()).isEqualTo(2);

        assertThat(isCommitted(second(way))).isFalse();
        assertThat(first(way).wire().releaseHeld()).isEqualTo(1);
        assertThat(effects()).isEmpty();
        assertThat(log()).containsExactly(List.of(1, "question"));
    }

    /** Gives a machine no connection after the next one. */
    private static void cutOffAfterwards(Machine machine) {
        Mishap[] mishaps = new Mishap[1_000];
        Arrays.fill(mishaps, Mishap.REFUSE);
        mishaps[0] = Mishap.HOLD;
        machine.expect(mishaps);
    }

    @ParameterizedTest
    @EnumSource
    void the_attempt_in_doubt_is_asked_about_for_certain_and_leaves_one_row_however_often(Way way) {
        CommitOutcomeUnknownException unknown = catchThrowableOfType(
                CommitOutcomeUnknownException.class, () -> call(first(way), round -> cutOffAfterwards(first(way))));
        first(way).mend();
        assertThat(unknown.token()).isEqualTo(token);
        assertThat(unknown.attempt()).isEqualTo(1);
        assertThat(unknown).hasMessageContaining("units.outcome(context, token, 1)");

        for (int times = 0; times < 5; times++) {
            assertThat(second(way).keelson().outcome(Shop.ACME, token, 1))
                    .isEqualTo(new CommandOutcome(token, Optional.empty()));
        }
        assertThat(first(way).wire().releaseHeld()).isEqualTo(1);
        assertThat(effects()).isEmpty();
        assertThat(log()).containsExactly(List.of(1, "attempt asked about"));

        UUID result = call(second(way));
        assertThat(effects()).containsExactly(List.of(result));
        assertThat(first(way).keelson().outcome(Shop.ACME, token, 1).isCommitted())
                .as("of the command, by another call")
                .isTrue();
        assertThat(log()).containsExactly(List.of(1, "attempt asked about"), List.of(2, "committed"));
    }

    @ParameterizedTest
    @EnumSource
    void a_later_attempt_in_doubt_is_asked_about_for_certain(Way way) {
        CommitOutcomeUnknownException unknown = catchThrowableOfType(
                CommitOutcomeUnknownException.class,
                () -> call(first(way), round -> {
                    if (round == 1) {
                        first(way).expect(Mishap.CUT_REQUEST);
                    } else {
                        cutOffAfterwards(first(way));
                    }
                }));
        first(way).mend();

        assertThat(unknown.attempt()).isEqualTo(2);
        assertThat(second(way).keelson().outcome(Shop.ACME, token, 2).isCommitted())
                .isFalse();
        assertThat(second(way).keelson().outcome(Shop.ACME, token, 2).isCommitted())
                .isFalse();
        assertThat(first(way).wire().releaseHeld()).isEqualTo(1);
        assertThat(effects()).isEmpty();
        assertThat(log()).containsExactly(List.of(1, "call"), List.of(2, "attempt asked about"));
    }

    @ParameterizedTest
    @EnumSource
    void an_attempt_whose_command_was_purged_is_dead_without_a_row(Way way) {
        catchThrowableOfType(
                CommitOutcomeUnknownException.class,
                () -> call(first(way), round -> {
                    if (round == 1) {
                        first(way).expect(Mishap.CUT_REQUEST);
                    } else {
                        cutOffAfterwards(first(way));
                    }
                }));
        first(way).mend();
        assertThat(second(way).keelson().schema().purgeCommits(Instant.now())).isEqualTo(1);

        assertThat(second(way).keelson().outcome(Shop.ACME, token, 2).isCommitted())
                .isFalse();
        assertThat(first(way).wire().releaseHeld()).isEqualTo(1);
        assertThat(effects()).isEmpty();
        assertThat(log()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_attempt_in_doubt_that_was_committed_is_told_so(Way way) {
        CommitOutcomeUnknownException unknown = catchThrowableOfType(
                CommitOutcomeUnknownException.class, () -> call(first(way), round -> cutOffAfterwards(first(way))));
        first(way).mend();
        assertThat(first(way).wire().releaseHeld()).isEqualTo(1); // it arrives before anybody asks

        assertThat(effects())
                .as(way + ": what arrived is " + (way == Way.PLAIN ? "the token only" : "all"))
                .hasSize(way == Way.PLAIN ? 0 : 1);
        assertThat(second(way)
                        .keelson()
                        .outcome(Shop.ACME, token, unknown.attempt())
                        .isCommitted())
                .isEqualTo(way == Way.ONE_MESSAGE);
        assertThat(isCommitted(second(way))).isEqualTo(way == Way.ONE_MESSAGE);
        assertThat(log())
                .isEqualTo(
                        way == Way.ONE_MESSAGE
                                ? List.of(List.of(1, "committed"))
                                : List.of(List.of(1, "attempt asked about"), List.of(2, "question")));
    }

    @ParameterizedTest
    @EnumSource
    void a_question_at_the_end_of_a_chain_that_a_call_gave_up_leaves_one_row_however_often(Way way) {
        declareDead(1);
        for (int times = 0; times < 5; times++) {
            assertThat(isCommitted(second(way))).isFalse();
        }

        assertThat(log()).containsExactly(List.of(1, "call"), List.of(2, "question"));
    }

    @ParameterizedTest
    @EnumSource
    void a_repetition_that_a_listener_would_veto_is_told_that_it_was_carried_out(Way way) {
        UUID result = call(second(way));
        Keelson vetoing = Shop.mapped()
                .dataSource(database.application())
                .listener(new CommitListener() {
                    @Override
                    public void beforeCommit(WorkContext context, Aggregates work, List<Object> events) {
                        throw new IllegalStateException("no more customers");
                    }
                })
                .build();

        assertThatThrownBy(() -> vetoing.run(Shop.ACME, token, work -> work.add(Shop.customer())))
                .isInstanceOf(CommandAlreadyCommittedException.class)
                .hasSuppressedException(new IllegalStateException("no more customers"));
        assertThat(effects()).containsExactly(List.of(result));
    }
}

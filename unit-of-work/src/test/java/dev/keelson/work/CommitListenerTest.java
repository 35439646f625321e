package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.DomainEvent;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners before and after commits, and the events that aggregates record. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class CommitListenerTest {

    record Paid(UUID account, int amount) implements DomainEvent {}

    static final class Account extends AggregateRoot {
        private final UUID id;
        private String owner;
        private int balance;

        Account(UUID id, String owner, int balance) {
            this.id = id;
            this.owner = owner;
            this.balance = balance;
        }

        void pay(int amount) {
            balance -= amount;
            record(new Paid(id, amount));
        }
    }

    /** Records events in a collection of its own. */
    static final class Crate {
        private final UUID id;
        private int books;
        private transient List<Object> happened = new ArrayList<>();

        Crate(UUID id) {
            this.id = id;
        }

        void put() {
            books++;
            happened().add("book " + books);
        }

        private List<Object> happened() {
            if (happened == null) {
                happened = new ArrayList<>();
            }
            return happened;
        }
    }

    /** An outbox: events become rows of the same commit. */
    record Message(UUID id, String text) {}

    /** Does what a test says, and writes down what it was told. */
    private static final class Recorder implements CommitListener {
        private final List<String> told = new ArrayList<>();
        private final List<WorkContext> contexts = new ArrayList<>();
        private @Nullable Before before;

        interface Before {
            void commit(Aggregates work, List<Object> events);
        }

        @Override
        public void beforeCommit(WorkContext context, Aggregates work, List<Object> events) {
            contexts.add(context);
            told.add("before " + events);
            if (before != null) {
                before.commit(work, events);
            }
        }

        @Override
        public void afterCommit(WorkContext context, CommitReceipt receipt, List<Object> events) {
            contexts.add(context);
            told.add("after " + receipt.rows() + " " + events);
        }

        @Override
        public void afterFailure(WorkContext context, RuntimeException failure) {
            contexts.add(context);
            told.add("failed " + failure.getClass().getSimpleName());
        }
    }

    private static final Recorder recorder = new Recorder();
    private static Store store;

    @BeforeAll
    static void create() {
        store = Store.of(() -> Keelson.builder()
                .map(Account.class)
                .map(Crate.class, crate -> crate.events("happened"))
                .map(Message.class)
                .listener(recorder));
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @BeforeEach
    void empty() {
        recorder.before = null;
        recorder.told.clear();
        recorder.contexts.clear();
    }

    private static Account account() {
        Account account = new Account(UUID.randomUUID(), "Ada", 100);
        store.save(account);
        recorder.told.clear();
        return account;
    }

    @Test
    void events_are_handed_over_once_in_order_after_a_commit_that_is_certain() { // 114
        Account first = account();
        Crate crate = new Crate(UUID.randomUUID());
        try (SqlUnitOfWork work = store.begin()) {
            Account loaded = work.get(Account.class, first.id);
            work.add(crate);
            crate.put();
            loaded.pay(1);
            loaded.pay(2);
            work.commit();
            work.commit();
        }
        assertThat(recorder.told)
                .containsExactly(
                        "before [" + new Paid(first.id, 1) + ", " + new Paid(first.id, 2) + ", book 1]",
                        "after {accounts=1, crates=1} [" + new Paid(first.id, 1) + ", " + new Paid(first.id, 2)
                                + ", book 1]",
                        "before []",
                        "after {} []");
    }

    @Test
    void a_failed_commit_hands_nothing_over_and_the_next_one_all() { // 114
        Account account = account();
        try (SqlUnitOfWork work = store.begin()) {
            Account loaded = work.get(Account.class, account.id);
            loaded.pay(1);
            Message doubled = new Message(UUID.randomUUID(), "x");
            store.database().execute("insert into messages values ('" + doubled.id() + "', 'y', 1)");
            store.database().execute("alter table messages add constraint short check (text <> 'x')");
            work.add(doubled);
            assertThatThrownBy(work::commit).isInstanceOf(ConstraintViolationException.class);
            work.remove(doubled);
            loaded.pay(2);
            work.commit();
        } finally {
            store.database().execute("alter table messages drop constraint short", "truncate messages");
        }
        assertThat(recorder.told)
                .containsExactly(
                        "before [" + new Paid(account.id, 1) + "]",
                        "failed ConstraintViolationException",
                        "before [" + new Paid(account.id, 1) + ", " + new Paid(account.id, 2) + "]",
                        "after {accounts=1} [" + new Paid(account.id, 1) + ", " + new Paid(account.id, 2) + "]");
    }

    @Test
    void what_a_listener_adds_and_changes_is_part_of_the_same_commit_in_one_round_trip() { // 112
        Account account = account();
        recorder.before = (work, events) -> events.forEach(event -> {
            work.add(new Message(UUID.randomUUID(), String.valueOf(event)));
            work.get(Account.class, account.id).owner = "Ada, told";
        });
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Account.class, account.id).pay(7);
            store.wire().reset();
            CommitReceipt receipt = work.commit();
            assertThat(receipt.rows()).containsOnly(Map.entry("accounts", 1), Map.entry("messages", 1));
            assertThat(store.wire().counts().roundTrips()).isOne();
        }
        assertThat(recorder.told).element(1).isEqualTo("before []");
        assertThat(store.database().query("select text from messages where text like ?", "%" + account.id + "%"))
                .containsExactly(List.of(String.valueOf(new Paid(account.id, 7))));
        assertThat(store.load(Account.class, account.id).owner).isEqualTo("Ada, told");
    }

    @Test
    void a_listener_that_records_and_changes_again_and_again_is_stopped_after_eight_rounds() { // 113
        Account account = account();
        int[] rounds = {0};
        recorder.before = (work, events) -> {
            rounds[0]++;
            work.get(Account.class, account.id).pay(1);
        };
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Account.class, account.id).pay(1);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("Recorder")
                    .hasMessageContaining("round 8");
            assertThat(rounds[0]).isEqualTo(8);
            recorder.before = null;
            work.commit();
        }
        assertThat(store.load(Account.class, account.id).balance).isEqualTo(100 - 9);
    }

    @Test
    void a_veto_writes_nothing_and_can_be_mended() {
        Account account = account();
        recorder.before = (work, events) -> {
            throw new IllegalStateException("not today");
        };
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Account.class, account.id).pay(1);
            store.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("not today");
            assertThat(store.wire().statements()).isEmpty();
            recorder.before = null;
            assertThat(work.commit().rows()).containsOnly(Map.entry("accounts", 1));
        }
        assertThat(recorder.told)
                .containsExactly(
                        "before [" + new Paid(account.id, 1) + "]",
                        "failed IllegalStateException",
                        "before [" + new Paid(account.id, 1) + "]",
                        "after {accounts=1} [" + new Paid(account.id, 1) + "]");
    }

    @Test
    void a_listener_cannot_commit_what_is_being_committed() {
        Account account = account();
        recorder.before = (work, events) -> ((UnitOfWork) work).commit();
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Account.class, account.id).pay(1);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("being committed already");
            work.discard();
        }
    }

    @Test
    void an_after_commit_listener_that_throws_changes_nothing_of_the_commit() {
        Account account = account();
        Store other = Store.of(() -> Keelson.builder().map(Message.class).listener(new CommitListener() {
            @Override
            public void afterCommit(WorkContext context, CommitReceipt receipt, List<Object> events) {
                throw new IllegalStateException("the broker is down");
            }
        }));
        try (other) {
            Message message = new Message(account.id, "kept");
            other.save(message);
            assertThat(other.load(Message.class, message.id())).isEqualTo(message);
        }
    }

    @Test
    void a_listener_is_told_before_and_after_for_whom_and_by_whom_the_work_is() {
        Account account = account();
        recorder.contexts.clear();
        recorder.before = (work, events) -> {
            if (work.get(Account.class, account.id).balance < 0) {
                throw new IllegalStateException("overdrawn");
            }
        };
        try (SqlUnitOfWork work = store.begin()) {
            Account loaded = work.get(Account.class, account.id);
            loaded.pay(1);
            work.commit();
            loaded.pay(100);
            assertThatThrownBy(work::commit).isInstanceOf(IllegalStateException.class);
            work.discard();
        }
        assertThat(recorder.told)
                .containsExactly(
                        "before [" + new Paid(account.id, 1) + "]",
                        "after {accounts=1} [" + new Paid(account.id, 1) + "]",
                        "before [" + new Paid(account.id, 100) + "]",
                        "failed IllegalStateException");
        assertThat(recorder.contexts).containsExactly(Store.CONTEXT, Store.CONTEXT, Store.CONTEXT, Store.CONTEXT);
    }

    @Test
    void events_of_a_removed_aggregate_are_handed_over_too() {
        Account account = account();
        try (SqlUnitOfWork work = store.begin()) {
            Account loaded = work.get(Account.class, account.id);
            loaded.pay(100);
            work.remove(loaded);
            work.commit();
        }
        assertThat(recorder.told).last().isEqualTo("after {accounts=1} [" + new Paid(account.id, 100) + "]");
    }

    @Test
    void a_call_that_is_tried_again_hands_over_the_events_of_the_attempt_that_was_committed() {
        Account account = account();
        int[] attempts = {0};
        store.keelson().run(Store.CONTEXT, CommandToken.next(), work -> {
            Account loaded = work.get(Account.class, account.id);
            loaded.pay(++attempts[0]);
            if (attempts[0] == 1) {
                store.database().execute("update accounts set version = version + 1 where id = '" + account.id + "'");
            }
        });
        assertThat(recorder.told)
                .containsExactly(
                        "before [" + new Paid(account.id, 1) + "]",
                        "failed " + StaleAggregateException.class.getSimpleName(),
                        "before [" + new Paid(account.id, 2) + "]",
                        "after {accounts=1} [" + new Paid(account.id, 2) + "]");
    }

    @Test
    void a_plan_asks_no_listener() {
        Account account = account();
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Account.class, account.id).pay(1);
            assertThat(work.plan().operations())
                    .extracting(operation -> operation.kind())
                    .containsExactly(Kind.GUARD, Kind.UPDATE);
            work.discard();
        }
        assertThat(recorder.told).isEmpty();
    }
}

package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.CommandDeclaredDeadException;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Machine.Mishap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** One race of one command: who called, what each was told, and whether it is true. */
final class OneTokenRace {

    /** What the command counts: once, and by whom. */
    static final class Counter {
        private final UUID id;
        private int value;
        private String countedBy = "nobody";

        Counter(UUID id) {
            this.id = id;
        }

        void count(String caller) {
            if (value > 0) {
                throw new IllegalStateException("counted already, by " + countedBy);
            }
            value++;
            countedBy = caller;
        }
    }

    /** Added by commands that are to take several statements. */
    record Note(UUID id, UUID counter, String text) {}

    /** What a caller was told. */
    enum Kind {
        /** Its own result. */
        DONE,
        /** That another call was committed. */
        ALREADY,
        /** That somebody was told that it was not. */
        DEAD,
        /** That nothing was committed, for a failure of the database. */
        FAILED,
        /** That nobody knows. */
        UNKNOWN
    }

    /**
     * One call.
     *
     * @param caller what it writes, if it writes
     * @param began when, by {@link System#nanoTime()}
     * @param attempt the attempt whose outcome is unknown, or 0
     * @param failure what it threw, as text
     */
    private record Call(String caller, long began, Kind kind, int attempt, String failure) {}

    /**
     * One question for the outcome of the command.
     *
     * @param asked when, by {@link System#nanoTime()}
     */
    private record Question(long asked, boolean committed) {}

    private static final int MOST_CALLERS = 8;

    private final long seed;
    private final Random random;
    private final WorkContext context;
    private final List<Machine> machines;
    private final Keelson aside;
    private final TestDatabase database;
    private final CommandToken token;
    private final UUID counter;
    private final boolean isLong;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();

    OneTokenRace(long seed, WorkContext context, List<Machine> machines, Keelson aside, TestDatabase database) {
        this.seed = seed;
        this.random = new Random(seed);
        this.context = context;
        this.machines = machines;
        this.aside = aside;
        this.database = database;
        this.token = CommandToken.next();
        this.counter = new UUID(seed, random.nextLong());
        this.isLong = random.nextInt(3) == 0;
    }

    void run() {
        aside.run(context, work -> work.add(new Counter(counter)));
        int callers = 2 + random.nextInt(MOST_CALLERS - 1);
        int first = random.nextInt(machines.size());
        int span =
                random.nextInt(4) == 0 ? Math.max(1, callers / 2) : callers; // two threads of one machine, now and then
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < callers; n++) {
            Machine machine = machines.get((first + n % span) % machines.size());
            machine.expect(mishaps());
            long delay = random.nextInt(3_000_000);
            int times = random.nextInt(3) == 0 ? 2 : 1;
            String name = "caller " + n;
            threads.add(thread(start, random.nextInt(4) == 0, () -> {
                LockSupport.parkNanos(delay);
                for (int time = 0; time < times; time++) {
                    call(machine, name + "." + time);
                }
            }));
        }
        if (random.nextInt(3) == 0) {
            long delay = random.nextInt(12_000_000);
            int times = 1 + random.nextInt(3);
            threads.add(thread(start, false, () -> {
                LockSupport.parkNanos(delay);
                for (int time = 0; time < times; time++) {
                    long asked = System.nanoTime();
                    questions.add(
                            new Question(asked, aside.outcome(context, token).isCommitted()));
                }
            }));
        }
        long late = 1_000_000 + random.nextInt(15_000_000);
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> releasing = new ArrayList<>();
        for (Machine machine : machines) {
            releasing.add(thread(start, false, () -> {
                while (!over.get()) { // what is held within a transaction keeps others waiting
                    LockSupport.parkNanos(late);
                    machine.wire().releaseHeld();
                }
            }));
        }
        start.countDown();
        threads.forEach(this::join);
        over.set(true);
        releasing.forEach(this::join);
        machines.forEach(Machine::mend);
        machines.forEach(machine -> machine.wire().releaseHeld());
    }

    /** What goes wrong with the connections of one machine: of the load, the commit, what asks for its outcome, and so on. */
    private Mishap[] mishaps() {
        List<Mishap> next = new ArrayList<>();
        int cuts = random.nextInt(4);
        next.add(random.nextInt(12) == 0 ? Mishap.CUT_REPLY : Mishap.NONE);
        for (int n = 0; n < cuts; n++) {
            next.add(Mishap.values()[random.nextInt(Mishap.REFUSE.ordinal())]);
        }
        if (random.nextInt(6) == 0) {
            IntStream.range(0, 30).forEach(unused -> next.add(Mishap.REFUSE));
        }
        return next.toArray(Mishap[]::new);
    }

    private Thread thread(CountDownLatch start, boolean virtual, Runnable work) {
        Runnable guarded = () -> {
            try {
                start.await();
                work.run();
            } catch (Throwable failure) {
                unexpected.add(failure);
            }
        };
        return virtual
                ? Thread.ofVirtual().start(guarded)
                : Thread.ofPlatform().daemon().start(guarded);
    }

    private void join(Thread thread) {
        try {
            if (!thread.join(Duration.ofMinutes(1))) {
                throw new AssertionError("seed " + seed + ": a caller is still under way after a minute, at "
                        + Arrays.toString(thread.getStackTrace()) + ", while the server does "
                        + query("select pid, state, wait_event_type, wait_event, pg_blocking_pids(pid)::text,"
                                + " xact_start, query from pg_stat_activity where datname = current_database()"));
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void call(Machine machine, String caller) {
        long began = System.nanoTime();
        try {
            String result = machine.keelson().call(context, token, work -> {
                work.get(Counter.class, counter).count(caller);
                if (isLong) {
                    work.add(new Note(UUID.randomUUID(), counter, caller));
                }
                return caller;
            });
            calls.add(new Call(result, began, Kind.DONE, 0, ""));
        } catch (CommitOutcomeUnknownException unknown) {
            calls.add(new Call(caller, began, Kind.UNKNOWN, unknown.attempt(), unknown.getMessage()));
        } catch (CommandAlreadyCommittedException already) {
            calls.add(new Call(caller, began, Kind.ALREADY, 0, already.getMessage()));
        } catch (CommandDeclaredDeadException dead) {
            calls.add(new Call(caller, began, Kind.DEAD, 0, dead.getMessage()));
        } catch (DatabaseException | IllegalStateException failed) {
            if (failed instanceof IllegalStateException && failed.getSuppressed().length == 0) {
                throw failed; // it was counted already, the log could be read, and yet it was not told
            }
            calls.add(new Call(caller, began, Kind.FAILED, 0, failed.getMessage()));
        }
    }

    /** All callers, by what they were told. */
    List<Kind> told() {
        return calls.stream().map(Call::kind).toList();
    }

    /**
     * Holds what everybody was told against what is stored.
     *
     * @param handedOver how often each command was told of as committed to listeners
     */
    void check(Map<CommandToken, AtomicInteger> handedOver) {
        String about = "seed " + seed + ": " + calls + " " + questions + " "
                + query(
                        "select attempt, committed, author, at from keelson_commits where token = ? order by"
                                + " attempt",
                        token.value());
        assertThat(unexpected).as(about).isEmpty();
        List<Object> stored = stored();
        String winner = (String) stored.get(1);
        boolean committed = !winner.equals("nobody");
        assertThat(stored.get(0)).as(about).isEqualTo(committed ? 1 : 0);
        assertThat(query("select text from notes where counter = ?", counter))
                .as(about)
                .isEqualTo(committed && isLong ? List.of(List.of(winner)) : List.of());
        log(about, committed);
        for (Call call : calls) {
            boolean won = call.caller().equals(winner);
            switch (call.kind()) {
                case DONE -> assertThat(won).as(about).isTrue();
                case ALREADY -> assertThat(committed && !won).as(about).isTrue();
                case DEAD, FAILED -> assertThat(won).as(about).isFalse();
                case UNKNOWN -> {
                    int before = query("select 1 from keelson_commits").size();
                    for (int time = 0; time < 2; time++) {
                        assertThat(aside.outcome(context, token, call.attempt()).isCommitted())
                                .as(about)
                                .isEqualTo(committed);
                    }
                    assertThat(query("select 1 from keelson_commits")).as(about).hasSizeBetween(before, before + 1);
                }
            }
            for (Question question : questions) {
                boolean late = !question.committed() && won && call.began() < question.asked();
                assertThat(late)
                        .as("%s committed what had begun before a question that was answered with no", about)
                        .isFalse();
            }
        }
        assertThat(questions)
                .as(about)
                .allSatisfy(question ->
                        assertThat(question.committed() && !committed).isFalse());
        AtomicInteger tellings = handedOver.getOrDefault(token, new AtomicInteger());
        long done = calls.stream().filter(call -> call.kind() == Kind.DONE).count();
        assertThat(tellings.get()).as(about).isEqualTo((int) done).isLessThanOrEqualTo(1);
        afterwards(about, committed);
    }

    /** By a connection of the pool: a new one for each question would take longer than the race. */
    private List<List<Object>> query(String sql, Object... parameters) {
        try (Connection connection = database.application().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<List<Object>> result = new ArrayList<>();
                while (rows.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        row.add(rows.getObject(column));
                    }
                    result.add(row);
                }
                return result;
            }
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    private List<Object> stored() {
        return query("select value, counted_by from counters where id = ?", counter)
                .getFirst();
    }

    /** Tombstones from 1 on, and behind them the one attempt that was committed. */
    private void log(String about, boolean committed) {
        List<List<Object>> log =
                query("select attempt, committed from keelson_commits where token = ? order by attempt", token.value());
        for (int n = 0; n < log.size(); n++) {
            boolean last = committed && n == log.size() - 1;
            assertThat(log.get(n)).as(about).isEqualTo(List.of(n + 1, last));
        }
        assertThat(committed && log.isEmpty()).as(about).isFalse();
    }

    /** Whatever went wrong, a request that is sent again is carried out, or told that it was. */
    private void afterwards(String about, boolean committed) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        calls.clear();
        while (calls.stream().noneMatch(call -> call.kind() == (committed ? Kind.ALREADY : Kind.DONE))) {
            call(machines.get((int) Math.floorMod(seed, (long) machines.size())), "afterwards");
            assertThat(System.nanoTime()).as(about + " then " + calls).isLessThan(deadline);
        }
        assertThat(stored().get(0)).as(about).isEqualTo(1);
    }
}

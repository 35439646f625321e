package dev.keelson.work;

import dev.keelson.work.watch.SqlLog;
import dev.keelson.work.watch.Watch;
import dev.keelson.work.watch.WorkTrace;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an application says of those who look on. Used by one thread, once. */
abstract sealed class Watching permits Tuning {

    private @Nullable SqlLog log;
    private int budget;
    private int repeats = Watch.REPEATS;
    private boolean failing;
    private boolean losing;
    private @Nullable WorkTrace open;
    private boolean commented;
    private @Nullable Supplier<? extends @Nullable String> trace;

    abstract KeelsonBuilder self();

    /**
     * Who is told of each statement that units of work send, such as {@link dev.keelson.work.watch.Slf4jSqlLog}; nobody unless said.
     * Values are told by their types alone, unless the log {@linkplain SqlLog#showsBinds() shows} them.
     */
    public KeelsonBuilder sqlLog(SqlLog told) {
        this.log = told;
        return self();
    }

    /**
     * How many statements one unit of work may send; as many as it likes unless said, or said 0. A commit counts as one. The statement
     * beyond it is not sent; a commit that has begun is never refused. A single unit of work has another budget by {@link
     * Keelson#withStatementBudget}.
     *
     * @throws IllegalArgumentException if negative
     */
    public KeelsonBuilder statementBudget(int statements) {
        this.budget = checkedBudget(statements);
        return self();
    }

    static int checkedBudget(int statements) {
        if (statements < 0) {
            throw new IllegalArgumentException("Cannot give a unit of work a budget of " + statements
                    + " statements; give 1 or more, or 0 for as many as it likes.");
        }
        return statements;
    }

    /**
     * How often a unit of work may send the same load, each time for one thing, before a warning names the line of code that
     * asked; 10 unless said, 0 for never. It counts from one commit to the next, and warns once a unit of work.
     *
     * @throws IllegalArgumentException if negative, or 1
     */
    public KeelsonBuilder repeatedLoads(int times) {
        if (times < 0 || times == 1) {
            throw new IllegalArgumentException("Cannot warn of a load that is sent " + times
                    + " times: it would not be repeated. Give 2 or more, or 0 for no warning.");
        }
        this.repeats = times;
        return self();
    }

    /** Whether that is an exception instead of a warning: for tests. It is not unless said. */
    public KeelsonBuilder failOnRepeatedLoads(boolean refused) {
        this.failing = refused;
        return self();
    }

    /**
     * Whether a unit of work that is closed with changes which nobody committed has {@code close()} throw, instead of a warning: for
     * tests. It is not unless said. The unit of work is closed all the same.
     */
    public KeelsonBuilder failOnLostChanges(boolean refused) {
        this.losing = refused;
        return self();
    }

    /** Who is told of what is begun and ended, with the line of code that began it: for tests; nobody unless said. */
    public KeelsonBuilder workTrace(WorkTrace told) {
        this.open = told;
        return self();
    }

    /**
     * Whether each statement begins with a comment that says what it is for, as {@code /* keelson load Order *}{@code /}: for the
     * database's own views and logs. It does not unless said.
     */
    public KeelsonBuilder sqlComments(boolean wanted) {
        this.commented = wanted;
        this.trace = null;
        return self();
    }

    /**
     * Has each statement begin with a comment that says what it is for, and the trace that it belongs to. Each trace makes texts of its
     * own, which neither driver nor server finds among those that they have prepared.
     *
     * @param traceId gives the identifier of the trace that the calling thread is in, or null; what might end a comment in it is
     *     replaced
     */
    public KeelsonBuilder sqlComments(Supplier<? extends @Nullable String> traceId) {
        this.commented = true;
        this.trace = traceId;
        return self();
    }

    Watch watch() {
        return new Watch(log, commented, trace, budget, repeats, failing, losing, open);
    }
}

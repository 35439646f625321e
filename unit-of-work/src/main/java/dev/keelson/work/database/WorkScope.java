package dev.keelson.work.database;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.watch.Watch;
import dev.keelson.work.watch.WorkWatch;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one unit of work: whose work it is, what policies see of it, and how its statements reach the database. Used
 * by the thread of the unit of work, or by one that this waits for.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
public final class WorkScope {

    private final WorkContext context;
    private final Connections connections;
    private final Borrowed aside;
    private final Moment reading;
    private final Isolation isolation;
    private final WorkWatch watch;
    private @Nullable String acrossTenants;

    /**
     * @param reading the moment that all its loads share
     * @param isolation of its transaction
     * @param connections how its own statements reach the database
     * @param aside how those do that belong to none of its transactions, as what asks the commit log
     * @param watch sees what is sent
     */
    public WorkScope(Moment reading, Isolation isolation, Connections connections, Borrowed aside, WorkWatch watch) {
        this.watch = watch;
        this.isolation = isolation;
        this.context = reading.context();
        this.reading = reading;
        this.connections = connections;
        this.aside = aside;
    }

    /** One that borrows a connection for each statement, and on which nobody looks. */
    public WorkScope(WorkContext context, Borrowed connections) {
        this(new Moment(context), Isolation.DEFAULT, connections, connections, Watch.alone());
    }

    /** For whom, by whom and by which clock. */
    public WorkContext context() {
        return context;
    }

    /** The moment that all loads share. */
    public Moment reading() {
        return reading;
    }

    /** The moment of a commit, of which each has its own. */
    public Moment commit() {
        return new Moment(context, acrossTenants);
    }

    /** Lets all commits from now on write what tenants share, for this reason. */
    public void acrossTenants(String reason) {
        this.acrossTenants = reason;
    }

    /** How its transaction is kept apart from others. */
    public Isolation isolation() {
        return isolation;
    }

    /** Sees what is sent. */
    public WorkWatch watch() {
        return watch;
    }

    public Connections connections() {
        return connections;
    }

    /** How statements reach the database that belong to none of its transactions; never while a connection is held. */
    public Borrowed aside() {
        return aside;
    }
}

package dev.keelson.work.database;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.policy.Moment;

/**
 * What belongs to one unit of work: whose work it is, what policies see of it, and how its statements reach the database. Used
 * by the thread of the unit of work.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
public final class WorkScope {

    private final WorkContext context;
    private final Connections connections;
    private final Moment reading;

    public WorkScope(WorkContext context, Connections connections) {
        this.context = context;
        this.connections = connections;
        this.reading = new Moment(context);
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
        return new Moment(context);
    }

    public Connections connections() {
        return connections;
    }
}

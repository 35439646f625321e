package dev.keelson.work;

import dev.keelson.kernel.ReadFunction;
import dev.keelson.work.Ownership.Begun;
import dev.keelson.work.database.WorkScope;
import org.jspecify.annotations.Nullable;

/**
 * One reading: it knows which object is which aggregate, so that reads repeat, and nothing of the rows. There is nothing to compare,
 * to commit or to warn of.
 *
 * <p>Source: Fowler, PoEAA, Identity Map (195).
 */
final class ReadingSession extends Sight {

    ReadingSession(Engine engine, WorkScope scope) {
        this(engine, scope, new Ownership(Begun.TO_READ));
    }

    private ReadingSession(Engine engine, WorkScope scope, Ownership ownership) {
        this(engine, scope, ownership, Finder.ofReading(engine, scope, ownership));
    }

    private ReadingSession(Engine engine, WorkScope scope, Ownership ownership, Finder finder) {
        super(engine, scope, ownership, finder);
    }

    @Override
    public SqlReading includingDeleted(String reason) {
        ownership.read("include what is deleted");
        Reasons.includingDeleted(reason, scope.context());
        return new ReadingSession(engine, scope, ownership, finder.seeingHidden());
    }

    @Override
    public Sql sql() {
        return readingSql();
    }

    /** Runs a function, and has the database confirm what it read where that is still to be done. */
    <T extends @Nullable Object, X extends Exception> T apply(ReadFunction<? super SqlReading, T, X> read) throws X {
        T result = engine.nesting().apply(read, this);
        scope.connections().finish();
        return result;
    }

    /** Ends it and gives back what it holds. */
    void end() {
        ownership.close();
        scope.connections().release();
    }
}

package dev.keelson.testing;

import dev.keelson.kernel.Aggregates;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.model.AggregateModel;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Scenario} begins with. Used by one thread.
 *
 * @param <A> the class of the aggregate to which something will happen
 */
public final class Given<A> {

    private final TestRun run;
    private final AggregateModel model;
    private final Object id;

    private Given(TestRun run, AggregateModel model, Object id) {
        this.run = run;
        this.model = model;
        this.id = id;
        run.begun(this);
    }

    static <A> Given<A> first(TestRun run, A aggregate) {
        Keelson keelson = run.standing().keelson();
        AggregateModel model = keelson.model()
                .find(aggregate.getClass())
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot store what is given: " + aggregate.getClass().getName()
                                + " is not mapped as an aggregate root by the stage of this test."));
        try (SqlUnitOfWork work = keelson.begin(run.context())) {
            Object known = model.identifier().of(aggregate);
            if (known != null && work.exists(model.type(), known)) {
                work.replace(aggregate);
            } else {
                work.add(aggregate);
            }
            commit(work);
        }
        Object id = model.identifier().of(aggregate);
        if (id == null) {
            throw new IllegalStateException(
                    "Cannot say what happens to " + model.name() + ": it has no identifier yet");
        }
        return new Given<>(run, model, id);
    }

    /** A unit of work that could not be committed has told why. */
    private static void commit(SqlUnitOfWork work) {
        try {
            work.commit();
        } catch (RuntimeException failure) {
            work.discard();
            throw failure;
        }
    }

    /** Stores another one after it, to which something will happen instead: what comes before may be what it refers to. */
    public <B> Given<B> and(B aggregate) {
        run.finished(this);
        if (aggregate == null) {
            throw new IllegalArgumentException("Cannot say and(null). Give an aggregate.");
        }
        return first(run, aggregate);
    }

    /** This happens to the aggregate, which is loaded for it and committed after it. */
    public Occurrence<A> when(Happening<A> happening) {
        return when((aggregate, work) -> happening.to(aggregate));
    }

    /** The aggregate changes into what this gives: for aggregates that are immutable. */
    public Occurrence<A> whenReplaced(UnaryOperator<A> change) {
        return Occurrence.of(this, run, model, id, (aggregate, work) -> {
            A changed = change.apply(aggregate);
            if (changed == null) {
                work.discard();
                return null;
            }
            work.replace(changed);
            return changed;
        });
    }

    /** This happens, in the unit of work that holds the aggregate: such as its removal, or a change of another one. */
    public Occurrence<A> when(HappeningAmong<A> happening) {
        return Occurrence.of(this, run, model, id, (aggregate, work) -> {
            happening.to(aggregate, work);
            return aggregate;
        });
    }

    /**
     * What happens to an aggregate.
     *
     * @param <A> its class
     */
    @FunctionalInterface
    public interface Happening<A> {

        /**
         * It happens.
         *
         * @throws Exception which {@link Scenario#refused} may expect
         */
        void to(A aggregate) throws Exception;
    }

    /**
     * What happens to an aggregate among others.
     *
     * @param <A> its class
     */
    @FunctionalInterface
    public interface HappeningAmong<A> {

        /**
         * It happens.
         *
         * @param work the unit of work that holds the aggregate, and is committed after it
         * @throws Exception which {@link Scenario#refused} may expect
         */
        void to(A aggregate, Aggregates work) throws Exception;
    }

    @Override
    public String toString() {
        return "given(" + model.name() + "[" + id + "])";
    }

    /** What happens, and what the aggregate is after it: null if that was not said. */
    @FunctionalInterface
    interface Change<A> {
        @Nullable
        A in(A aggregate, SqlUnitOfWork work) throws Exception;
    }
}

package dev.keelson.testing;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.Expectation.AnyOthers;
import dev.keelson.testing.Expectation.Emitted;
import dev.keelson.testing.Expectation.Refused;
import dev.keelson.testing.Expectation.Removed;
import dev.keelson.testing.Expectation.Stored;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.model.AggregateModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an aggregate in a {@link Scenario}. Used by one thread.
 *
 * @param <A> the class of the aggregate
 */
public final class Occurrence<A> {

    private final Given<A> given;
    private final TestRun run;
    private final AggregateModel model;
    private final Object id;
    private final List<Object> events;
    private final List<String> written;
    private final @Nullable Object after;
    private final @Nullable Throwable failure;

    private Occurrence(
            Given<A> given,
            TestRun run,
            AggregateModel model,
            Object id,
            List<Object> events,
            List<String> written,
            @Nullable Object after,
            @Nullable Throwable failure) {
        this.given = given;
        this.run = run;
        this.model = model;
        this.id = id;
        this.events = events;
        this.written = written;
        this.after = after;
        this.failure = failure;
    }

    @SuppressWarnings("unchecked") // it was stored as an A, or becomes one of another class of its hierarchy
    static <A> Occurrence<A> of(Given<A> given, TestRun run, AggregateModel model, Object id, Given.Change<A> change) {
        WorkContext own =
                run.context().withClock(run.standing().clock()); // an object of its own, by which its events are known
        Emissions emissions = run.standing().emissions();
        int before = emissions.written().size();
        List<Object> events = emissions.hear(own);
        Object after = null;
        Throwable failure = null;
        boolean isSaid = true;
        try (SqlUnitOfWork work = run.standing().keelson().begin(own)) {
            A loaded = (A) work.get(model.type(), id);
            try {
                after = change.in(loaded, work);
                isSaid = after != null;
                if (isSaid) {
                    work.commit();
                }
            } catch (Exception | AssertionError thrown) {
                failure = thrown;
                work.discard();
            }
        } finally {
            emissions.forget(own);
        }
        if (!isSaid) {
            run.finished(given);
            throw new IllegalArgumentException("Cannot replace " + model.name() + "[" + id + "] by null, which"
                    + " whenReplaced(...) was given. Give what it becomes; a removal is said by"
                    + " when((it, work) -> work.remove(it)).");
        }
        List<String> all = emissions.written();
        return new Occurrence<>(given, run, model, id, events, all.subList(before, all.size()), after, failure);
    }

    /**
     * Checks what came of it. Each event that was emitted must be one of those expected, and each expected one must have been emitted.
     *
     * @throws AssertionError if it is otherwise
     */
    public void then(Expectation expected, Expectation... more) {
        run.finished(given);
        List<Expectation> all =
                Stream.concat(Stream.of(expected), Stream.of(more)).toList();
        Optional<Refused> refused = of(Refused.class, all).findFirst();
        if (refused.isPresent() && all.size() > 1) {
            throw new IllegalArgumentException(
                    "refused(...) stands alone: what is refused emits nothing and stores nothing");
        }
        requireOutcome(refused.orElse(null));
        if (refused.isEmpty()) {
            requireEvents(
                    of(Emitted.class, all).toList(),
                    of(AnyOthers.class, all).findAny().isPresent());
            of(Stored.class, all).findFirst().ifPresent(stored -> requireStored());
            of(Removed.class, all).findFirst().ifPresent(removed -> requireRemoved());
        }
    }

    private static <E extends Expectation> Stream<E> of(Class<E> kind, List<Expectation> all) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }

    private void requireOutcome(@Nullable Refused refused) {
        if (refused == null && failure != null) {
            throw new AssertionError("What happened to " + name() + " was refused: " + failure, failure);
        }
        if (refused != null && failure == null) {
            throw new AssertionError("Expected " + refused + ", but nothing was refused: " + name()
                    + " was committed, and emitted " + told(events) + ".");
        }
        if (refused != null && failure != null && !refused.is(failure)) {
            throw new AssertionError("Expected " + refused + ", but " + name() + " threw " + failure, failure);
        }
        if (refused != null && !written.isEmpty()) {
            throw new AssertionError(
                    "Expected " + refused + ", which came, but something was committed all the same, in "
                            + String.join(", ", new TreeSet<>(written)) + ": what is refused stores nothing.",
                    failure);
        }
    }

    private void requireEvents(List<Emitted> expected, boolean others) {
        @Nullable Emitted[] namedBy = new @Nullable Emitted[events.size()];
        List<Emitted> missing = new ArrayList<>();
        Stream.concat(
                        expected.stream().filter(Emitted::isCloser),
                        expected.stream().filter(emitted -> !emitted.isCloser()))
                .filter(emitted -> !chooses(emitted, namedBy, new boolean[namedBy.length]))
                .forEach(missing::add);
        List<Object> unnamed = new ArrayList<>();
        for (int i = 0; i < namedBy.length; i++) {
            if (namedBy[i] == null) {
                unnamed.add(events.get(i));
            }
        }
        if (!missing.isEmpty()) {
            throw new AssertionError("Expected " + told(missing) + ", but " + name() + " emitted " + told(events) + "."
                    + (events.isEmpty() ? unheard() : ""));
        }
        if (!others && !unnamed.isEmpty()) {
            throw new AssertionError(
                    "Not expected, but emitted: " + told(unnamed) + ". Name each event, or say" + " anyOthers().");
        }
    }

    /** Gives it an event, where need be one that another gives up for a further one. */
    private boolean chooses(Emitted expected, @Nullable Emitted[] namedBy, boolean[] tried) {
        for (int i = 0; i < namedBy.length; i++) {
            if (!tried[i] && expected.is(events.get(i))) {
                tried[i] = true;
                Emitted other = namedBy[i];
                if (other == null || chooses(other, namedBy, tried)) {
                    namedBy[i] = expected;
                    return true;
                }
            }
        }
        return false;
    }

    private String unheard() {
        return model.events() == null && !AggregateRoot.class.isAssignableFrom(model.type())
                ? " Keelson knows no events of it: it extends no AggregateRoot, and its mapping does not say where"
                        + " they are, by events(\"domainEvents\")."
                : "";
    }

    private void requireStored() {
        try (SqlUnitOfWork fresh = run.standing().keelson().begin(run.context())) {
            if (fresh.find(model.type(), id).isEmpty()) {
                throw new AssertionError("Expected to be stored, but not found: " + name());
            }
            fresh.replace(Objects.requireNonNull(after, "committed"));
            CommitPlan differences = fresh.plan();
            fresh.discard();
            if (!differences.isEmpty()) {
                throw new AssertionError("What is stored of " + name()
                        + " is not what it is in memory; to be what it is in memory, it would take:\n  "
                        + differences.operations().stream()
                                .filter(operation -> operation.kind() != RowOperation.Kind.GUARD)
                                .map(operation -> operation.kind() + " " + operation.table() + " " + operation.columns()
                                        + " since " + String.join("; ", operation.reasons()))
                                .collect(Collectors.joining("\n  ")));
            }
        }
    }

    private void requireRemoved() {
        try (SqlUnitOfWork fresh = run.standing().keelson().begin(run.context())) {
            if (fresh.exists(model.type(), id)) {
                throw new AssertionError("Expected to be removed, but found: " + name());
            }
        }
    }

    private String name() {
        return model.name() + "[" + id + "]";
    }

    private static String told(List<?> list) {
        return list.isEmpty() ? "nothing" : list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}

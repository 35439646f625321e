package dev.keelson.kernel.error;

import java.io.Serial;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Another unit of work was faster: aggregates are no longer as this one loaded them, or as the client saw them for whom it
 * works. Nothing was written. Names every stale aggregate.
 *
 * <p>Of the first, another round may end well, on the new state: {@linkplain #isRetryable() retryable}. Of the second none
 * can, since the client decided on what it saw; show it the new state.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416).
 */
public final class StaleAggregateException extends KeelsonException {

    /** The {@linkplain Stale#expected() expected version} of an aggregate that has no versions. */
    public static final long UNVERSIONED = -1;

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Stale> stale;
    private final boolean retryable;

    /** What became of the aggregate. */
    public enum Reason {
        /** Its version is another one. */
        CHANGED,
        /** Its version is lower than one that a client claims to have seen: it never was that far. */
        AHEAD,
        /** Its root row is gone (a row of another tenant reads the same). */
        DELETED,
        /** Its root row is there, but soft-deleted. */
        HIDDEN,
        /** Its root row is as expected, but another of its rows is gone: somebody deleted it and raised no version. */
        INCOMPLETE,
        /** A set-based write of the very commit hits it, which this unit of work loaded before. */
        HIT
    }

    /**
     * One stale aggregate.
     *
     * @param type the type of its root
     * @param id its identifier
     * @param expected the version it was loaded with or a client saw, or {@link #UNVERSIONED}
     * @param found the version found, if any; where the message says so, it was looked up after the failure
     * @param reason what became of it
     */
    public record Stale(Class<?> type, Object id, long expected, OptionalLong found, Reason reason) {

        /** Guards against nulls. */
        public Stale {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(found, "found");
            Objects.requireNonNull(reason, "reason");
        }

        private String subject() {
            return Subject.of(type, id);
        }

        private String finding() {
            String wanted = expected == UNVERSIONED ? "its row" : "version " + expected;
            String seen = switch (reason) {
                case CHANGED, AHEAD -> found.isPresent() ? "" + found.getAsLong() : "another";
                case DELETED -> "none";
                case HIDDEN -> "a soft-deleted row" + (found.isPresent() ? " of " + found.getAsLong() : "");
                case INCOMPLETE -> "one of its rows missing";
                case HIT -> "it among what a set-based write hits";
            };
            return "expected " + wanted + ", found " + seen;
        }

        private String cause() {
            return switch (reason) {
                case CHANGED -> "changed";
                case AHEAD -> "never that far";
                case DELETED -> "deleted";
                case HIDDEN -> "soft-deleted";
                case INCOMPLETE -> "cut short";
                case HIT -> "hit";
            };
        }
    }

    /** Makes the exception of all stale aggregates, of which there is at least one. */
    public StaleAggregateException(List<Stale> stale) {
        this(stale, message(stale, ""), true);
    }

    private StaleAggregateException(List<Stale> stale, String message, boolean retryable) {
        super(message);
        this.stale = List.copyOf(stale);
        this.retryable = retryable;
    }

    /**
     * Makes the exception of stale aggregates of which the failure itself told no more: what was {@linkplain Stale#found()
     * found} was looked up afterwards, when others may have changed it once more. The message says so.
     */
    public static StaleAggregateException lookedUp(List<Stale> stale) {
        return new StaleAggregateException(stale, message(stale, " when looked up after the failure"), true);
    }

    /**
     * Makes the exception of one aggregate that is not of the version {@linkplain Stale#expected() expected} by a client. It is
     * not {@linkplain #isRetryable() retryable}.
     */
    public static StaleAggregateException seenByClient(Stale stale) {
        return new StaleAggregateException(List.of(stale), ofClient(stale), false);
    }

    /** Makes the exception of aggregates some of which are not of the version that a client expected; otherwise the same. */
    public static StaleAggregateException seenByClient(List<Stale> stale) {
        return stale.size() == 1
                ? seenByClient(stale.get(0))
                : new StaleAggregateException(stale, message(stale, ""), false);
    }

    /**
     * Makes the exception of aggregates that a unit of work holds as they were before a set-based write of its own. It is not
     * {@linkplain #isRetryable() retryable}, since every round would do the same.
     *
     * @param attempted what was attempted, as "Cannot commit"
     */
    public static StaleAggregateException hit(String attempted, List<Stale> stale) {
        String subjects = stale.stream().map(Stale::subject).collect(Collectors.joining(", "));
        return new StaleAggregateException(
                stale,
                attempted + " " + subjects
                        + ": a set-based write of this unit of work hits it, and the object is as it was before."
                        + " Change it by one of the two alone; to go on with what is stored after the write, discard()"
                        + " or begin another unit of work.",
                false);
    }

    /** Returns every stale aggregate. */
    public List<Stale> stale() {
        return stale;
    }

    /**
     * Tells whether another round, on a fresh unit of work, may end otherwise; {@code call} and {@code run} make one then. It
     * may not where the version that a client saw is not the one there.
     */
    public boolean isRetryable() {
        return retryable;
    }

    private static String ofClient(Stale stale) {
        String claim =
                "Cannot get %s: the client decided on version %d, and ".formatted(stale.subject(), stale.expected);
        String now = stale.found.isPresent() ? "version " + stale.found.getAsLong() : "one without a version";
        String show = "Show the client the new state and let it decide again; another try with version "
                + stale.expected + " cannot end otherwise.";
        return switch (stale.reason) {
            case CHANGED -> claim + "it is " + now + " now. It was changed since, by another unit of work. " + show;
            case AHEAD ->
                claim + "it is " + now + " and was never that far. The version that came from the client is of another"
                        + " aggregate, or of one that was removed and made anew; check where the client"
                        + " got it, and show it the state that is stored.";
            case DELETED, HIDDEN, INCOMPLETE, HIT ->
                claim + "it is gone. It was deleted since, or is of another tenant, or never was; tell the client so."
                        + " Another try cannot end otherwise.";
        };
    }

    private static String message(List<Stale> stale, String when) {
        if (stale.isEmpty()) {
            throw new IllegalArgumentException("A StaleAggregateException needs at least one stale aggregate");
        }
        String mend = "reload and retry, or let keelson.run(...) retry for you.";
        if (stale.size() == 1) {
            Stale one = stale.get(0);
            return "Cannot commit %s: %s%s. It was %s by another unit of work; %s"
                    .formatted(one.subject(), one.finding(), when, one.cause(), mend);
        }
        StringBuilder text = new StringBuilder("Cannot commit: %d aggregates are stale.".formatted(stale.size()));
        for (int i = 0; i < stale.size(); i++) {
            Stale one = stale.get(i);
            text.append("\n  %d. %s: %s%s; %s.".formatted(i + 1, one.subject(), one.finding(), when, one.cause()));
        }
        return text.append("\nOther units of work were faster; %s".formatted(mend))
                .toString();
    }
}

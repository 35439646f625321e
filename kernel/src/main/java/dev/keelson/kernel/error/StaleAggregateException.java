package dev.keelson.kernel.error;

import java.io.Serial;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Another unit of work was faster: aggregates are no longer as this one loaded them. Nothing was written. Names every
 * stale aggregate.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416).
 */
public final class StaleAggregateException extends KeelsonException {

    /** The {@linkplain Stale#expected() expected version} of an aggregate that has no versions. */
    public static final long UNVERSIONED = -1;

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Stale> stale;

    /** What became of the aggregate. */
    public enum Reason {
        /** Its version is another one. */
        CHANGED,
        /** Its root row is gone (a row of another tenant reads the same). */
        DELETED,
        /** Its root row is there, but soft-deleted. */
        HIDDEN,
        /** Its root row is as expected, but another of its rows is gone: somebody deleted it and raised no version. */
        INCOMPLETE
    }

    /**
     * One stale aggregate.
     *
     * @param type the type of its root
     * @param id its identifier
     * @param expected the version it was loaded with, or {@link #UNVERSIONED}
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
                case CHANGED -> found.isPresent() ? "" + found.getAsLong() : "another";
                case DELETED -> "none";
                case HIDDEN -> "a soft-deleted row" + (found.isPresent() ? " of " + found.getAsLong() : "");
                case INCOMPLETE -> "one of its rows missing";
            };
            return "expected " + wanted + ", found " + seen;
        }

        private String cause() {
            return switch (reason) {
                case CHANGED -> "changed";
                case DELETED -> "deleted";
                case HIDDEN -> "soft-deleted";
                case INCOMPLETE -> "cut short";
            };
        }
    }

    /** Makes the exception of all stale aggregates, of which there is at least one. */
    public StaleAggregateException(List<Stale> stale) {
        this(stale, "");
    }

    private StaleAggregateException(List<Stale> stale, String when) {
        super(message(stale, when));
        this.stale = List.copyOf(stale);
    }

    /**
     * Makes the exception of stale aggregates of which the failure itself told no more: what was {@linkplain Stale#found()
     * found} was looked up afterwards, when others may have changed it once more. The message says so.
     */
    public static StaleAggregateException lookedUp(List<Stale> stale) {
        return new StaleAggregateException(stale, " when looked up after the failure");
    }

    /** Returns every stale aggregate. */
    public List<Stale> stale() {
        return stale;
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

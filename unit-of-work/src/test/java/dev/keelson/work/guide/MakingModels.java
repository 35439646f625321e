package dev.keelson.work.guide;

import dev.keelson.work.KeelsonBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How objects are made of rows. */
final class MakingModels {

    private MakingModels() {}

    // region bid
    static final class Range {
        private final int low;
        private final int high;

        private Range(int low, int high) {
            this.low = low;
            this.high = high;
        }

        static Range between(int low, int high) {
            if (low > high) {
                throw new IllegalArgumentException("low above high");
            }
            return new Range(low, high);
        }
    }

    static final class Bid {
        private final UUID id;
        private final Range range;

        private Bid(UUID id, Range range) {
            this.id = id;
            this.range = range;
        }

        static Bid restore(UUID id, Range range) {
            return new Bid(id, range);
        }
    }
    // endregion

    static void bid(KeelsonBuilder keelson) {
        // region bid-map
        keelson.map(
                Bid.class,
                bid -> bid.factory("restore", "id", "range")
                        .property("range", range -> range.factory("between", "low", "high")));
        // endregion
    }

    // region account
    /** Of a library: what it keeps is none of our business. */
    abstract static class Observable {
        private final List<Object> observers = new ArrayList<>();
        private boolean notifying;
    }

    static class Account extends Observable {
        private UUID id; // set after construction, as every field that no constructor takes
        private String owner = "nobody"; // what is loaded takes the place of "nobody"
        private @Nullable Instant closedAt;
        private final List<String> names = new ArrayList<>(); // final, made in place: filled
        private final List<Object> events = new ArrayList<>(); // not stored, and empty after a load

        protected Account() {
            events.add("made");
        }
    }
    // endregion

    static void account(KeelsonBuilder keelson) {
        // region account-map
        keelson.ignoreFieldsOf(Observable.class).map(Account.class, account -> account.events("events"));
        // endregion
    }

    static void tell(Guide guide) {
        Guide.keelson(MakingModels::bid).schema();
        guide.ddl("account-tables", MakingModels::account);
    }
}

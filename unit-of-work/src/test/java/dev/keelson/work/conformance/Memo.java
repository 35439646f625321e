package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Aggregates that show their version, as each type that may count it, and one that is immutable. */
final class Memo {

    static final class Short {
        final UUID id;
        String text = "";
        short version;

        Short(UUID id) {
            this.id = id;
        }
    }

    static final class Int {
        final UUID id;
        String text = "";
        int version;

        Int(UUID id) {
            this.id = id;
        }
    }

    /** Counts how often it is constructed. */
    record Fixed(UUID id, String text, int version) {

        private static final AtomicInteger MADE = new AtomicInteger();

        Fixed {
            MADE.incrementAndGet();
        }

        static int made() {
            return MADE.get();
        }
    }

    final UUID id;
    String text = "";
    long version;

    Memo(UUID id) {
        this.id = id;
    }

    static KeelsonBuilder map(KeelsonBuilder keelson) {
        return keelson.map(Memo.class, memo -> memo.version("version"))
                .map(Short.class, memo -> memo.version("version"))
                .map(Int.class, memo -> memo.version("version"))
                .map(Fixed.class, memo -> memo.version("version"));
    }
}

package dev.keelson.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UuidV7Test {

    @Test
    void has_version_7_and_the_variant_of_the_rfc() {
        UUID id = UuidV7.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void starts_with_the_milliseconds_of_the_clock() {
        long before = System.currentTimeMillis();
        UUID id = UuidV7.next();
        long after = System.currentTimeMillis();

        // Ids drawn in bursts by other tests may have moved the counter ahead of the clock, by little.
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, after + 1_000);
    }

    @Test
    void puts_time_and_random_bits_where_the_rfc_has_them() {
        Instant halfAMilli = Instant.ofEpochSecond(0x17F22E279L, 0).plusNanos(500_000);

        UUID id = UuidV7.assemble(UuidV7.time(halfAMilli), -1L);

        assertThat(id)
                .hasToString("%012x".formatted(0x17F22E279L * 1_000).replaceFirst("(.{8})(.{4})", "$1-$2")
                        + "-7800-bfff-ffffffffffff");
    }

    @Test
    void counts_on_when_the_clock_stands_still_or_is_set_back() {
        AtomicLong last = new AtomicLong();
        Instant now = Instant.parse("2026-11-21T10:15:30Z");
        long first = UuidV7.advance(last, now);

        assertThat(List.of(
                        UuidV7.advance(last, now),
                        UuidV7.advance(last, now.minusSeconds(3_600)),
                        UuidV7.advance(last, now.plusMillis(1))))
                .containsExactly(first + 1, first + 2, first + 4_096);
    }

    @Test
    void ids_ascend_in_each_thread_and_are_never_drawn_twice() throws Exception {
        int perThread = 50_000;
        Set<UUID> all = ConcurrentHashMap.newKeySet();
        Callable<Boolean> draw = () -> {
            UUID previous = new UUID(0, 0);
            boolean ascending = true;
            for (int i = 0; i < perThread; i++) {
                UUID next = UuidV7.next();
                ascending &= Long.compareUnsigned(next.getMostSignificantBits(), previous.getMostSignificantBits()) > 0;
                previous = next;
                all.add(next);
            }
            return ascending;
        };
        List<Boolean> ascending = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> drawn : threads.invokeAll(List.of(draw, draw, draw, draw))) {
                ascending.add(drawn.get());
            }
        }

        assertThat(ascending).containsOnly(true);
        assertThat(all).hasSize(4 * perThread);
    }
}

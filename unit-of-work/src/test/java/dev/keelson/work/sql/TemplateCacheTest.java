package dev.keelson.work.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A cache of statements that holds as many as fit. */
class TemplateCacheTest {

    private final TemplateCaches caches = new TemplateCaches(10);

    @Test
    void what_is_asked_for_again_is_made_once() {
        TemplateCache<Integer, String> cache = caches.make("numbers");
        AtomicInteger made = new AtomicInteger();

        for (int i = 0; i < 3; i++) {
            assertThat(cache.get(7, key -> "seven " + made.incrementAndGet())).isEqualTo("seven 1");
        }
        assertThat(cache.find(8)).isNull();
        assertThat(cache.keep(7, "another")).isEqualTo("seven 1");
    }

    @Test
    void it_never_holds_more_statements_than_its_limit_and_keeps_what_is_asked_for_often() {
        TemplateCache<Integer, String> cache = caches.make("numbers");
        AtomicInteger madeAgain = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            cache.get(i, String::valueOf);
            cache.get(-1, key -> "often " + madeAgain.incrementAndGet());
            assertThat(caches.sizes().getFirst().statements()).isLessThanOrEqualTo(10);
        }
        assertThat(madeAgain).hasValue(1);
        assertThat(cache.find(0)).isNull();
        assertThat(cache.find(999)).isEqualTo("999");
    }

    @Test
    void an_entry_counts_as_its_statements_and_one_too_large_is_not_kept() {
        TemplateCache<List<Integer>, String> cache = caches.make("messages", (key, text) -> key.size());

        cache.keep(List.of(1, 2, 3), "three");
        cache.keep(List.of(1, 2), "two");
        assertThat(cache.keep(List.of(1, 2, 3, 4, 5, 6), "six")).isEqualTo("six");

        assertThat(caches.sizes()).containsExactly(new TemplateCache.Size("messages", 2, 5, 10));
        assertThat(cache.find(List.of(1, 2, 3, 4, 5, 6))).isNull();
    }

    @Test
    void many_threads_get_one_and_the_same() {
        TemplateCache<Integer, Object> cache = new TemplateCaches(1_000).make("numbers");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<CompletableFuture<List<Object>>> got = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                got.add(CompletableFuture.supplyAsync(
                        () -> {
                            List<Object> mine = new ArrayList<>();
                            for (int key = 0; key < 100; key++) {
                                mine.add(cache.get(key, unused -> new Object()));
                            }
                            return mine;
                        },
                        threads));
            }
            assertThat(got.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        }
    }
}

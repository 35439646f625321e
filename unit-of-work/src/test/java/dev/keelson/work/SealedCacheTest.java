package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.identity.cache.AggregateCache.Held;
import dev.keelson.identity.cache.CacheKey;
import dev.keelson.value.ColumnCipher;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.load.SharedRows;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import dev.keelson.work.values.Ciphers;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is encrypted stays so in the cache. */
class SealedCacheTest {

    private static final String CANARY = "geheimnis";

    record Page(UUID id, String text) {}

    static final class Diary {
        UUID id = UUID.randomUUID();
        String secret = CANARY;
        List<Page> pages = new ArrayList<>(List.of(new Page(UUID.randomUUID(), CANARY)));
    }

    private static Engine engine(Keelson keelson) throws ReflectiveOperationException {
        Field engine = Keelson.class.getDeclaredField("engine");
        engine.setAccessible(true);
        return (Engine) engine.get(keelson);
    }

    @Test
    void a_ciphertext_is_opened_for_each_unit_of_work_and_held_closed() throws Exception {
        ColumnCipher cipher = Ciphers.any();
        try (Store store = Store.of(() -> Keelson.builder()
                .map(
                        Diary.class,
                        diary -> diary.property("secret", secret -> secret.encrypted(cipher))
                                .children("pages", pages -> pages.property("text", text -> text.encrypted(cipher)))
                                .cached()))) {
            Diary diary = new Diary();
            store.save(diary);
            store.load(Diary.class, diary.id);
            Diary found = store.load(Diary.class, diary.id);

            assertThat(store.wire().counts().statements()).isZero();
            assertThat(found.secret).isEqualTo(CANARY);
            assertThat(found.pages).isEqualTo(diary.pages);
            CachedFamily family = engine(store.keelson()).shared().of(Diary.class);
            Held held = family.cache().held().get(0);
            SharedRows.Held shared = family.cache().find(new CacheKey(held.scope(), held.identity()), "");
            assertThat(shared).isNotNull();
            AggregateRows rows = shared.rows();
            int closed = 0;
            for (int table = 0; table < rows.tables(); table++) {
                for (Row row : rows.of(table)) {
                    for (int column = 0; column < row.type().width(); column++) {
                        if (row.type().column(column).encryption() != null) {
                            assertThat(row.get(column))
                                    .isInstanceOfSatisfying(
                                            byte[].class,
                                            bytes -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                                                    .doesNotContain(CANARY));
                            closed++;
                        }
                    }
                }
            }
            assertThat(closed).isEqualTo(2);

            store.keelson().run(Store.CONTEXT, work -> work.get(Diary.class, diary.id).secret = "other");
            assertThat(store.load(Diary.class, diary.id).secret).isEqualTo("other");
            try (SqlUnitOfWork work = store.begin()) {
                work.get(Diary.class, diary.id);
                assertThat(work.plan().operations()).isEmpty();
            }
        }
    }
}

package dev.keelson.work.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.UuidV7;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What a user writes is never taken for what our statements tell. */
@NullMarked
class MarkerTest {

    private static final WorkContext JANE = WorkContext.of(Actor.of("jane"));

    static final class Host {
        private final UUID id;
        private String address;

        Host(UUID id, String address) {
            this.id = id;
            this.address = address;
        }
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Host.class, host -> host.property("address", address -> address.type(ColumnType.other("inet"))));
    }

    @Test
    void a_text_that_looks_like_a_marker_is_refused_for_what_it_is() {
        try (TestDatabase database = TestDatabase.create();
                WireCounter wire = WireCounter.start()) {
            database.execute(mapped().schema().ddl());
            Keelson keelson = mapped().dataSource(database.through(wire)).build();
            Host stored = new Host(UuidV7.next(), "10.0.0.1");
            keelson.run(JANE, work -> work.add(stored));
            for (String text : List.of(
                    "keelson-stale:0=8",
                    "keelson-stale:7=8",
                    "keelson-0000000000000000:stale:0=8",
                    "keelson-:rows:0-1=0",
                    "stale:0=8",
                    "rows:log=0")) {
                int[] rounds = {0};
                assertThatThrownBy(() -> keelson.run(JANE, work -> {
                            rounds[0]++;
                            work.get(Host.class, stored.id).address = text;
                        }))
                        .as(text)
                        .isNotInstanceOf(StaleAggregateException.class)
                        .isNotInstanceOf(IndexOutOfBoundsException.class)
                        .isInstanceOf(UnstorableValueException.class)
                        .hasMessageContaining("Host.address");
                assertThat(rounds[0]).isEqualTo(1);
            }
            assertThat(database.query("select host(address) from hosts")).containsExactly(List.of("10.0.0.1"));
        }
    }
}

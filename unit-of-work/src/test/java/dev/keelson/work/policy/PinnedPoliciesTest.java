package dev.keelson.work.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.RowCountException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies of the user where a unit of work holds its connection. */
class PinnedPoliciesTest {

    private static final WorkContext CONTEXT = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    static final class Note {
        private final UUID id;
        private String text;

        Note(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private static KeelsonBuilder notes(boolean plain, Policy policy) {
        return Keelson.builder().map(Note.class).policy(policy).portable(plain);
    }

    @ParameterizedTest
    @CsvSource({"false,LOCKING", "false,SNAPSHOT", "false,SERIALIZABLE", "true,LOCKING", "true,SNAPSHOT"})
    void an_update_that_is_refused_in_silence_is_told_as_such_behind_a_wall_of_the_database(
            boolean plain, Isolation isolation) {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(notes(plain, new Walled()).schema().ddl());
            UUID id = UUID.randomUUID();
            database.execute(
                    "insert into notes values ('" + id + "', 'stored', 1)",
                    "alter table notes enable row level security",
                    "create policy wall on notes using (current_setting('app.tenant', true) = 'acme')",
                    "create function nope() returns trigger language plpgsql as 'begin return null; end'",
                    "create trigger nope before update on notes for each row execute function nope()");
            try (Keelson keelson = notes(plain, new Walled())
                    .dataSource(database.application())
                    .build()) {
                assertThatThrownBy(() ->
                                keelson.run(CONTEXT, isolation, work -> work.get(Note.class, id).text = "refused"))
                        .isInstanceOf(RowCountException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_lock_on_a_root_that_somebody_hid_meanwhile_tells_that_it_is_hidden(boolean plain) {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(notes(plain, new Bin()).schema().ddl());
            try (Keelson keelson =
                    notes(plain, new Bin()).dataSource(database.application()).build()) {
                UUID id = UUID.randomUUID();
                keelson.run(CONTEXT, work -> work.add(new Note(id, "stored")));
                try (SqlUnitOfWork work = keelson.begin(CONTEXT, Isolation.LOCKING)) {
                    work.get(Note.class, id);
                    keelson.run(CONTEXT, other -> other.remove(Note.class, id));
                    StaleAggregateException stale = catchThrowableOfType(
                            StaleAggregateException.class, () -> work.find(Note.class, id, Lock.FOR_UPDATE));
                    assertThat(stale.stale())
                            .containsExactly(new Stale(Note.class, id, 1, OptionalLong.of(2), Reason.HIDDEN));
                }
            }
        }
    }
}

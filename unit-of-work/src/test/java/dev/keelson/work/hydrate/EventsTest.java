package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.kernel.DomainEvent;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Rule 5: what construction by a load records never happened. */
@NullMarked
class EventsTest {

    record Opened(UUID id) implements DomainEvent {}

    static final class Account extends AggregateRoot {
        private final UUID id;
        private final String owner;

        Account(UUID id, String owner) {
            this.id = id;
            this.owner = owner;
            record(new Opened(id));
        }
    }

    @Test
    void events_recorded_by_a_constructor_during_a_load_are_discarded_however_it_was_loaded() {
        try (Store store = Store.of(() -> Keelson.builder().map(Account.class))) {
            Account account = new Account(UUID.randomUUID(), "Ada");
            assertThat(account.domainEvents()).containsExactly(new Opened(account.id));
            store.save(account);
            assertThat(store.load(Account.class, account.id).domainEvents()).isEmpty();
            try (SqlUnitOfWork work = store.begin()) {
                assertThat(work.query(Account.class).list())
                        .allSatisfy(one -> assertThat(one.domainEvents()).isEmpty());
            }
        }
    }
}

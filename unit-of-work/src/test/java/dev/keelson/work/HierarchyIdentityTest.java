package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One identity, whether it is asked for by the type above, by its own or by a sibling's; in each kind of inheritance. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HierarchyIdentityTest {

    record PaymentId(UUID value) {}

    sealed interface Payment permits Card, Transfer {
        PaymentId id();

        int cents();
    }

    record Card(PaymentId id, int cents, String holder) implements Payment {}

    record Transfer(PaymentId id, int cents, String iban, List<String> lines) implements Payment {}

    /** Refers to one of them as an object. */
    static final class Receipt {
        final UUID id;

        @Nullable
        Payment payment;

        Receipt(UUID id, Payment payment) {
            this.id = id;
            this.payment = payment;
        }
    }

    /** Refers to cards only. */
    record Slip(UUID id, Card card) {}

    record Stranger(UUID id) {}

    private final Map<Inheritance, Store> stores = new EnumMap<>(Inheritance.class);

    private Store store(Inheritance inheritance) {
        return stores.computeIfAbsent(
                inheritance,
                asked -> Store.of(() -> Keelson.builder()
                        .map(Payment.class, payment -> payment.inheritance(asked))
                        .map(Receipt.class)
                        .map(Slip.class, slip -> slip.property("card", card -> card.foreignKey(false)))));
    }

    @AfterAll
    void closes() {
        stores.values().forEach(Store::close);
    }

    private static void empty(Store store) {
        try (SqlUnitOfWork work = store.begin()) {
            work.query(Receipt.class).list().forEach(work::remove);
            work.query(Payment.class).seeingDatabase().list().forEach(work::remove);
            work.commit();
        }
    }

    private static Card card() {
        return new Card(new PaymentId(UUID.randomUUID()), 500, "Ada");
    }

    private static Transfer transfer() {
        return new Transfer(new PaymentId(UUID.randomUUID()), 700, "DE1", List.of("a", "b"));
    }

    @ParameterizedTest
    @EnumSource
    void the_base_type_and_the_own_type_give_the_same_instance(Inheritance inheritance) {
        Store store = store(inheritance);
        Card card = card();
        store.save(card);
        try (SqlUnitOfWork work = store.begin()) {
            Payment found = work.get(Payment.class, card.id());
            assertThat(found).isEqualTo(card);
            assertThat(work.get(Card.class, card.id())).isSameAs(found);
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
        }
        try (SqlUnitOfWork work = store.begin()) {
            Card found = work.get(Card.class, card.id());
            assertThat(work.get(Payment.class, card.id())).isSameAs(found);
            assertThat(work.getAll(Payment.class, List.of(card.id())))
                    .hasSize(1)
                    .allMatch(one -> one == found);
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_sibling_type_does_not_find_it(Inheritance inheritance) {
        Store store = store(inheritance);
        Card card = card();
        Transfer transfer = transfer();
        store.save(card, transfer);
        List<PaymentId> both = List.of(card.id(), transfer.id());
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.find(Transfer.class, card.id())).isEmpty();
            assertThat(work.find(Payment.class, card.id())).contains(card);
            assertThat(work.find(Transfer.class, card.id()))
                    .as("known as a card")
                    .isEmpty();
            assertThatThrownBy(() -> work.get(Transfer.class, card.id()))
                    .isInstanceOf(AggregateNotFoundException.class)
                    .hasMessageStartingWith("Cannot find Transfer[" + card.id().value());
            assertThat(work.findAll(Transfer.class, both)).containsOnlyKeys(transfer.id());
            assertThat(work.findAll(Payment.class, both)).containsOnlyKeys(card.id(), transfer.id());
            assertThatThrownBy(() -> work.getAll(Card.class, both)).isInstanceOf(AggregateNotFoundException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void queries_by_base_and_by_own_type_give_what_is_tracked(Inheritance inheritance) {
        Store store = store(inheritance);
        empty(store);
        Card card = card();
        Transfer transfer = transfer();
        store.save(card, transfer);
        try (SqlUnitOfWork work = store.begin()) {
            Card known = work.get(Card.class, card.id());
            assertThat(work.query(Payment.class).list()).hasSize(2).contains(known, transfer);
            assertThat(work.query(Payment.class).list())
                    .filteredOn(one -> one == known)
                    .hasSize(1);
            assertThat(work.query(Card.class).list()).hasSize(1).allMatch(one -> one == known);
            assertThat(work.query(Card.class).count()).isEqualTo(1);
            assertThat(work.query(Transfer.class).exists()).isTrue();
            assertThat(work.query(Card.class)
                            .where(work.table(Card.class)
                                    .field("cents", Integer.class)
                                    .gt(600))
                            .exists())
                    .isFalse();

            work.replace(new Card(card.id(), 501, "Ada"));
            assertThatThrownBy(() -> work.query(Transfer.class).list())
                    .as("it could have been one")
                    .isInstanceOf(PendingChangesException.class);
            work.discard();
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_may_become_one_of_another_class_and_its_version_goes_on(Inheritance inheritance) {
        Store store = store(inheritance);
        Card card = card();
        store.save(card);
        Transfer next = new Transfer(card.id(), 900, "DE2", List.of("x"));
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Payment.class, card.id());
            work.replace(next);
            CommitReceipt receipt = work.commit();

            assertThat(receipt.version(Payment.class, card.id())).hasValue(2);
            assertThat(receipt.current(Payment.class, card.id())).isSameAs(next);
            assertThat(receipt.current(Transfer.class, card.id())).isSameAs(next);
            assertThatThrownBy(() -> receipt.current(Card.class, card.id()))
                    .isInstanceOf(AggregateNotFoundException.class);
            assertThat(work.find(Card.class, card.id())).isEmpty();
            assertThat(work.commit().isEmpty()).isTrue();

            work.replace(new Transfer(card.id(), 901, "DE2", List.of("x", "y")));
            work.commit();
        }
        assertThat(store.load(Payment.class, card.id()))
                .isEqualTo(new Transfer(card.id(), 901, "DE2", List.of("x", "y")));
        try (SqlUnitOfWork work = store.begin()) {
            work.replace(new Card(card.id(), 1, "Bob"));
            assertThat(work.commit().version(Card.class, card.id())).hasValue(4);
            work.remove(work.get(Payment.class, card.id()));
            work.commit();
            assertThat(work.find(Payment.class, card.id())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void another_who_was_faster_is_a_conflict_whatever_the_classes(Inheritance inheritance) {
        Store store = store(inheritance);
        Card card = card();
        store.save(card);
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Payment.class, card.id());
            store.keelson().run(Store.CONTEXT, other -> other.replace(new Card(card.id(), 2, "theirs")));
            work.replace(new Transfer(card.id(), 3, "mine", List.of()));
            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("expected version 1, found 2");
        }
        assertThat(store.load(Payment.class, card.id())).isEqualTo(new Card(card.id(), 2, "theirs"));
    }

    @ParameterizedTest
    @EnumSource
    void an_identity_is_taken_by_whatever_class_has_it(Inheritance inheritance) {
        Store store = store(inheritance);
        try (SqlUnitOfWork work = store.begin()) {
            Card card = card();
            work.add(card);
            assertThatThrownBy(() -> work.add(new Transfer(card.id(), 1, "x", List.of())))
                    .isInstanceOf(DuplicateAggregateException.class);
            work.replace(new Transfer(card.id(), 1, "x", List.of()));
            work.commit();
            assertThat(store.load(Payment.class, card.id())).isInstanceOf(Transfer.class);

            work.remove(work.get(Payment.class, card.id()));
            work.add(card);
            assertThat(work.commit().version(Payment.class, card.id())).hasValue(2);
            assertThat(store.load(Payment.class, card.id())).isEqualTo(card);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_reference_to_the_base_type_gives_the_right_class(Inheritance inheritance) {
        Store store = store(inheritance);
        Card card = card();
        Transfer transfer = transfer();
        Receipt one = new Receipt(UUID.randomUUID(), card);
        Receipt other = new Receipt(UUID.randomUUID(), transfer);
        store.save(card, transfer, one, other);
        try (SqlUnitOfWork work = store.begin()) {
            Map<UUID, Receipt> found = work.findAll(Receipt.class, List.of(one.id, other.id));
            assertThat(found.get(one.id).payment).isEqualTo(card);
            assertThat(found.get(other.id).payment).isEqualTo(transfer);
            assertThat(store.wire().counts().roundTrips()).isEqualTo(2);
            assertThat(work.get(Transfer.class, transfer.id())).isSameAs(found.get(other.id).payment);
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_reference_to_one_class_does_not_take_another(Inheritance inheritance) {
        Store store = store(inheritance);
        Card card = card();
        Slip slip = new Slip(UUID.randomUUID(), card);
        store.save(card, slip);
        assertThat(store.load(Slip.class, slip.id())).isEqualTo(slip);

        store.keelson().run(Store.CONTEXT, work -> work.replace(new Transfer(card.id(), 1, "x", List.of())));
        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> work.get(Slip.class, slip.id()))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageStartingWith(
                            "Cannot hydrate Slip[" + slip.id() + "], property card (column card_id): refers to Card["
                                    + card.id().value() + "], which");
            assertThat(work.get(Payment.class, card.id())).isInstanceOf(Transfer.class);
            assertThatThrownBy(() -> work.get(Slip.class, slip.id())).isInstanceOf(HydrationException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_type_that_is_not_mapped_is_told(Inheritance inheritance) {
        try (SqlUnitOfWork work = store(inheritance).begin()) {
            for (Class<?> type : List.of(Stranger.class, String.class)) {
                assertThatThrownBy(() -> work.find(type, UUID.randomUUID()))
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("it is not mapped as an aggregate root");
            }
            assertThatThrownBy(() -> work.add(new Stranger(UUID.randomUUID()))).isInstanceOf(MappingException.class);
        }
    }
}

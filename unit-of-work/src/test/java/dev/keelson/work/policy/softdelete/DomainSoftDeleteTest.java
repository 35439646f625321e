package dev.keelson.work.policy.softdelete;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.HiddenAggregateException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.Purged;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A domain that says itself when an aggregate is deleted: the unit of work hides it. */
class DomainSoftDeleteTest {

    private static final Instant NOON = PolicyStage.NOON;
    private static final Instant LATER = PolicyStage.LATER;
    private static final Instant LAST = Instant.parse("2026-11-27T14:00:00Z");

    static final class Account {
        private final UUID id;
        private String name;
        private Optional<Instant> closedAt = Optional.empty();
        private final List<String> notes = new ArrayList<>();

        Account(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Coupon {
        private final UUID id;
        private String code;
        private boolean void_;

        Coupon(UUID id, String code) {
            this.id = id;
            this.code = code;
        }
    }

    static final class Ticket {
        private final UUID id;
        private @Nullable LocalDate gone;
        private int seats = 1;

        Ticket(UUID id) {
            this.id = id;
        }
    }

    private static KeelsonBuilder accounts() {
        return Keelson.builder().map(Account.class, account -> account.softDelete("closedAt"));
    }

    private static Account stored(PolicyStage stage, String name) {
        Account account = new Account(UUID.randomUUID(), name);
        account.notes.add("of " + name);
        stage.keelson().run(by("ann", NOON), work -> work.add(account));
        return account;
    }

    private static void close(PolicyStage stage, UUID id, Instant at) {
        stage.keelson().run(by("bob", at), work -> work.get(Account.class, id).closedAt = Optional.of(at));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_the_domain_deletes_is_hidden_and_what_it_brings_back_is_found(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, accounts())) {
            Account gone = stored(stage, "gone");
            Account stays = stored(stage, "stays");
            close(stage, gone.id, LATER);
            assertThat(stage.query("select name, closed_at, version from accounts order by name"))
                    .containsExactly(List.of("gone", LATER, 2L), Arrays.asList("stays", null, 1L));
            assertThat(stage.query("select note from account_notes order by note"))
                    .containsExactly(List.of("of gone"), List.of("of stays"));
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
                assertThat(work.find(Account.class, gone.id)).isEmpty();
                assertThat(work.query(Account.class).list())
                        .extracting(account -> account.name)
                        .containsExactly("stays");
                assertThat(work.includingDeleted("a test").query(Account.class).count())
                        .isEqualTo(2);
                Account hidden = work.includingDeleted("a test").get(Account.class, gone.id);
                assertThat(hidden.notes).containsExactly("of gone");
                assertThat(work.find(Account.class, gone.id)).isEmpty();
                hidden.closedAt = Optional.empty();
                hidden.notes.add("again");
                work.commit();
                assertThat(work.find(Account.class, gone.id)).containsSame(hidden);
                assertThat(work.get(Account.class, stays.id).name).isEqualTo("stays");
            }
            assertThat(stage.query("select name, closed_at, version from accounts where name = 'gone'"))
                    .containsExactly(Arrays.asList("gone", null, 3L));
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void after_its_commit_it_is_hidden_in_the_same_unit_of_work(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, accounts());
                SqlUnitOfWork work = stage.keelson().begin(by("ann", NOON))) {
            Account account = new Account(UUID.randomUUID(), "a");
            work.add(account);
            work.commit();
            account.closedAt = Optional.of(LATER);
            assertThat(work.find(Account.class, account.id)).containsSame(account);
            work.commit();
            assertThat(work.find(Account.class, account.id)).isEmpty();
            account.name = "the domain changes what it deleted";
            work.commit();
            assertThat(stage.query("select name, version from accounts"))
                    .containsExactly(List.of("the domain changes what it deleted", 3L));
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void conflicts_and_identifiers_tell_that_it_is_hidden(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, accounts())) {
            Account account = stored(stage, "a");
            try (SqlUnitOfWork late = stage.keelson().begin(by("eve", LAST))) {
                late.get(Account.class, account.id).name = "late";
                close(stage, account.id, LATER);
                StaleAggregateException told = catchThrowableOfType(StaleAggregateException.class, late::commit);
                assertThat(told.stale())
                        .extracting(StaleAggregateException.Stale::reason)
                        .containsExactly(Reason.HIDDEN);
            }
            assertThatThrownBy(() ->
                            stage.keelson().run(by("eve", LAST), work -> work.add(new Account(account.id, "again"))))
                    .isInstanceOf(HiddenAggregateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void the_domain_decides_and_nobody_else(Setting setting) {
        KeelsonBuilder mapped = accounts().policy(SoftDelete.columns("deleted_at"));
        try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
            Account account = stored(stage, "a");
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
                assertThatThrownBy(() -> work.remove(Account.class, account.id))
                        .isInstanceOf(PolicyViolationException.class)
                        .hasMessageContaining("Account[" + account.id
                                + "] cannot be removed: the domain says when it is deleted, by Account.closedAt");
                assertThatThrownBy(() -> work.remove(work.get(Account.class, account.id)))
                        .isInstanceOf(PolicyViolationException.class);
                assertThatThrownBy(() -> work.restore(Account.class, account.id))
                        .isInstanceOf(PolicyViolationException.class)
                        .hasMessageContaining("cannot be restored: the domain says when it is deleted");
                assertThat(work.plan().isEmpty()).isTrue();
            }
            assertThat(mapped.schema().ddl()).doesNotContain("deleted_at");
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_the_domain_deleted_is_purged_by_its_instant_or_date(Setting setting) {
        KeelsonBuilder mapped = accounts()
                .map(Ticket.class, ticket -> ticket.softDelete("gone").unversioned())
                .map(Coupon.class, coupon -> coupon.softDelete("void_").property("void_", v -> v.column("is_void")));
        try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
            Account old = stored(stage, "old");
            Account young = stored(stage, "young");
            stored(stage, "living");
            close(stage, old.id, NOON);
            close(stage, young.id, LATER);
            assertThat(stage.keelson().purgeDeleted(by("cat", LAST), Account.class, LATER))
                    .isEqualTo(new Purged(1, 0, List.of()));
            assertThat(stage.query("select note from account_notes order by note"))
                    .containsExactly(List.of("of living"), List.of("of young"));

            Ticket ticket = new Ticket(UUID.randomUUID());
            Coupon coupon = new Coupon(UUID.randomUUID(), "c");
            stage.keelson().run(by("ann", NOON), work -> {
                work.add(ticket);
                work.add(coupon);
            });
            stage.keelson().run(by("ann", NOON), work -> {
                work.get(Ticket.class, ticket.id).gone = LocalDate.parse("2026-11-20");
                work.get(Coupon.class, coupon.id).void_ = true;
            });
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
                assertThat(work.exists(Ticket.class, ticket.id)).isFalse();
                assertThat(work.exists(Coupon.class, coupon.id)).isFalse();
                assertThatThrownBy(() -> work.get(Coupon.class, coupon.id))
                        .isInstanceOf(AggregateNotFoundException.class);
                assertThat(work.includingDeleted("a test").get(Ticket.class, ticket.id).seats)
                        .isEqualTo(1);
            }
            assertThat(stage.keelson().purgeDeleted(by("cat", LAST), Ticket.class, LATER))
                    .isEqualTo(new Purged(1, 0, List.of()));
            assertThatThrownBy(() -> stage.keelson().purgeDeleted(by("cat", LAST), Coupon.class, LATER))
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("does not tell when they were removed");
            assertThat(stage.keelson().purgeDeleted(by("cat", LAST), Coupon.class))
                    .isEqualTo(new Purged(1, 0, List.of()));
        }
    }

    @Test
    void a_property_that_cannot_tell_is_a_fault() {
        assertFault("Account.name", "it is always there, and so would tell that every aggregate is deleted", "name");
        assertFault("Account.nothing", "there is no such property", "nothing");
        assertFault("Account.notes", "it lies in 0 columns of the root's table", "notes");
    }

    private static void assertFault(String path, String problem, String property) {
        MappingException refused = catchThrowableOfType(
                MappingException.class,
                () -> Keelson.builder()
                        .map(Account.class, account -> account.softDelete(property))
                        .schema());
        assertThat(refused.faults()).extracting(Fault::path, Fault::problem).containsExactly(tuple(path, problem));
    }
}

package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Expected;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The version that a client saw: given out, required when it comes back, told as stale, and never retried away. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ExpectedVersionTest {

    static final class Page {
        final UUID id;
        String text;
        final List<String> tags = new ArrayList<>();
        long revision;

        Page(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    /** Its next state is another object. */
    record Note(UUID id, String text) {}

    sealed interface Payment permits Card, Transfer {
        UUID id();
    }

    record Card(UUID id, int cents) implements Payment {}

    record Transfer(UUID id, int cents) implements Payment {}

    /** Its identifier is the same in capitals and in small letters. */
    static final class Word {
        final String id;
        int uses;

        Word(String id) {
            this.id = id;
        }
    }

    record Loose(UUID id, String text) {}

    /** What a domain makes of a failure. */
    static final class NotSavedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSavedException(Throwable cause) {
            super(cause);
        }
    }

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));
    private static final WorkContext GLOBEX = WorkContext.of(TenantId.of("globex"), Actor.of("hank"));

    private TestDatabase database;
    private WireCounter wire;
    private Keelson keelson;
    private Keelson aside;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Page.class, page -> page.version("revision"))
                .map(Note.class)
                .map(Payment.class, payment -> payment.inheritance(Inheritance.TABLE_PER_CLASS))
                .map(Word.class)
                .map(Loose.class, loose -> loose.unversioned())
                .policy(Tenancy.byColumn("tenant_id"));
    }

    @BeforeAll
    void open() {
        database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
        database.execute(
                "create collation small (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "alter table words alter column id type text collate small");
        wire = WireCounter.start();
        keelson = mapped().dataSource(database.through(wire)).build();
        aside = mapped().dataSource(database.application()).build();
    }

    @AfterAll
    void close() {
        keelson.close();
        aside.close();
        wire.close();
        database.close();
    }

    private UUID stored() {
        UUID id = UUID.randomUUID();
        keelson.run(ACME, work -> work.add(new Page(id, "first")));
        return id;
    }

    /** Somebody else changes a page. */
    private void elsewhere(UUID id, Consumer<Page> change) {
        aside.run(ACME, work -> change.accept(work.get(Page.class, id)));
    }

    private static Consumer<Page> saying(String text) {
        return page -> page.text = text;
    }

    @Test
    void a_version_is_the_one_that_was_loaded_until_another_is_committed() {
        UUID id = stored();
        elsewhere(id, saying("second"));
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            Page page = work.get(Page.class, id);
            assertThat(work.version(page)).isEqualTo(2);

            page.text = "third";
            page.revision = 77;
            assertThat(work.version(page))
                    .as("what is not committed, or written by the domain")
                    .isEqualTo(2);

            elsewhere(id, other -> other.tags.add("x"));
            assertThat(work.version(page)).as("what others do later").isEqualTo(2);
            work.discard();
        }
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            Page page = work.get(Page.class, id);
            page.tags.add("y");
            work.commit();

            assertThat(work.version(page)).isEqualTo(4).isEqualTo(page.revision);
            work.commit();
            assertThat(work.version(page)).as("nothing was written").isEqualTo(4);
        }
    }

    @Test
    void a_version_is_told_by_each_object_that_had_the_place_of_the_aggregate_here() {
        UUID id = UUID.randomUUID();
        Note first = new Note(id, "first");
        Note second = new Note(id, "second");
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            work.add(first);
            work.commit();
            work.replace(second);
            work.commit();

            assertThat(work.version(second)).isEqualTo(2);
            assertThat(work.version(first)).isEqualTo(2);

            work.remove(second);
            assertThat(work.version(second)).as("it is not gone yet").isEqualTo(2);
            work.commit();
            assertThatThrownBy(() -> work.version(second))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("the unit of work is not holding it");
        }
    }

    @Test
    void a_version_that_there_is_not_is_refused_by_name() {
        UUID id = stored();
        UUID loose = UUID.randomUUID();
        keelson.run(ACME, work -> work.add(new Loose(loose, "x")));
        Page elsewhere = keelson.call(ACME, work -> work.get(Page.class, id));
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            assertThatThrownBy(() -> work.version(elsewhere))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(
                            "Cannot tell the version of Page[" + id + "]: the unit of work is not holding it. A"
                                    + " version is that of a state: ask for that of"
                                    + " the object which this unit of work gave, as"
                                    + " long as it is there.");

            work.get(Page.class, id);
            assertThatThrownBy(() -> work.version(elsewhere))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("the unit of work is holding another object of this identity");

            Page added = new Page(UUID.randomUUID(), "new");
            work.add(added);
            assertThatThrownBy(() -> work.version(added))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(
                            "Cannot tell the version of Page[" + added.id + "]: the unit of work is still to add it. It"
                                    + " gets its first version when it is committed.");

            Loose unversioned = work.get(Loose.class, loose);
            assertThatThrownBy(() -> work.version(unversioned))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("Loose: it is mapped without a version");
            assertThatThrownBy(() -> work.get(Loose.class, loose, Expected.version(1)))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("Loose: it is mapped without a version");

            assertThatThrownBy(() -> work.version("text"))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("java.lang.String");
            work.discard();
        }
    }

    @Test
    void a_row_that_others_stored_without_a_version_has_none_to_tell_or_to_expect() {
        UUID id = UUID.randomUUID();
        database.execute(
                "alter table notes alter column version drop not null",
                "insert into notes (tenant_id, id, text) values ('acme', '" + id + "', 'theirs')");
        keelson.run(ACME, work -> {
            Note note = work.get(Note.class, id);
            assertThatThrownBy(() -> work.version(note))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("a row of it that others stored without a version");
            assertThatThrownBy(() -> work.get(Note.class, id, Expected.version(1)))
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("the client decided on version 1, and it is one without a version now.");
        });
    }

    @Test
    void the_version_that_a_client_saw_lets_it_go_on_in_the_same_two_round_trips() {
        UUID id = stored();
        wire.reset();
        keelson.run(ACME, work -> {
            Page page = work.get(Page.class, id, Expected.version(1));
            page.text = "second";
            assertThat(work.get(Page.class, id, Expected.version(1)))
                    .as("it is at hand, and was not committed yet")
                    .isSameAs(page);
        });
        assertThat(wire.counts().roundTrips()).isEqualTo(2);
        assertThat(text(id)).isEqualTo("second");
    }

    private String text(UUID id) {
        return aside.call(ACME, work -> work.get(Page.class, id).text);
    }

    private static Stale stale(UUID id, long expected, OptionalLong found, Reason reason) {
        return new Stale(Page.class, id, expected, found, reason);
    }

    @Test
    void another_version_than_the_client_saw_is_told_at_once_and_never_tried_again() {
        UUID id = stored();
        elsewhere(id, saying("second"));
        elsewhere(id, saying("third"));
        List<Integer> rounds = new ArrayList<>();

        assertThatThrownBy(() -> keelson.run(ACME, work -> {
                    rounds.add(1);
                    work.get(Page.class, id, Expected.version(1)).text = "mine";
                }))
                .isInstanceOfSatisfying(StaleAggregateException.class, told -> {
                    assertThat(told.isRetryable()).isFalse();
                    assertThat(told.stale()).containsExactly(stale(id, 1, OptionalLong.of(3), Reason.CHANGED));
                })
                .hasMessageStartingWith(
                        "Cannot get Page[" + id + "]: the client decided on version 1, and it is version 3 now. It was"
                                + " changed since, by another unit of work. Show the client the new"
                                + " state and let it decide again; another try with version 1 cannot"
                                + " end otherwise.");
        assertThat(rounds).hasSize(1);
        assertThat(text(id)).isEqualTo("third");
    }

    @Test
    void neither_a_helper_nor_an_exception_of_the_domain_around_it_brings_another_round() {
        UUID id = stored();
        elsewhere(id, saying("second"));
        List<String> rounds = new ArrayList<>();

        assertThatThrownBy(() -> keelson.run(ACME, CommandToken.next(), work -> {
                    rounds.add("helper");
                    aside.run(ACME, inner -> edit(inner, id));
                }))
                .isInstanceOf(StaleAggregateException.class);
        assertThatThrownBy(() -> keelson.run(ACME, work -> {
                    rounds.add("wrapped");
                    try {
                        edit(work, id);
                    } catch (StaleAggregateException told) {
                        throw new NotSavedException(told);
                    }
                }))
                .isInstanceOf(NotSavedException.class);
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            assertThatThrownBy(() -> edit(work, id))
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("the client decided on version 1");
            assertThat(work.get(Page.class, id).text).as("it can be shown").isEqualTo("second");
        }
        assertThat(rounds).containsExactly("helper", "wrapped");
    }

    private static void edit(Aggregates work, UUID id) {
        work.get(Page.class, id, Expected.version(1)).text = "mine";
    }

    @Test
    void a_change_between_this_load_and_the_commit_is_told_as_the_clients_in_the_next_round() {
        UUID id = stored();
        List<Integer> rounds = new ArrayList<>();

        assertThatThrownBy(() -> keelson.run(ACME, work -> {
                    rounds.add(1);
                    Page page = work.get(Page.class, id, Expected.version(1));
                    elsewhere(id, saying("theirs"));
                    page.text = "mine";
                }))
                .isInstanceOf(StaleAggregateException.class)
                .hasMessageContaining("the client decided on version 1, and it is version 2 now.");
        assertThat(rounds).hasSize(2);
        assertThat(text(id)).isEqualTo("theirs");
    }

    @Test
    void a_decision_that_rests_on_it_without_changing_it_is_stale_too() {
        UUID id = stored();
        UUID other = UUID.randomUUID();
        List<Integer> rounds = new ArrayList<>();

        assertThatThrownBy(() -> keelson.run(ACME, work -> {
                    rounds.add(1);
                    work.get(Page.class, id, Expected.version(1));
                    elsewhere(id, saying("theirs"));
                    work.add(new Note(other, "because of it"));
                }))
                .isInstanceOf(StaleAggregateException.class)
                .hasMessageContaining("the client decided on version 1, and it is version 2 now.");
        assertThat(rounds).hasSize(2);
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            work.get(Page.class, id, Expected.version(2));
            elsewhere(id, saying("theirs again"));
            assertThatThrownBy(work::commit)
                    .as("in begin it is told as the commit's")
                    .isInstanceOfSatisfying(
                            StaleAggregateException.class,
                            told -> assertThat(told.isRetryable()).isTrue())
                    .hasMessageContaining("expected version 2, found 3");
            assertThat(work.find(Note.class, other)).isEmpty();
        }
    }

    @Test
    void one_that_is_gone_or_of_another_tenant_is_told_as_gone() {
        UUID removed = stored();
        UUID foreign = stored();
        keelson.run(ACME, work -> work.remove(work.get(Page.class, removed)));
        String gone =
                "]: the client decided on version 1, and it is gone. It was deleted since, or is of another tenant, or"
                        + " never was; tell the client so. Another try cannot end otherwise.";

        assertThatThrownBy(() -> keelson.run(ACME, work -> work.get(Page.class, removed, Expected.version(1))))
                .isInstanceOfSatisfying(StaleAggregateException.class, told -> {
                    assertThat(told.isRetryable()).isFalse();
                    assertThat(told.stale()).containsExactly(stale(removed, 1, OptionalLong.empty(), Reason.DELETED));
                })
                .hasMessageStartingWith("Cannot get Page[" + removed + gone);
        assertThatThrownBy(() -> keelson.run(GLOBEX, work -> work.get(Page.class, foreign, Expected.version(1))))
                .isInstanceOf(StaleAggregateException.class)
                .hasMessageStartingWith("Cannot get Page[" + foreign + gone);
    }

    @Test
    void a_version_that_it_never_had_is_one_of_another_aggregate() {
        UUID id = stored();
        UUID other = stored();
        elsewhere(other, saying("second"));
        keelson.run(ACME, work -> {
            long ofAnother = work.version(work.get(Page.class, other));

            assertThatThrownBy(() -> work.get(Page.class, id, Expected.version(ofAnother)))
                    .isInstanceOfSatisfying(
                            StaleAggregateException.class,
                            told -> assertThat(told.stale())
                                    .containsExactly(stale(id, 2, OptionalLong.of(1), Reason.AHEAD)))
                    .hasMessageStartingWith(
                            "Cannot get Page[" + id + "]: the client decided on version 2, and it is version 1 and was"
                                    + " never that far. The version that came from the client is of"
                                    + " another aggregate, or of one that was removed and made anew;"
                                    + " check where the client got it, and show it the state that is"
                                    + " stored.");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void a_negative_version_is_refused_where_it_is_made(long negative) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expected.version(negative))
                .withMessageStartingWith("Cannot expect version " + negative + ": versions are not negative.");
    }

    @Test
    void what_this_unit_of_work_added_or_removed_no_client_can_have_seen() {
        UUID id = stored();
        keelson.run(ACME, work -> {
            Page added = new Page(UUID.randomUUID(), "new");
            work.add(added);
            assertThatThrownBy(() -> work.get(Page.class, added.id, Expected.version(1)))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(
                            "Cannot get Page[" + added.id + "] as of version 1: the unit of work is still to add it. It"
                                    + " has no version before it is committed, and no client can have seen one.");
            work.remove(work.get(Page.class, id));
            assertThatThrownBy(() -> work.get(Page.class, id, Expected.version(1)))
                    .isInstanceOf(AggregateNotFoundException.class);
        });
    }

    @Test
    void it_is_asked_by_a_type_above_and_is_gone_for_one_who_asks_for_another_class() {
        UUID id = UUID.randomUUID();
        keelson.run(ACME, work -> work.add(new Card(id, 100)));
        keelson.run(ACME, work -> {
            Payment card = work.get(Payment.class, id, Expected.version(1));
            assertThat(card).isEqualTo(new Card(id, 100));
            assertThat(work.get(Card.class, id, Expected.version(1))).isSameAs(card);
            assertThat(work.version(card)).isEqualTo(1);
            assertThatThrownBy(() -> work.get(Transfer.class, id, Expected.version(1)))
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageStartingWith(
                            "Cannot get Transfer[" + id + "]: the client decided on version 1, and it is" + " gone.");
            work.replace(new Transfer(id, 100));
        });
        assertThatThrownBy(() -> keelson.run(ACME, work -> work.get(Payment.class, id, Expected.version(1))))
                .isInstanceOf(StaleAggregateException.class)
                .hasMessageContaining("it is version 2 now");
    }

    @Test
    void an_identifier_spelled_otherwise_asks_for_the_same_version() {
        keelson.run(ACME, work -> work.add(new Word("Keel")));
        long first = keelson.call(ACME, work -> work.version(work.get(Word.class, "keel")));
        assertThat(first).as("it begins with the clock").isGreaterThan(1_000_000_000_000_000L);

        keelson.run(ACME, work -> {
            Word word = work.get(Word.class, "KEEL", Expected.version(first));
            assertThat(work.get(Word.class, "keel", Expected.version(first))).isSameAs(word);
            word.uses++;
        });
        assertThatThrownBy(() -> keelson.run(ACME, work -> work.get(Word.class, "kEEL", Expected.version(first))))
                .isInstanceOf(StaleAggregateException.class)
                .hasMessageContaining("it is version " + (first + 1) + " now");
        keelson.run(ACME, work -> work.remove(work.get(Word.class, "Keel")));
        keelson.run(ACME, work -> work.add(new Word("Keel")));
        assertThatThrownBy(() -> keelson.run(ACME, work -> work.get(Word.class, "Keel", Expected.version(first + 1))))
                .as("made anew, it goes on counting from the clock")
                .isInstanceOfSatisfying(
                        StaleAggregateException.class,
                        told -> assertThat(told.stale().getFirst().reason()).isEqualTo(Reason.CHANGED));
    }
}

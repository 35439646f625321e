package dev.keelson.work.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.value.ColumnType;
import dev.keelson.value.EnumConverters;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conformance: what counts as a change, of aggregates with and without a version, and under policies. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class ChangeDetectionConformanceTest {

    enum Kind {
        VERSIONED,
        UNVERSIONED,
        /** Versioned, of a tenant, hidden rather than removed, and stamped. */
        POLICIES
    }

    enum Colour {
        RED("r"),
        BLUE("b");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /** Mutable within. */
    static final class Journal {
        private final List<String> notes = new ArrayList<>();
        private Date last = new Date(0);
    }

    record Price(BigDecimal amount, String currency) {}

    static final class Part {
        private final UUID id;
        private String name;
        private int count;

        Part(UUID id, String name, int count) {
            this.id = id;
            this.name = name;
            this.count = count;
        }
    }

    static final class Thing {
        private final UUID id;
        private String name = "thing";
        private @Nullable String memo;
        private byte[] picture = {1, 2, 3};
        private Date built = new Date(1_000);
        private Colour colour = Colour.RED;
        private Price price = new Price(new BigDecimal("1.50"), "EUR");
        private Journal journal = new Journal();
        private final List<Part> parts = new ArrayList<>();
        private transient int scratch;
        private @Nullable String unmapped;

        Thing(UUID id) {
            this.id = id;
        }
    }

    record Fact(UUID id, String text, List<String> words) {}

    private record Stand(Kind kind, Store store) {

        private static final WorkContext OWN = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));
        private static final WorkContext OTHER = WorkContext.of(TenantId.of("globex"), Actor.of("eve"));

        static Stand of(Kind kind) {
            return new Stand(
                    kind, kind == Kind.POLICIES ? Store.of(OWN, () -> mapped(kind)) : Store.of(() -> mapped(kind)));
        }

        /** Commits a new aggregate; where there are tenants, another one has it already. */
        void save(Object aggregate) {
            if (kind == Kind.POLICIES) {
                store.keelson().run(OTHER, work -> work.add(aggregate));
            }
            store.save(aggregate);
        }

        List<List<@Nullable Object>> things(String columns, UUID id) {
            return store.database()
                    .query(
                            "select " + columns + " from things where id = ?"
                                    + (kind == Kind.POLICIES ? " and tenant_id = 'acme'" : ""),
                            id);
        }

        /** What is written of a root besides what is changed. */
        String along() {
            return switch (kind) {
                case VERSIONED -> "version";
                case UNVERSIONED -> "";
                case POLICIES -> "updated_at, updated_by, version";
            };
        }

        void close() {
            if (kind == Kind.POLICIES) {
                assertThat(store.database()
                                .query("select version, text from facts where tenant_id = 'globex' union all"
                                        + " select distinct version, name from things where tenant_id ="
                                        + " 'globex'"))
                        .as("what another tenant has")
                        .containsExactly(List.of(1L, "a"), List.of(1L, "thing"));
            }
            store.close();
        }

        /** The writes of a commit after this change, the version aside. */
        List<String> writtenAfter(UUID id, Consumer<Thing> change) {
            try (SqlUnitOfWork work = store.begin()) {
                change.accept(work.get(Thing.class, id));
                store.wire().reset();
                work.commit();
                return Writes.on(store.wire());
            }
        }

        List<String> updated(String columns) {
            return List.of("update things (" + columns + (along().isEmpty() ? "" : ", " + along()) + ")");
        }

        /** What else is updated where only a part of a thing is. */
        List<String> andRoot(String... written) {
            List<String> all = new ArrayList<>();
            if (!along().isEmpty()) {
                all.add("update things (" + along() + ")");
            }
            all.addAll(List.of(written));
            return all;
        }

        void assertVersion(UUID id, int expected) {
            if (kind != Kind.UNVERSIONED) {
                assertThat(things("version", id)).containsExactly(List.of((long) expected));
            }
        }

        void assertStored(Thing expected) {
            assertThat(store.load(Thing.class, expected.id))
                    .usingRecursiveComparison()
                    .ignoringFields("scratch", "unmapped")
                    .isEqualTo(expected);
        }
    }

    private static final Map<Kind, Stand> STANDS = new EnumMap<>(Kind.class);

    private static KeelsonBuilder mapped(Kind kind) {
        KeelsonBuilder mapped = Keelson.builder()
                .map(Thing.class, thing -> {
                    thing.ignore("unmapped")
                            .property(
                                    "colour",
                                    p -> p.converter(EnumConverters.byCode(
                                            Colour.class, ColumnType.character(1), colour -> colour.code)));
                    if (kind == Kind.UNVERSIONED) {
                        thing.unversioned();
                    }
                })
                .map(Fact.class, fact -> {
                    if (kind == Kind.UNVERSIONED) {
                        fact.unversioned();
                    }
                });
        return kind == Kind.POLICIES
                ? mapped.policy(Tenancy.byColumn("tenant_id"))
                        .policy(SoftDelete.columns("deleted_at", "deleted_by"))
                        .policy(Audit.columns())
                : mapped;
    }

    @BeforeAll
    static void create() {
        for (Kind kind : Kind.values()) {
            STANDS.put(kind, Stand.of(kind));
        }
    }

    @AfterAll
    static void drop() {
        STANDS.values().forEach(Stand::close);
        STANDS.clear();
    }

    private static Stand of(Kind kind) {
        return Objects.requireNonNull(STANDS.get(kind));
    }

    private static Thing stored(Stand stand) {
        Thing thing = new Thing(UUID.randomUUID());
        thing.journal.notes.add("made");
        for (int i = 0; i < 4; i++) {
            thing.parts.add(new Part(UUID.randomUUID(), "part " + i, i));
        }
        stand.save(thing);
        return thing;
    }

    @ParameterizedTest
    @EnumSource
    void nothing_changed_is_nothing_written(Kind kind) { // 1
        Stand stand = of(kind);
        Thing thing = stored(stand);
        try (SqlUnitOfWork work = stand.store.begin()) {
            work.get(Thing.class, thing.id);
            stand.store.wire().reset();
            assertThat(work.plan()).hasToString("nothing to commit");
            assertThat(work.commit().isEmpty()).isTrue();
            assertThat(stand.store.wire().statements()).isEmpty();
        }
        stand.assertVersion(thing.id, 1);
    }

    @ParameterizedTest
    @EnumSource
    void an_equal_but_different_object_is_no_change(Kind kind) { // 2
        Stand stand = of(kind);
        Thing thing = stored(stand);
        assertThat(stand.writtenAfter(thing.id, same -> {
                    same.name = new String("thing");
                    same.built = new Date(1_000);
                    same.price = new Price(new BigDecimal("1.50"), new String("EUR"));
                    Journal journal = new Journal();
                    journal.notes.add(new String("made"));
                    same.journal = journal;
                }))
                .isEmpty();
        stand.assertVersion(thing.id, 1);
    }

    @ParameterizedTest
    @EnumSource
    void bytes_of_equal_content_are_no_change_and_one_byte_changed_in_place_is_one(Kind kind) { // 3
        Stand stand = of(kind);
        Thing thing = stored(stand);
        assertThat(stand.writtenAfter(thing.id, same -> same.picture = same.picture.clone()))
                .isEmpty();
        assertThat(stand.writtenAfter(thing.id, changed -> changed.picture[1] = 7))
                .isEqualTo(stand.updated("picture"));
        assertThat(stand.things("encode(picture, 'hex')", thing.id)).containsExactly(List.of("010703"));
    }

    @ParameterizedTest
    @EnumSource
    void a_mutable_value_changed_in_place_is_found(Kind kind) { // 4
        Stand stand = of(kind);
        Thing thing = stored(stand);
        assertThat(stand.writtenAfter(thing.id, changed -> changed.built.setTime(2_000)))
                .isEqualTo(stand.updated("built"));
        assertThat(stand.writtenAfter(thing.id, changed -> changed.journal.last.setTime(3_000)))
                .isEqualTo(stand.updated("journal_last"));
        assertThat(stand.writtenAfter(thing.id, changed -> changed.journal.notes.add("more")))
                .isEqualTo(stand.andRoot("insert thing_journal_notes"));
        assertThat(stand.writtenAfter(thing.id, changed -> changed.parts.get(2).count = 20))
                .isEqualTo(stand.andRoot("update thing_parts (count)"));
        thing.built.setTime(2_000);
        thing.journal.last.setTime(3_000);
        thing.journal.notes.add("more");
        thing.parts.get(2).count = 20;
        stand.assertStored(thing);
        stand.assertVersion(thing.id, 5);
    }

    @ParameterizedTest
    @EnumSource
    void a_value_that_was_stored_is_not_shared_with_the_snapshot(Kind kind) { // 4
        Stand stand = of(kind);
        Thing thing = new Thing(UUID.randomUUID());
        try (SqlUnitOfWork work = stand.store.begin()) {
            work.add(thing);
            work.commit();
            thing.picture[0] = 9;
            thing.built.setTime(9_000);
            stand.store.wire().reset();
            work.commit();
            assertThat(Writes.on(stand.store.wire())).isEqualTo(stand.updated("built, picture"));
        }
        stand.assertStored(thing);
    }

    @ParameterizedTest
    @EnumSource
    void changed_and_changed_back_is_nothing(Kind kind) { // 5
        Stand stand = of(kind);
        Thing thing = stored(stand);
        assertThat(stand.writtenAfter(thing.id, changed -> {
                    Part last = changed.parts.remove(3);
                    changed.name = "other";
                    changed.picture[0]++;
                    changed.built.setTime(0);
                    changed.journal.notes.add("more");
                    changed.parts.add(last);
                    changed.name = "thing";
                    changed.picture[0]--;
                    changed.built.setTime(1_000);
                    changed.journal.notes.remove(1);
                }))
                .isEmpty();
        stand.assertVersion(thing.id, 1);
    }

    @ParameterizedTest
    @EnumSource
    void a_second_commit_sends_nothing(Kind kind) { // 6
        Stand stand = of(kind);
        Thing thing = stored(stand);
        try (SqlUnitOfWork work = stand.store.begin()) {
            Thing loaded = work.get(Thing.class, thing.id);
            loaded.name = "other";
            loaded.picture[0] = 0;
            loaded.parts.remove(0);
            loaded.parts.add(new Part(UUID.randomUUID(), "new", 1));
            work.add(new Thing(UUID.randomUUID()));
            work.commit();
            stand.store.wire().reset();
            assertThat(work.commit().isEmpty()).isTrue();
            assertThat(stand.store.wire().statements()).isEmpty();
        }
        stand.assertVersion(thing.id, 2);
    }

    @ParameterizedTest
    @EnumSource
    void a_part_replaced_by_another_of_the_same_identifier_and_values_is_nothing(Kind kind) { // 7
        Stand stand = of(kind);
        Thing thing = stored(stand);
        assertThat(stand.writtenAfter(
                        thing.id,
                        same -> same.parts.replaceAll(part -> new Part(part.id, new String(part.name), part.count))))
                .isEmpty();
        assertThat(stand.writtenAfter(
                        thing.id,
                        changed -> changed.parts.replaceAll(
                                part -> new Part(part.id, part.name, part.count == 2 ? 20 : part.count))))
                .isEqualTo(stand.andRoot("update thing_parts (count)"));
    }

    /** Columns are never loaded in part; those that the mapping leaves out are what comes nearest. */
    @ParameterizedTest
    @EnumSource
    void what_is_not_mapped_is_not_written_and_keeps_its_value(Kind kind) { // 8
        Stand stand = of(kind);
        Thing thing = stored(stand);
        stand.store.database().execute("alter table things add if not exists unmapped text");
        stand.store.database().execute("update things set unmapped = 'theirs' where id = '" + thing.id + "'");
        assertThat(stand.writtenAfter(thing.id, changed -> {
                    changed.unmapped = "mine";
                    changed.scratch = 7;
                }))
                .isEmpty();
        assertThat(stand.writtenAfter(thing.id, changed -> {
                    changed.unmapped = "mine";
                    changed.name = "other";
                }))
                .isEqualTo(stand.updated("name"));
        assertThat(stand.things("name, unmapped", thing.id)).containsExactly(List.of("other", "theirs"));
    }

    @ParameterizedTest
    @EnumSource
    void a_converted_value_is_written_converted_and_compared_as_the_column_holds_it(Kind kind) { // 9
        Stand stand = of(kind);
        Thing thing = stored(stand);
        assertThat(stand.writtenAfter(thing.id, same -> same.colour = Colour.RED))
                .isEmpty();
        assertThat(stand.writtenAfter(thing.id, changed -> changed.colour = Colour.BLUE))
                .isEqualTo(stand.updated("colour"));
        assertThat(stand.things("colour", thing.id)).containsExactly(List.of("b"));
        // a time below the millisecond is nothing that a Date has
        stand.store
                .database()
                .execute(
                        "alter table things alter built type timestamptz",
                        "update things set built = '2026-11-22T01:02:03.456789Z' where id = '" + thing.id + "'");
        assertThat(stand.writtenAfter(thing.id, same -> {})).isEmpty();
        assertThat(stand.writtenAfter(
                        thing.id, same -> same.built = Date.from(Instant.parse("2026-11-22T01:02:03.456Z"))))
                .isEmpty();
    }

    /** No aggregate is mapped as read-only; one of a record cannot change unless another takes its place. */
    @ParameterizedTest
    @EnumSource
    void an_immutable_aggregate_changes_as_a_whole_or_not_at_all(Kind kind) { // 10
        Stand stand = of(kind);
        Fact fact = new Fact(UUID.randomUUID(), "a", List.of("x", "y"));
        stand.save(fact);
        try (SqlUnitOfWork work = stand.store.begin()) {
            Fact loaded = work.get(Fact.class, fact.id());
            Fact next = new Fact(fact.id(), "b", List.of("x", "z"));
            assertThat(work.plan()).hasToString("nothing to commit"); // the new one is not known yet
            work.replace(next);
            stand.store.wire().reset();
            work.commit();
            assertThat(Writes.on(stand.store.wire()))
                    .containsExactly(
                            "update facts (text" + (stand.along().isEmpty() ? "" : ", " + stand.along()) + ")",
                            "update fact_words (word)");
            assertThat(work.get(Fact.class, fact.id())).isSameAs(next).isNotSameAs(loaded);
        }
        assertThat(stand.store.load(Fact.class, fact.id())).isEqualTo(new Fact(fact.id(), "b", List.of("x", "z")));
    }
}

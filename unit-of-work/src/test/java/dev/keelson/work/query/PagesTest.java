package dev.keelson.work.query;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.error.AggregateLockedException;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.AggregateQuery;
import dev.keelson.work.ChunkedQuery;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries give pages, streams, identifiers, and locked aggregates. */
class PagesTest {

    static final class Job {
        private final long id;
        private String queue;
        private @Nullable Integer rank;
        private final List<String> notes = new ArrayList<>();

        Job(long id, String queue, @Nullable Integer rank) {
            this.id = id;
            this.queue = queue;
            this.rank = rank;
        }
    }

    static final class Rule {
        private final long id;
        private int least;

        Rule(long id, int least) {
            if (least < 0) {
                throw new IllegalArgumentException("below zero");
            }
            this.id = id;
            this.least = least;
        }
    }

    abstract static sealed class Paper {
        private final UUID id;
        private String name;

        private Paper(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Invoice extends Paper {
        private String sender;

        Invoice(UUID id, String name, String sender) {
            super(id, name);
            this.sender = sender;
        }
    }

    static final class Letter extends Paper {
        private @Nullable String sender;

        Letter(UUID id, String name, @Nullable String sender) {
            super(id, name);
            this.sender = sender;
        }
    }

    private static final int JOBS = 25;
    private static final Map<Setting, PolicyStage> STAGES = new LinkedHashMap<>();

    @BeforeAll
    static void create() {
        for (Setting setting : Setting.values()) {
            PolicyStage stage = PolicyStage.open(
                    setting,
                    Keelson.builder()
                            .map(Job.class)
                            .map(Rule.class)
                            .map(Paper.class, paper -> paper.inheritance(Inheritance.TABLE_PER_CLASS)));
            STAGES.put(setting, stage);
            stage.keelson().run(by("ann", PolicyStage.NOON), work -> {
                for (int id = 1; id <= JOBS; id++) {
                    Job job = new Job(id, "q" + id % 3, id % 5 == 0 ? null : id % 4);
                    job.notes.add("n" + id);
                    work.add(job);
                }
                work.add(new Letter(new UUID(0, 1), "of ann", "ann"));
                work.add(new Letter(new UUID(0, 2), "of nobody", null));
                work.add(new Invoice(new UUID(0, 3), "to bob", "bob"));
                work.add(new Rule(1, 1));
                work.add(new Rule(2, 2));
                work.add(new Rule(3, 3));
            });
            stage.execute("update rules set least = -1 where id = 2");
        }
    }

    @AfterAll
    static void drop() {
        STAGES.values().forEach(PolicyStage::close);
    }

    private static SqlUnitOfWork begin(Setting setting) {
        return STAGES.get(setting).keelson().begin(by("eve", PolicyStage.LATER));
    }

    private static List<Long> ids(List<Job> jobs) {
        return jobs.stream().map(job -> job.id).toList();
    }

    private static AggregateQuery<Job> byRank(SqlUnitOfWork work, boolean descending, boolean nullsFirst) {
        PropertyOrder rank = descending
                ? work.field(Job.class, "rank").desc()
                : work.field(Job.class, "rank").asc();
        return work.query(Job.class)
                .where(job -> job.field("queue").ne("q0"))
                .orderBy(
                        nullsFirst ? rank.nullsFirst() : rank.nullsLast(),
                        work.field(Job.class, "queue").desc());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void pages_follow_each_other_in_each_order(Setting setting) {
        for (boolean descending : List.of(false, true)) {
            for (boolean nullsFirst : List.of(false, true)) {
                try (SqlUnitOfWork work = begin(setting)) {
                    List<Long> all = new ArrayList<>();
                    Page<Job> page = byRank(work, descending, nullsFirst).page(4);
                    all.addAll(ids(page.items()));
                    while (page.next().isPresent()) {
                        page = byRank(work, descending, nullsFirst)
                                .after(page.next().get())
                                .page(4);
                        assertThat(page.items()).hasSizeLessThanOrEqualTo(4);
                        all.addAll(ids(page.items()));
                    }
                    List<Long> expected = ids(byRank(work, descending, nullsFirst)
                            .orderBy(work.field(Job.class, "id").asc())
                            .list());
                    assertThat(all).hasSize(17).isEqualTo(expected);
                    assertThat(byRank(work, descending, nullsFirst)
                                    .orderBy(work.field(Job.class, "id").asc())
                                    .offset(5)
                                    .limit(3)
                                    .list())
                            .extracting(job -> job.id)
                            .isEqualTo(expected.subList(5, 8));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void pages_of_classes_with_tables_of_their_own_by_what_one_of_them_may_be_without(Setting setting) {
        try (SqlUnitOfWork work = begin(setting)) {
            PropertyOrder bySender = work.field(Paper.class, "sender").asc().nullsFirst();
            List<String> names = new ArrayList<>();
            Page<Paper> page = work.query(Paper.class).orderBy(bySender).page(1);
            while (page.next().isPresent()) {
                page.items().forEach(paper -> names.add(paper.name));
                page = work.query(Paper.class)
                        .orderBy(bySender)
                        .after(page.next().get())
                        .page(1);
            }
            assertThat(names).containsExactly("of nobody", "of ann", "to bob");
            assertThat(work.query(Paper.class)
                            .orderBy(work.field(Paper.class, "sender").asc())
                            .list())
                    .extracting(paper -> paper.name)
                    .containsExactly("of ann", "to bob", "of nobody");
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_cursor_of_another_query_or_one_that_was_changed_is_refused(Setting setting) {
        try (SqlUnitOfWork work = begin(setting)) {
            String cursor = byRank(work, false, true).page(4).next().orElseThrow();
            assertThat(cursor).matches("[A-Za-z0-9_-]+");
            assertThatThrownBy(() -> byRank(work, true, true).after(cursor).page(4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("it is of a query of another shape");
            assertThatThrownBy(() -> work.query(Job.class).after(cursor).list())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("it is of a query of another shape");
            int tampered = 0;
            for (int at = 12; at < cursor.length(); at++) {
                char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
                String changed = cursor.substring(0, at) + other + cursor.substring(at + 1);
                if (at == cursor.length() - 1) {
                    continue; // the last character may have bits that mean nothing
                }
                assertThatThrownBy(
                                () -> byRank(work, false, true).after(changed).page(4))
                        .as("changed at %s", at)
                        .isInstanceOf(IllegalArgumentException.class);
                tampered++;
            }
            assertThat(tampered).isPositive();
            for (String nonsense : List.of("", "x", "%%%", "AAAA", cursor + cursor)) {
                assertThatThrownBy(
                                () -> byRank(work, false, true).after(nonsense).page(4))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Cannot go on after this cursor");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void the_first_the_single_one_and_the_identifiers(Setting setting) {
        try (SqlUnitOfWork work = begin(setting)) {
            PropertyOrder byId = work.field(Job.class, "id").asc();
            AggregateQuery<Job> all = byRank(work, false, false).orderBy(byId);
            Optional<Job> first = all.first();
            assertThat(all.list()).hasSize(17).first().isSameAs(first.orElseThrow());
            assertThat(all.count()).isEqualTo(17);
            assertThat(all.limit(3).offset(1).<Long>ids())
                    .isEqualTo(
                            ids(byRank(work, false, false).orderBy(byId).list()).subList(1, 4));
            assertThat(work.query(Job.class)
                            .where(job -> job.field("id").eq(7L))
                            .single())
                    .map(job -> job.id)
                    .contains(7L);
            assertThat(work.query(Job.class)
                            .where(job -> job.field("id").eq(700L))
                            .single())
                    .isEmpty();
            assertThatThrownBy(() -> work.query(Job.class).single())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("at least two fulfil its condition");
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_stream_gives_all_and_the_unit_of_work_knows_none(Setting setting) {
        try (SqlUnitOfWork work = begin(setting)) {
            List<Long> streamed = new ArrayList<>();
            try (Stream<Job> jobs = byRank(work, true, false).stream()) {
                jobs.forEach(job -> {
                    streamed.add(job.id);
                    assertThat(job.notes).containsExactly("n" + job.id);
                    job.queue = "changed";
                });
            }
            assertThat(streamed)
                    .isEqualTo(ids(byRank(work, true, false)
                            .orderBy(work.field(Job.class, "id").asc())
                            .list()));
            assertThat(work.plan().operations()).isEmpty();
            assertThat(work.get(Job.class, 1L).queue).isEqualTo("q1");
            try (Stream<Job> jobs = work.query(Job.class).limit(7).offset(2).stream()) {
                assertThat(jobs.map(job -> job.id)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
            }
            Stream<Job> closed = work.query(Job.class).stream();
            Iterator<Job> jobs = closed.iterator();
            closed.close();
            assertThatThrownBy(jobs::hasNext)
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("a stream that is closed");
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_makes_no_object_fails_or_is_told_and_left_out(Setting setting) {
        try (SqlUnitOfWork work = begin(setting)) {
            AggregateQuery<Rule> rules =
                    work.query(Rule.class).orderBy(work.field(Rule.class, "id").asc());
            assertThatThrownBy(rules::list).isInstanceOf(HydrationException.class);
            List<String> told = new ArrayList<>();
            assertThat(rules.skipUnreadable(problem -> told.add(problem.getMessage()))
                            .list())
                    .extracting(rule -> rule.id)
                    .containsExactly(1L, 3L);
            assertThat(told).hasSize(1).first().asString().contains("Rule[2]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_MESSAGE", "PLAIN_STATEMENTS"})
    void workers_lock_what_nobody_else_has(Setting setting) {
        Keelson keelson = STAGES.get(setting).keelson();
        try (SqlUnitOfWork one = keelson.begin(by("one", PolicyStage.NOON), Isolation.LOCKING);
                SqlUnitOfWork two = keelson.begin(by("two", PolicyStage.NOON), Isolation.LOCKING)) {
            assertThat(ids(next(one).skipLocked().list())).containsExactly(1L, 2L);
            assertThat(ids(next(two).skipLocked().list())).containsExactly(3L, 4L);
            assertThatThrownBy(() -> next(two).noWait().list()).isInstanceOf(AggregateLockedException.class);
        }
        try (SqlUnitOfWork three = keelson.begin(by("three", PolicyStage.NOON), Isolation.LOCKING)) {
            assertThat(ids(next(three).forUpdate().list())).containsExactly(1L, 2L);
            three.get(Job.class, 1L).queue = "taken";
            three.commit();
        }
        try (SqlUnitOfWork again = keelson.begin(by("three", PolicyStage.NOON))) {
            again.get(Job.class, 1L).queue = "q1";
            again.commit();
            assertThatThrownBy(() -> next(again).skipLocked().list())
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("Isolation.LOCKING");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_MESSAGE", "PLAIN_STATEMENTS"})
    void what_was_changed_while_a_lock_was_waited_for_is_judged_again(Setting setting) throws Exception {
        Keelson keelson = STAGES.get(setting).keelson();
        try (SqlUnitOfWork one = keelson.begin(by("one", PolicyStage.NOON), Isolation.LOCKING)) {
            Job held = one.query(Job.class)
                    .where(job -> job.field("id").eq(6L))
                    .forUpdate()
                    .single()
                    .orElseThrow();
            held.notes.set(0, "other");
            CompletableFuture<List<Long>> waits = CompletableFuture.supplyAsync(() -> {
                try (SqlUnitOfWork two = keelson.begin(by("two", PolicyStage.NOON), Isolation.LOCKING)) {
                    return ids(two.query(Job.class)
                            .where(job ->
                                    job.field("id").le(7L).and(job.field("id").ge(6L)))
                            .any("notes", note -> note.value().in("n6", "n7"))
                            .orderBy(two.field(Job.class, "id").desc())
                            .forUpdate()
                            .list());
                }
            });
            while (STAGES.get(setting)
                    .query("select 1 from pg_locks where not granted")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            one.commit();
            assertThat(waits.get(10, TimeUnit.SECONDS)).containsExactly(7L);
        }
        keelson.run(
                by("one", PolicyStage.NOON),
                work -> work.get(Job.class, 6L).notes.set(0, "n6"));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_a_form_cannot_do_is_refused_rather_than_left_out(Setting setting) {
        try (SqlUnitOfWork work = STAGES.get(setting).keelson().begin(by("one", PolicyStage.NOON), Isolation.LOCKING)) {
            List<Runnable> forms = List.of(
                    () -> next(work).forUpdate().page(3),
                    () -> work.query(Job.class).forUpdate().page(3),
                    () -> work.query(Job.class).skipLocked().stream(),
                    () -> work.query(Job.class).noWait().ids(),
                    () -> work.query(Job.class).forUpdate().count(),
                    () -> work.query(Job.class).forUpdate().exists(),
                    () -> work.query(Job.class).skipUnreadable(problem -> {}).page(3),
                    () -> work.query(Job.class).limit(3).page(3));
            forms.forEach(form -> assertThatThrownBy(form::run).isInstanceOf(IllegalArgumentException.class));
        }
        try (SqlUnitOfWork work = begin(setting)) {
            String cursor = next(work, 30).page(4).next().orElseThrow();
            try (Stream<Job> rest = next(work, 30).after(cursor).stream()) {
                assertThat(rest.map(job -> job.id)).hasSize(JOBS - 4).startsWith(5L);
            }
            AggregateQuery<Rule> rules = work.query(Rule.class)
                    .where(rule -> rule.field("id").ge(2L))
                    .orderBy(work.field(Rule.class, "id").asc())
                    .skipUnreadable(problem -> {});
            assertThat(rules.first()).map(rule -> rule.id).contains(3L);
        }
    }

    private static AggregateQuery<Job> next(SqlUnitOfWork work, int below) {
        return work.query(Job.class)
                .where(job -> job.field("id").lt((long) below))
                .orderBy(work.field(Job.class, "id").asc());
    }

    private static AggregateQuery<Job> next(SqlUnitOfWork work) {
        return work.query(Job.class).orderBy(work.field(Job.class, "id").asc()).limit(2);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_cannot_be_is_refused(Setting setting) {
        try (SqlUnitOfWork work = begin(setting)) {
            assertThatThrownBy(() -> work.query(Job.class).page(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> work.query(Job.class).limit(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> work.query(Job.class).offset(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> work.query(Job.class)
                            .orderBy(work.table(Job.class).field("queue"))
                            .page(3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Order by properties");
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void pending_changes_of_a_table_that_a_condition_reads_are_told(Setting setting) {
        try (SqlUnitOfWork work = begin(setting)) {
            work.query(Rule.class).where(rule -> rule.field("id").eq(1L)).list().get(0).least = 9;
            assertThat(work.query(Job.class).count()).isEqualTo(JOBS);
            var rules = work.table(Rule.class);
            assertThatThrownBy(() -> work.query(Job.class)
                            .where(org.jooq.impl.DSL.exists(
                                    org.jooq.impl.DSL.selectOne().from(rules)))
                            .count())
                    .isInstanceOf(PendingChangesException.class)
                    .hasMessageContaining("rules");
            work.discard();
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_job_changes_all_chunk_by_chunk_and_tells_how_far_it_is(Setting setting) {
        Keelson keelson = STAGES.get(setting).keelson();
        List<ChunkedQuery.Progress> told = new ArrayList<>();
        List<List<Long>> chunks = new ArrayList<>();
        ChunkedQuery.Progress done = keelson.query(by("job", PolicyStage.LATER), Job.class)
                .where(job -> job.field("queue").eq("q2"))
                .onProgress(told::add)
                .forEachChunk(4, (work, chunk) -> {
                    chunks.add(ids(chunk));
                    chunk.forEach(job -> job.queue = "done");
                });
        assertThat(chunks).containsExactly(List.of(2L, 5L, 8L, 11L), List.of(14L, 17L, 20L, 23L));
        assertThat(told).containsExactly(new ChunkedQuery.Progress(1, 4), new ChunkedQuery.Progress(2, 8));
        assertThat(done).isEqualTo(new ChunkedQuery.Progress(2, 8));
        try (SqlUnitOfWork work = begin(setting)) {
            assertThat(work.query(Job.class)
                            .where(job -> job.field("queue").eq("done"))
                            .count())
                    .isEqualTo(8);
        }
        keelson.query(by("job", PolicyStage.LATER), Job.class)
                .where(job -> job.field("queue").eq("done"))
                .forEachChunk(100, (work, chunk) -> chunk.forEach(job -> job.queue = "q2"));
        assertThatThrownBy(() -> keelson.run(
                        by("job", PolicyStage.LATER),
                        outer -> keelson.query(by("job", PolicyStage.LATER), Job.class)
                                .forEachChunk(1, (work, chunk) -> {})))
                .isInstanceOf(UnitOfWorkStateException.class);
        assertThatThrownBy(() ->
                        keelson.query(by("job", PolicyStage.LATER), Job.class).forEachChunk(0, (work, chunk) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_chunk_that_fails_leaves_those_before_it_done(Setting setting) {
        Keelson keelson = STAGES.get(setting).keelson();
        assertThatThrownBy(() -> keelson.query(by("job", PolicyStage.LATER), Job.class)
                        .forEachChunk(10, (work, chunk) -> {
                            if (chunk.get(0).id == 11) {
                                throw new IllegalStateException("stop");
                            }
                            chunk.forEach(job -> job.notes.add("seen"));
                        }))
                .isInstanceOf(IllegalStateException.class);
        try (SqlUnitOfWork work = begin(setting)) {
            List<Job> seen = work.query(Job.class)
                    .where(job -> job.any("notes", note -> note.value().eq("seen")))
                    .list();
            assertThat(seen).hasSize(10);
            seen.forEach(job -> job.notes.remove("seen"));
            work.commit();
        }
    }
}

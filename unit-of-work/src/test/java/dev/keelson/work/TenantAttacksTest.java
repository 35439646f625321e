package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.TenantQuestions.Asked;
import dev.keelson.work.tenants.Estate;
import dev.keelson.work.tenants.Estate.Entry;
import dev.keelson.work.tenants.Estate.Keeper;
import dev.keelson.work.tenants.Estate.KeeperId;
import dev.keelson.work.tenants.Estate.Mail;
import dev.keelson.work.tenants.Estate.Message;
import dev.keelson.work.tenants.Estate.Plot;
import dev.keelson.work.tenants.Estate.PlotId;
import dev.keelson.work.tenants.Estate.Truck;
import dev.keelson.work.tenants.Estate.Vehicle;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tenant A, who knows all identifiers of tenant B and has rows of the same ones, finds, changes and learns nothing of B; with
 * row-level security and without.
 */
@ParameterizedClass
@ValueSource(booleans = {false, true})
@SuppressWarnings("NullAway.Init")
class TenantAttacksTest {

    private static final PlotId PLOT = new PlotId(1, 1);
    private static final KeeperId KEEPER = new KeeperId("Kim");
    private static final UUID FIRST = new UUID(0, 1);
    private static final String OF_A = "canary-of-A";
    private static final String OF_B = "canary-of-B";

    @Parameter
    boolean secured;

    private static TenantStage stage;

    @BeforeParameterizedClassInvocation
    static void open(boolean secured) {
        stage = new TenantStage(secured);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        stage.close();
    }

    @BeforeEach
    void b_has_an_aggregate_of_each_class() {
        stage.begin(OF_B);
    }

    private static void a_has_the_same_ones() {
        stage.aside().run(Estate.A, work -> Estate.settlement(OF_A).forEach(work::add));
    }

    private static SqlUnitOfWork beginAsA() {
        return stage.keelson().begin(Estate.A);
    }

    @Test
    void whatever_is_asked_by_an_identifier_of_another_tenant_is_answered_as_of_what_never_was() throws SQLException {
        List<String> before = stage.theirs();
        for (Asked asked : TenantQuestions.ALL) {
            assertThat(TenantQuestions.answers(stage, asked.type(), asked.theirs()))
                    .hasSizeGreaterThan(9)
                    .isEqualTo(TenantQuestions.answers(stage, asked.type(), asked.nobodys()));
        }
        assertThat(stage.theirs()).isEqualTo(before);
        stage.aside()
                .run(
                        Estate.B,
                        work -> assertThat(TenantQuestions.ALL)
                                .allMatch(asked -> work.exists(asked.type(), asked.theirs())));
    }

    @Test
    void references_to_what_only_another_tenant_has_lead_nowhere_as_those_to_nothing() throws SQLException {
        stage.aside().run(Estate.B, work -> work.add(new Keeper(new KeeperId("Bob"), OF_B)));
        a_has_the_same_ones();
        List<List<Object>> told = new ArrayList<>();
        for (String keeper : List.of("Bob", "Nat")) {
            List<Object> ofThis = new ArrayList<>();
            told.add(ofThis);
            for (Consumer<Plot> refer : List.<Consumer<Plot>>of(
                    plot -> plot.keeper = Ref.of(new KeeperId(keeper)),
                    plot -> plot.helperIds.add(new KeeperId(keeper)))) {
                ofThis.add(catchThrowableOfType(
                                ConstraintViolationException.class,
                                () -> stage.keelson().run(Estate.A, work -> refer.accept(work.get(Plot.class, PLOT))))
                        .getMessage());
            }
            stage.past( // as if there were no foreign keys
                    "update plots set keeper_id = '" + keeper + "' where tenant_id = 'A'",
                    "update plot_helper_ids set helper_id = '" + keeper + "' where tenant_id = 'A'");
            try (SqlUnitOfWork work = beginAsA()) {
                stage.wire().reset();
                Plot plot = work.get(Plot.class, PLOT);
                ofThis.add(plot.helpers.list());
                ofThis.add(catchThrowableOfType(AggregateNotFoundException.class, () -> plot.keeper.get())
                        .getMessage()
                        .replace(keeper, "ID"));
                ofThis.add(stage.wire().transcript());
            }
            stage.past("update plots set keeper_id = 'Kim'", "update plot_helper_ids set helper_id = 'Kim'");
        }
        assertThat(told.get(0)).isEqualTo(told.get(1)).hasSize(5);

        stage.past("update plots set keeper_id = 'Bob'", "update plot_helper_ids set helper_id = 'Bob'");
        try (SqlUnitOfWork theirs = stage.keelson().begin(Estate.B)) {
            Keeper bob = theirs.get(Keeper.class, new KeeperId("Bob"));
            assertThat(bob.plots.list()).extracting(plot -> plot.name).containsExactly(OF_B);
            assertThat(bob.helped.list()).extracting(plot -> plot.name).containsExactly(OF_B);
        }
    }

    @Test
    void objects_that_another_tenant_loaded_are_no_way_to_its_rows() throws SQLException {
        List<Object> loaded = new ArrayList<>();
        stage.aside()
                .run(
                        Estate.B,
                        work -> TenantQuestions.ALL.forEach(
                                asked -> loaded.add(work.get(asked.type(), asked.theirs()))));
        List<String> before = stage.theirs();
        try (SqlUnitOfWork work = beginAsA()) {
            for (Object one : loaded) {
                assertThat(List.<ThrowingCallable>of(
                                () -> work.replace(one),
                                () -> work.remove(one),
                                () -> work.requireUnchanged(one),
                                () -> work.version(one)))
                        .allSatisfy(attempt -> assertThatThrownBy(attempt).isInstanceOf(KeelsonException.class));
            }
            assertThat(work.commit().isEmpty()).isTrue();
        }
        stage.keelson().run(Estate.A, work -> loaded.forEach(work::add));
        assertThat(stage.rows("A")).as("what A adds is A's").isNotEmpty().isEqualTo(stage.rows("B"));
        assertThat(stage.theirs()).isEqualTo(before);
    }

    @Test
    void parts_of_all_kinds_change_and_go_without_a_trace_in_those_of_equal_identifiers() throws SQLException {
        a_has_the_same_ones();
        List<String> before = stage.theirs();
        stage.keelson().run(Estate.A, work -> {
            Plot plot = work.get(Plot.class, PLOT);
            plot.beds.forEach(bed -> bed.soil = "changed");
            plot.beds.get(0).plants.clear();
            plot.beds.remove(1);
            plot.prices.replaceAll((good, price) -> price + 10);
            plot.prices.remove("good 1");
            plot.tools.values().forEach(tool -> tool.wear++);
            plot.tools.remove("hook 1");
            plot.branches.get(0).branches.clear();
            plot.branches.remove(1);
            plot.branches.forEach(branch -> branch.fruit = "changed");
            plot.helperIds.clear();
            plot.deed = null;
            ((Truck) work.get(Vehicle.class, FIRST)).routes.remove("the other");
            work.replace(new Mail(FIRST, "changed", List.of("changed")));
            work.get(Entry.class, 1L).tags.remove(0);
        });
        assertThat(stage.theirs()).isEqualTo(before);
        stage.keelson()
                .run(Estate.A, work -> TenantQuestions.ALL.forEach(asked -> work.remove(asked.type(), asked.theirs())));
        assertThat(stage.rows("A")).isEmpty();
        assertThat(stage.theirs()).isEqualTo(before);
    }

    @Test
    void two_tenants_in_one_thread_have_objects_locks_and_references_of_their_own() throws SQLException {
        a_has_the_same_ones();
        try (SqlUnitOfWork theirs = stage.aside().begin(Estate.B, Isolation.LOCKING);
                SqlUnitOfWork mine = stage.keelson().begin(Estate.A, Isolation.LOCKING)) {
            for (Asked asked : TenantQuestions.ALL.subList(0, 2)) {
                theirs.get(asked.type(), asked.theirs(), Lock.FOR_UPDATE);
                assertThat(mine.find(asked.type(), asked.theirs(), Lock.SKIP_LOCKED))
                        .isPresent();
                assertThat(mine.get(asked.type(), asked.theirs(), Lock.NO_WAIT)).isNotNull();
            }
            for (SqlUnitOfWork work : List.of(theirs, mine)) {
                Plot plot = work.get(Plot.class, PLOT);
                Keeper helper = plot.helpers.list().get(0);
                assertThat(List.of(
                                plot.keeper.get(),
                                helper.plots.list().get(0),
                                helper.helped.list().get(0)))
                        .containsExactly(helper, plot, plot);
                plot.name += work == mine ? " by A" : " by B";
                work.commit();
            }
        }
        assertThat(stage.shown("select tenant_id || ' ' || name from plots order by 1"))
                .containsExactly("A " + OF_A + " by A", "B " + OF_B + " by B");
    }

    @Test
    void a_unique_value_is_a_tenants_own_and_one_of_all_tenants_tells_nothing_but_that_it_is_taken()
            throws SQLException {
        a_has_the_same_ones();
        assertThat(stage.shown("select tenant_id || ' ' || code from plots order by 1"))
                .containsExactly("A code 11", "B code 11");

        stage.past("create unique index one_plate on vehicles (plate)");
        try {
            Throwable refused = catchThrowable(() ->
                    stage.keelson().run(Estate.A, work -> work.add(new Truck(new UUID(0, 7), OF_B))));
            assertThat(refused)
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("constraint one_plate on table vehicles is violated")
                    .hasMessageNotContaining(OF_B);
            assertThat(refused.getCause()).hasMessageNotContaining(FIRST.toString());
        } finally {
            stage.past("drop index one_plate");
        }
    }

    @Test
    void a_query_gives_ones_own_rows_and_a_subquery_that_names_no_tenant_is_refused() {
        a_has_the_same_ones();
        Table<?> beds = DSL.table(DSL.name("plot_beds")).as("b");
        Condition soil = DSL.field(DSL.name("b", "soil"), String.class).eq(OF_B);
        Field<String> tenant = DSL.field(DSL.name("b", "tenant_id"), String.class);
        Field<String> ours = DSL.field(DSL.name("plots", "tenant_id"), String.class);
        try (SqlUnitOfWork work = beginAsA()) {
            for (Condition uncovered : List.of(
                    DSL.exists(DSL.selectOne()
                            .from("plot_beds b")
                            .where(DSL.field("b.soil", String.class).eq(OF_B))),
                    DSL.exists(DSL.selectOne().from(beds).where(soil)),
                    DSL.exists(DSL.selectOne().from(beds).where(soil).and(tenant.eq("B"))),
                    DSL.exists(DSL.selectOne().from(beds).where(soil.or(tenant.eq("A")))),
                    DSL.exists(DSL.selectOne().from(beds).where(soil).and(tenant.ne("A"))),
                    DSL.exists(DSL.selectOne()
                            .from(beds)
                            .leftJoin(DSL.table(DSL.name("plots")))
                            .on(tenant.eq("A"))
                            .where(soil)),
                    DSL.condition("plots.tenant_id in (select b.tenant_id from plot_beds b)"))) {
                AggregateQuery<Plot> query = work.query(Plot.class).where(uncovered);
                assertThatThrownBy(query::list)
                        .as("%s", uncovered)
                        .isInstanceOf(PolicyViolationException.class)
                        .hasMessageContaining("Plot")
                        .hasMessageContaining("compare its column with the tenant itself");
            }
            for (Condition covered : List.of(
                    DSL.exists(DSL.selectOne().from(beds).where(soil).and(tenant.eq("A"))),
                    DSL.exists(DSL.selectOne().from(beds).where(tenant.eq(ours).and(soil))))) {
                assertThat(work.query(Plot.class).where(covered).list())
                        .as("%s", covered)
                        .isEmpty();
            }
            AggregateQuery<Keeper> sorted =
                    work.query(Keeper.class).orderBy(DSL.field("(select max(plate) from vehicles)"));
            assertThatThrownBy(sorted::list).isInstanceOf(PolicyViolationException.class);
            assertThat(work.query(Keeper.class)
                            .where(DSL.condition("true or keepers.tenant_id = 'B'"))
                            .list())
                    .extracting(keeper -> keeper.name)
                    .containsExactly(OF_A);
            assertThat(List.of(
                            work.query(Message.class).count(),
                            work.query(Vehicle.class).count(),
                            work.query(Entry.class).count()))
                    .containsExactly(2L, 2L, 1L);
        }
    }

    @Test
    void no_thread_and_no_connection_takes_a_tenant_along() throws SQLException {
        a_has_the_same_ones();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        try (HikariDataSource two = stage.pool(2);
                Keelson crowded = stage.on(two)) {
            for (int thread = 0; thread < 8; thread++) {
                long own = 100 + thread;
                CompletableFuture<Void> done = new CompletableFuture<>();
                all.add(done);
                (thread % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> {
                    try {
                        for (int round = 0; round < 20; round++) {
                            takeTurns(crowded, own, (round + own) % 2 == 0);
                        }
                        done.complete(null);
                    } catch (Throwable failure) {
                        done.completeExceptionally(failure);
                    }
                });
            }
            all.forEach(ShopStage::join);
        }
        assertThat(stage.shown("select tenant_id || ' ' || tag || ' ' || count(*) from entry_tags where entry_id > 99"
                        + " group by tenant_id, tag order by 1"))
                .containsExactly("A " + OF_A + " 80", "B " + OF_B + " 80");
    }

    private static void takeTurns(Keelson crowded, long entry, boolean asA) {
        String own = asA ? OF_A : OF_B;
        crowded.run(asA ? Estate.A : Estate.B, work -> {
            assertThat(work.get(Plot.class, PLOT).name).isEqualTo(own);
            work.findOrAdd(Entry.class, entry, () -> new Entry(entry, own)).tags.add(own);
        });
    }

    @Test
    void however_a_unit_of_work_ends_its_connection_is_given_back_as_new() throws SQLException {
        a_has_the_same_ones();
        stage.past("insert into keepers (tenant_id, id, name, version) values ('', 'Kim', 'of nobody', 1)");
        try (HikariDataSource pool = stage.pool(1);
                Lent lent = new Lent(pool.getConnection());
                Keelson keelson = stage.on(lent.dataSource())) {
            for (Isolation isolation : Isolation.values()) {
                for (Consumer<SqlUnitOfWork> mishap : TenantMishaps.all(OF_A, stage.aside())) {
                    try (SqlUnitOfWork work = keelson.begin(Estate.A, isolation)) {
                        catchThrowable(() -> mishap.accept(work));
                        catchThrowable(work::discard);
                    }
                }
            }
            assertThat(lent.givenBack()).hasSizeGreaterThan(60).containsOnly(Lent.AS_NEW);
            assertThat(lent.rows("select id from keepers where tenant_id in ('B', '') order by 1"))
                    .as("of no tenant, which now reads as ''")
                    .isEqualTo(secured ? List.of() : List.of("Kim", "Kim"));
        }
    }

    private static final List<String> ALIKE =
            List.of(("A|a|A | A|A\u200B|\u0410|\uFF21|\u00C1|A\u0301|A.|A%|_|%|*|null|"
                            + "'; drop table keepers; --|\" or 1=1|' or ''='|\\|$1|?|:p|{0}|/**/|B, A|x\" ; --|"
                            + "A".repeat(64))
                    .split("\\|"));

    @Test
    void a_tenant_is_its_name_to_the_letter_and_no_name_is_anything_but_a_value() throws SQLException {
        Set<List<String>> sent = new LinkedHashSet<>();
        for (String name : ALIKE) {
            stage.wire().reset();
            try (SqlUnitOfWork work = stage.keelson().begin(Estate.of(name))) {
                assertThat(work.find(Keeper.class, KEEPER)).as(name).isEmpty();
                assertThat(work.query(Keeper.class).exists()).isFalse();
                work.add(new Keeper(KEEPER, name));
                work.commit();
                sent.add(stage.wire().transcript());
            }
        }
        assertThat(sent).as("one text for all").hasSize(1);
        for (String name : ALIKE) {
            try (SqlUnitOfWork work = stage.keelson().begin(Estate.of(name))) {
                assertThat(work.query(Keeper.class).list())
                        .extracting(keeper -> keeper.name)
                        .containsExactly(name);
            }
        }
        assertThat(stage.shown("select name from keepers where name = tenant_id"))
                .hasSize(27)
                .hasSameSizeAs(ALIKE);
    }

    @Test
    void a_view_or_a_partition_in_the_place_of_a_table_does_not_pass_for_one_that_is_secured() {
        for (boolean validated : List.of(false, true)) {
            try (TestDatabase own = TestDatabase.create()) {
                own.execute(Estate.ddl(secured));
                own.execute(
                        "alter table entry_tags rename to all_tags",
                        "create view entry_tags as select * from all_tags",
                        "create table all_smses (like smses including all) partition by list (id)",
                        "alter table all_smses enable row level security",
                        "alter table all_smses force row level security",
                        "create policy one on all_smses using (tenant_id = current_setting('keelson.tenant', true))",
                        "drop table smses",
                        "create table smses partition of all_smses default");
                KeelsonBuilder builder =
                        Estate.mapped(secured).validate(validated).dataSource(own.application());
                MappingException refused = catchThrowableOfType(
                        MappingException.class, () -> builder.build().close());
                assertThat(refused == null ? List.<Fault>of() : refused.faults())
                        .filteredOn(fault -> fault.problem().contains("row-level security"))
                        .extracting(Fault::path, Fault::problem)
                        .isEqualTo(
                                secured
                                        ? List.of(
                                                tuple(
                                                        "Entry.tags",
                                                        "entry_tags is a view, which row-level security does not bind"),
                                                tuple("Sms", "row-level security of smses is off"),
                                                tuple(
                                                        "Sms",
                                                        "row-level security of smses is not forced, and does not bind"
                                                                + " the table's owner"))
                                        : List.of());
            }
        }
    }

    @Test
    void no_message_log_line_or_text_of_an_object_shows_a_value_of_a_row() {
        a_has_the_same_ones();
        List<Object> told = new ArrayList<>(List.of(stage.keelson()));
        String log = TenantStage.logged(() -> {
            for (Consumer<SqlUnitOfWork> mishap : TenantMishaps.all(OF_A, stage.aside())) {
                try (SqlUnitOfWork work = beginAsA()) {
                    told.addAll(List.of(work, work.query(Plot.class)));
                    Throwable refused = catchThrowable(() -> mishap.accept(work));
                    told.add(refused == null ? stage.keelson().statistics() : refused);
                    catchThrowable(work::discard);
                }
            }
        });
        assertThat(log).contains("was closed with uncommitted changes");
        told.add(log);
        assertThat(told.stream().filter(KeelsonException.class::isInstance)).hasSize(11);
        for (Object one : told) {
            assertThat(one.toString()).doesNotContain(OF_A, OF_B);
            Throwable cause = one instanceof Throwable thrown ? thrown.getCause() : null;
            assertThat("" + cause)
                    .as("what the driver says, is of A at the most")
                    .doesNotContain(OF_B);
        }
    }
}

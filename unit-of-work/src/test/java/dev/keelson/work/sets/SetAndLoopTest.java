package dev.keelson.work.sets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same change by loop and by set-based write leaves equal rows in all tables. Random programs of writes run in two databases: in the
 * one as set-based writes, one or several a commit; in the other each as a loop over the aggregates that a query gives. All rows of all
 * tables are compared after each commit; of a commit with several writes, versions are raised once in the first, and as often as
 * there were loops in the second, so that there they are set to what one commit makes of them.
 *
 * <p>Every program has a seed of its own, which a failure names: {@code -Dkeelson.test.jvm="-Dkeelson.seed=... -Dkeelson.programs=1"}
 * runs it again.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // rows as they come
class SetAndLoopTest {

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");

    /** Under which policies. */
    enum Rules {
        NONE,
        TENANCY,
        HIDING,
        EVERY_ROW,
        FLAG;

        private KeelsonBuilder mapped() {
            KeelsonBuilder keelson = Keelson.builder().commitLog(false);
            boolean isJoined = this == HIDING || this == EVERY_ROW || this == FLAG;
            Bazaar.map(keelson, this == FLAG, isJoined ? Inheritance.JOINED : Inheritance.SINGLE_TABLE);
            return switch (this) {
                case NONE -> keelson;
                case TENANCY -> keelson.policy(Tenancy.byColumn("tenant_id").withRowLevelSecurity());
                case HIDING ->
                    keelson.policy(Tenancy.byColumn("tenant_id"))
                            .policy(Audit.columns())
                            .policy(SoftDelete.columns("deleted_at", "deleted_by"));
                case EVERY_ROW ->
                    keelson.policy(Tenancy.byColumn("tenant_id"))
                            .policy(Audit.columns().everyRow());
                case FLAG -> keelson.policy(Audit.columns().everyRow()).policy(SoftDelete.flag("is_deleted"));
            };
        }
    }

    static Stream<Arguments> ways() {
        return Stream.of(Rules.values())
                .flatMap(rules -> Stream.of(Setting.ONE_MESSAGE, Setting.PLAIN_STATEMENTS)
                        .filter(setting -> SOAK
                                || rules == Rules.HIDING
                                || (rules == Rules.EVERY_ROW && setting == Setting.ONE_MESSAGE))
                        .map(setting -> Arguments.of(rules, setting)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void the_same_change_by_loop_and_by_set_based_write_leaves_equal_rows_in_all_tables(Rules rules, Setting setting) {
        long first = Long.getLong("keelson.seed", System.nanoTime());
        int programs = Integer.getInteger("keelson.programs", SOAK ? 250 : 2);
        System.out.println("SetAndLoopTest " + rules + " " + setting + " seed " + first);
        try (PolicyStage sets = PolicyStage.open(setting, rules.mapped());
                PolicyStage loops = PolicyStage.open(setting, rules.mapped())) {
            for (int n = 0; n < programs; n++) {
                run(first + n, sets, loops);
            }
        }
    }

    private static void run(long seed, PolicyStage sets, PolicyStage loops) {
        Random random = new Random(seed);
        List<String> told = new ArrayList<>();
        for (PolicyStage stage : List.of(sets, loops)) {
            stage.execute("truncate " + String.join(", ", tables(stage)));
            stage.keelson().run(PolicyStage.by("jane", PolicyStage.NOON), work -> Stock.fill(new Random(seed), work));
        }
        for (int commit = 0; commit < 4; commit++) {
            List<Step> steps = new ArrayList<>();
            for (int n = random.nextInt(3); n >= 0; n--) {
                steps.add(Step.draw(random));
            }
            told.add(steps.toString());
            WorkContext context = PolicyStage.by("joe", PolicyStage.LATER.plusSeconds(commit));
            try (SqlUnitOfWork work = sets.keelson().begin(context)) {
                steps.forEach(step -> step.set(work.sql()));
                work.commit();
            }
            remember(loops);
            for (Step step : steps) {
                loops.keelson().run(context, work -> step.loop((SqlUnitOfWork) work));
            }
            raiseOnce(loops);
            assertThat(rows(sets)).as("after seed %d: %s", seed, told).isEqualTo(rows(loops));
        }
    }

    private static List<String> tables(PolicyStage stage) {
        return stage
                .query("select table_name from information_schema.tables where table_schema = 'public' order by 1")
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    private static List<List<Object>> rows(PolicyStage stage) {
        return asked(
                stage,
                tables(stage).stream()
                        .map(table -> "select '" + table + "', cast(t as text) from " + table + " t")
                        .collect(Collectors.joining(" union all ", "", " order by 1, 2")));
    }

    private static List<List<Object>> asked(PolicyStage stage, String sql) {
        return List.copyOf((List) stage.query(sql));
    }

    private static List<String> versioned(PolicyStage stage) {
        return stage
                .query("select table_name from information_schema.columns where table_schema = 'public' and"
                        + " column_name = 'version' and table_name in ('orders', 'stalls')")
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    private static void remember(PolicyStage stage) {
        versioned(stage)
                .forEach(table ->
                        stage.execute("create table before_" + table + " as select id, version from " + table));
    }

    private static void raiseOnce(PolicyStage stage) {
        versioned(stage)
                .forEach(table -> stage.execute("update " + table + " t set version = b.version + 1 from before_"
                        + table + " b where t.id = b.id and t.version > b.version"));
        stage.execute("drop table if exists before_orders, before_stalls");
    }
}

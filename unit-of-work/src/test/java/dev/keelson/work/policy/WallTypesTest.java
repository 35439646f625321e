package dev.keelson.work.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.policy.Clause.Wall;
import dev.keelson.work.policy.PolicyTable.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wall of any type is compared by its type in loads, commits and all that queries ask. What would hide tokens is refused. */
class WallTypesTest {

    private static final WorkContext LEFT = WorkContext.of(Actor.of("left"));
    private static final WorkContext RIGHT = WorkContext.of(Actor.of("right"));

    static final class Part {
        private final UUID id;
        private int count;

        Part(UUID id, int count) {
            this.id = id;
            this.count = count;
        }
    }

    static final class Crate {
        private final UUID id;
        private String text;
        private final List<Part> parts = new ArrayList<>();

        Crate(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    /** What a policy of one line says. */
    record Says(Function<PolicyTable, TableRule> says) implements Policy {

        @Override
        public String name() {
            return "says";
        }

        @Override
        public TableRule rule(PolicyTable table) {
            return says.apply(table);
        }
    }

    private static PolicyColumn column(ColumnType type, Object left, Object right) {
        return column("side", type, left, right);
    }

    private static PolicyColumn column(String name, ColumnType type, Object left, Object right) {
        return new PolicyColumn(name, type, moment -> moment.context().equals(LEFT) ? left : right, "side");
    }

    static Stream<Arguments> walls() {
        List<PolicyColumn> columns = List.of(
                column(ColumnType.text(), "l", "r"),
                column(ColumnType.character(3), "l", "r"),
                column(ColumnType.integer(), 1, 2),
                column(ColumnType.uuid(), new UUID(0, 1), new UUID(0, 2)),
                column(ColumnType.date(), LocalDate.of(2026, 1, 1), LocalDate.of(-3000, 1, 1)),
                column(ColumnType.enumeration("side", List.of("l", "r")), "l", "r"),
                column(ColumnType.array(ColumnType.text()), List.of("l"), List.of("r")),
                column(ColumnType.other("inet"), "10.0.0.1", "10.0.0.2"));
        return columns.stream().flatMap(column -> Stream.of(Arguments.of(column, false), Arguments.of(column, true)));
    }

    @ParameterizedTest
    @MethodSource("walls")
    void a_wall_of_any_type_keeps_rows_apart(PolicyColumn column, boolean plain) {
        Says wall = new Says(table ->
                table.role() == Role.COMMIT_LOG ? TableRule.NONE : TableRule.of(new Wall(column, false, true)));
        KeelsonBuilder mapped = Keelson.builder().policy(wall).portable(plain).map(Crate.class);
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                UUID left = new UUID(9, 1);
                UUID right = new UUID(9, 2);
                keelson.run(LEFT, work -> {
                    Crate crate = new Crate(left, "left");
                    crate.parts.add(new Part(new UUID(8, 1), 1));
                    work.add(crate);
                });
                keelson.run(RIGHT, work -> work.add(new Crate(right, "right")));
                keelson.run(LEFT, work -> {
                    work.get(Crate.class, left).parts.get(0).count = 2;
                });

                assertThat(seen(keelson, LEFT, left, right))
                        .isEqualTo(Map.of("texts", "[left 2]", "count", 1L, "own", true, "other", false));
                assertThat(seen(keelson, RIGHT, right, left))
                        .isEqualTo(Map.of("texts", "[right]", "count", 1L, "own", true, "other", false));

                keelson.run(LEFT, work -> work.remove(work.get(Crate.class, left)));
                try (SqlUnitOfWork work = keelson.begin(LEFT)) {
                    assertThat(work.query(Crate.class).exists()).isFalse();
                }
                try (SqlUnitOfWork work = keelson.begin(RIGHT)) {
                    assertThat(work.query(Crate.class).exists()).isTrue();
                }
            }
        }
    }

    private static Map<String, Object> seen(Keelson keelson, WorkContext context, UUID own, UUID other) {
        try (SqlUnitOfWork work = keelson.begin(context)) {
            boolean foreign = !work.findAll(Crate.class, List.of(other)).isEmpty();
            List<String> texts = work
                    .query(Crate.class)
                    .where(work.table(Crate.class).field("text", String.class).ne("none"))
                    .list()
                    .stream()
                    .map(crate -> crate.parts.isEmpty() ? crate.text : crate.text + " " + crate.parts.get(0).count)
                    .toList();
            return Map.of(
                    "texts",
                    texts.toString(),
                    "count",
                    work.query(Crate.class).count(),
                    "own",
                    work.find(Crate.class, own).isPresent(),
                    "other",
                    foreign);
        }
    }

    static Stream<Arguments> blindnesses() {
        PolicyColumn side = column(ColumnType.text(), "l", "r");
        PolicyColumn actor = column("actor", ColumnType.text(), "l", "r");
        return Stream.of(
                Arguments.of(TableRule.of(new Wall(side, false, false)), "side", "does not lead the log's key"),
                Arguments.of(TableRule.of(new Filter(side)), "side", "whose tokens are taken"),
                Arguments.of(TableRule.of(new Hide(List.of(side))), "side", "whose tokens are taken"),
                Arguments.of(TableRule.of(new Wall(actor, true, false)), "actor", "the log has a column of that name"));
    }

    @ParameterizedTest
    @MethodSource("blindnesses")
    void what_would_hide_tokens_of_the_log_is_a_fault_unless_no_log_is_kept(TableRule rule, String column, String why) {
        KeelsonBuilder mapped = Keelson.builder()
                .policy(new Says(table -> table.role() == Role.COMMIT_LOG ? rule : TableRule.NONE))
                .map(Crate.class);

        List<Fault> told =
                catchThrowableOfType(MappingException.class, mapped::schema).faults();
        try (TestDatabase database = TestDatabase.create()) {
            assertThat(catchThrowableOfType(
                                    MappingException.class,
                                    () -> mapped.dataSource(database.application())
                                            .build())
                            .faults())
                    .as("together with missing tables")
                    .containsAll(told);
        }
        assertThat(told).hasSize(1).allSatisfy(fault -> {
            assertThat(fault.path()).isEqualTo("keelson_commits");
            assertThat(fault.problem())
                    .startsWith("a policy cannot add column " + column + " to the commit log: ")
                    .contains(why);
        });
        assertThat(mapped.commitLog(false).schema().ddl()).doesNotContain("keelson_commits");
    }

    @Test
    void a_wall_that_leads_the_logs_key_lets_each_side_use_a_token() {
        PolicyColumn side = column(ColumnType.text(), "l", "r");
        KeelsonBuilder mapped = Keelson.builder()
                .policy(new Says(table -> TableRule.of(new Wall(side, true, true))))
                .map(Crate.class);
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                CommandToken token = CommandToken.next();
                keelson.run(LEFT, token, work -> work.add(new Crate(new UUID(9, 1), "left")));
                keelson.run(RIGHT, token, work -> work.add(new Crate(new UUID(9, 1), "right")));

                assertThat(database.query("select side, text from crates order by side"))
                        .hasToString("[[l, left], [r, right]]");
            }
        }
    }
}

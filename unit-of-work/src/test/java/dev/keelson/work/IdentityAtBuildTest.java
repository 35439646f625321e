package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.guice.KeelsonModule;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.schema.Schema;
import dev.keelson.work.schema.SchemaWarning;
import dev.keelson.work.schema.Trial;
import dev.keelson.work.shapes.Backend;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code build()} says of tables of others whose keys prove less than a mapping rests on. */
@SuppressWarnings("NullAway.Init")
class IdentityAtBuildTest {

    /** A cargo known by its tracking number, whatever the table's own key is. */
    static final class Cargo {
        private final String trackingNo;
        private String goods;
        private final List<Leg> legs = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();

        Cargo(String trackingNo, String goods) {
            this.trackingNo = trackingNo;
            this.goods = goods;
        }
    }

    record Leg(int time, String place) {}

    private static final String LOG = "create table keelson_commits (token uuid not null, attempt integer not null,"
            + " committed boolean not null, author bigint, actor text not null, at timestamp with time zone not null, ";
    private static final String CHILDREN =
            "create table cargo_legs (cargo_tracking_no text not null, position integer not null, time integer not"
                    + " null, place text not null, primary key (cargo_tracking_no, time));"
                    + " create table cargo_tags (cargo_tracking_no text not null, tag text not null, primary key"
                    + " (cargo_tracking_no, tag));";

    private static TestDatabase database;
    private static Trial trial;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        trial = new Trial(database.owner());
    }

    @AfterAll
    static void drop() {
        trial.close();
        database.close();
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Cargo.class, IdentityAtBuildTest::map);
    }

    private static void map(AggregateConfig<Cargo> cargo) {
        cargo.id("trackingNo").children("legs", leg -> leg.id("time").localId());
    }

    /** The table of cargoes, with these further columns and constraints. */
    private static String cargoes(String more) {
        return "create table cargos (tracking_no text not null, goods text not null, version bigint not null" + more
                + ");";
    }

    private static final String KEYED = cargoes(", primary key (tracking_no)");
    private static final String LOGGED = LOG + "primary key (token, attempt));";

    /** The faults of a build on these tables; none where it succeeds. */
    private static List<Fault> faults(String tables, KeelsonBuilder builder) {
        return trial.after(tables, () -> {
            try (Keelson built = builder.dataSource(trial.dataSource()).build()) {
                return List.of();
            } catch (MappingException refused) {
                return refused.faults();
            }
        });
    }

    private static Schema built(String tables, KeelsonBuilder builder) {
        return trial.after(tables, () -> {
            try (Keelson built = builder.dataSource(trial.dataSource()).build()) {
                return built.schema();
            }
        });
    }

    // ---- roots

    static Stream<Arguments> cargoesWithoutProof() {
        return Stream.of(
                Arguments.of("", ""),
                Arguments.of(", id bigserial primary key", ""),
                Arguments.of(
                        ", unique (tracking_no, version)",
                        "; cargos_tracking_no_version_key does so only together" + " with version"),
                Arguments.of(
                        ", region text default 'eu', primary key (tracking_no, region)",
                        "; cargos_pkey does so only together with region"));
    }

    @ParameterizedTest
    @MethodSource("cargoesWithoutProof")
    void a_root_whose_identifier_is_not_unique_is_a_fault_with_the_statement_that_makes_it_so(
            String columns, String nearly) {
        Fault fault = new Fault(
                "Cargo",
                "nothing keeps two rows of cargos from having the same tracking_no" + nearly
                        + ", and every load and every write rests on that",
                "add a constraint: alter table cargos add constraint cargos_tracking_no_key unique (tracking_no)");

        assertThat(faults(cargoes(columns) + CHILDREN + LOGGED, mapped())).containsExactly(fault);
        assertThat(faults(cargoes(columns) + CHILDREN + LOGGED, mapped().validate(false)))
                .as("without validation")
                .containsExactly(fault);
        assertThat(faults(
                        cargoes(columns)
                                + CHILDREN
                                + LOGGED
                                + fault.mend().substring(fault.mend().indexOf("alter")),
                        mapped()))
                .as("mended")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", unique (tracking_no)",
                ", id bigserial primary key, unique (tracking_no) deferrable",
                "); alter table cargos alter tracking_no drop not null, add unique (tracking_no"
            })
    void whatever_keeps_identifiers_apart_will_do(String columns) {
        assertThat(faults(cargoes(columns) + CHILDREN + LOGGED, mapped())).isEmpty();
    }

    @Test
    void identifiers_that_the_database_makes_are_proved_as_well() {
        assertThat(faults(
                        LOGGED
                                + "create table tickets (id bigint generated always as identity, version bigint not"
                                + " null)",
                        Keelson.builder().map(Ticket.class, ticket -> ticket.databaseIds())))
                .extracting(Fault::path)
                .containsExactly("Ticket");
    }

    static final class Ticket {
        private long id;
    }

    sealed interface Form permits Circle, Point {
        long id();
    }

    record Circle(long id, int radius) implements Form {}

    record Point(long id) implements Form {}

    @Test
    void the_table_of_a_joined_class_is_the_roots_row() {
        Supplier<KeelsonBuilder> forms =
                () -> Keelson.builder().map(Form.class, form -> form.inheritance(Inheritance.JOINED));

        assertThat(faults(forms.get().schema().ddl() + "alter table circles drop constraint circles_pkey", forms.get()))
                .containsExactly(new Fault(
                        "Form",
                        "nothing keeps two rows of circles from having the same id, and every load and every write"
                                + " rests on that",
                        "add a constraint: alter table circles add constraint circles_id_key unique (id)"));
    }

    // ---- the commit log

    static Stream<Arguments> logs() {
        return Stream.of(
                Arguments.of("id bigserial", false, 1),
                Arguments.of("id bigserial primary key", false, 1),
                Arguments.of("primary key (token)", false, 2),
                Arguments.of("primary key (token, attempt, at)", false, 1),
                Arguments.of("primary key (token, attempt) deferrable", false, 2),
                Arguments.of("tenant_id text not null, primary key (token, attempt)", true, 2),
                Arguments.of("tenant_id text not null, primary key (tenant_id, token)", true, 2),
                Arguments.of(
                        "tenant_id text not null, primary key (tenant_id, token, attempt), unique (token)", true, 1),
                Arguments.of("primary key (attempt, token)", false, 0),
                Arguments.of("tenant_id text not null, primary key (tenant_id, token, attempt)", true, 0));
    }

    @ParameterizedTest
    @MethodSource("logs")
    void a_commit_log_that_does_not_tell_commands_as_we_do_is_a_fault(String key, boolean tenants, int faults) {
        String tenant = tenants ? "tenant_id text not null, " : "";
        String tables =
                "create table tickets (" + tenant + "id uuid primary key, version bigint not null);" + LOG + key + ");";
        Supplier<KeelsonBuilder> builder = () -> {
            KeelsonBuilder plain = Keelson.builder().map(Ballot.class, ballot -> ballot.table("tickets"));
            return tenants ? plain.policy(Tenancy.byColumn("tenant_id")) : plain;
        };

        assertThat(faults(tables, builder.get()))
                .hasSize(faults)
                .allMatch(fault -> fault.path().equals("keelson_commits"));
        assertThat(faults(tables, builder.get().validate(false)))
                .as("without validation")
                .hasSize(faults);
        assertThat(faults(tables, builder.get().commitLog(false)))
                .as("without a log")
                .isEmpty();
    }

    static final class Ballot {
        private UUID id = UUID.randomUUID();
    }

    // ---- warnings

    private static final String TAGS =
            "nothing keeps two rows of cargo_tags from having the same cargo_tracking_no, tag";
    private static final String MEND = "add a constraint: alter table cargo_tags add constraint"
            + " cargo_tags_cargo_tracking_no_tag_key unique (cargo_tracking_no, tag)";
    private static final SchemaWarning WARNING = new SchemaWarning("cargo_tags", "Cargo.tags", TAGS, MEND);
    private static final String UNPROVED =
            LOGGED + KEYED + CHILDREN + "alter table cargo_tags drop constraint cargo_tags_pkey;";

    @Test
    void a_key_of_children_that_nothing_proves_is_reported_and_logged_once() {
        assertThat(built(UNPROVED, mapped()).report()).containsExactly(WARNING);
        assertThat(loggedBy(() -> built(UNPROVED, mapped())))
                .containsExactly("[main] WARN dev.keelson.work.BuildProof - Cargo.tags: " + TAGS + ". To mend it, "
                        + MEND + "; or say why it does no harm: .accept(\"cargo_tags\", \"...\")");
    }

    @Test
    void what_is_accepted_is_reported_apart_with_the_reason_and_logged_no_more() {
        Supplier<KeelsonBuilder> accepting = () -> mapped().accept("cargo_tags", "written by nobody else");
        Schema schema = built(UNPROVED, accepting.get());

        assertThat(schema.report()).isEmpty();
        assertThat(schema.accepted()).containsExactly(new SchemaWarning.Accepted(WARNING, "written by nobody else"));
        assertThat(loggedBy(() -> built(UNPROVED, accepting.get()))).isEmpty();
    }

    @Test
    void a_schema_told_without_a_database_reports_nothing() {
        assertThat(mapped().schema().report()).isEmpty();
        assertThat(mapped().schema().accepted()).isEmpty();
    }

    static Stream<Arguments> acceptances() {
        String none = "there is no warning of it";
        String unknown = "no mapped table is called so";
        String tags = "did you mean .accept(\"cargo_tags\", \"...\")? Otherwise leave it out";
        return Stream.of(
                Arguments.of("cargo_legs", "why", none, tags),
                Arguments.of("cargo_tag", "why", unknown, tags),
                Arguments.of(
                        "keelson_commits",
                        "why",
                        none,
                        "leave it out, or name a table that there is a warning of:" + " cargo_tags"),
                Arguments.of(
                        "xyz", "why", unknown, "leave it out, or name a table that there is a warning of: cargo_tags"),
                Arguments.of("cargo_tags", " ", "it is accepted without a reason", "say why its warnings do no harm"));
    }

    @ParameterizedTest
    @MethodSource("acceptances")
    void to_accept_what_nobody_warned_of_or_without_a_reason_is_a_fault_that_names_the_nearest(
            String table, String why, String problem, String mend) {
        assertThat(faults(UNPROVED, mapped().accept(table, why)))
                .containsExactly(new Fault("accept(\"" + table + "\")", problem, mend));
    }

    @Test
    void to_accept_where_there_are_no_warnings_or_twice_is_a_fault() {
        assertThat(faults(LOGGED + KEYED + CHILDREN, mapped().accept("cargo_tags", "why")))
                .containsExactly(new Fault(
                        "accept(\"cargo_tags\")",
                        "there is no warning of it",
                        "leave it out: there is no warning of any table"));
        assertThat(faults(UNPROVED, mapped().accept("cargo_tags", "why").accept("cargo_tags", "again")))
                .containsExactly(new Fault("accept(\"cargo_tags\")", "it is accepted twice", "say it once"));
    }

    @Test
    void guice_modules_accept_warnings() {
        Schema schema = trial.after(
                UNPROVED,
                () -> Guice.createInjector(KeelsonModule.on(trial.dataSource()), new AbstractModule() {
                            @Override
                            protected void configure() {
                                KeelsonModule.wirings(binder())
                                        .addBinding()
                                        .toInstance(builder -> builder.map(Cargo.class, IdentityAtBuildTest::map));
                                KeelsonModule.accept(binder(), "cargo_tags", "written by nobody else");
                            }
                        })
                        .getInstance(Keelson.class)
                        .schema());

        assertThat(schema.accepted()).extracting(SchemaWarning.Accepted::why).containsExactly("written by nobody else");
    }

    @Test
    void tables_that_are_made_later_are_warnings_without_validation() {
        List<SchemaWarning> report = built("", mapped().validate(false)).report();

        assertThat(report)
                .extracting(SchemaWarning::problem)
                .containsExactly(
                        "there is no table cargos, so that nothing is known of its key",
                        "there is no table cargo_legs, so that nothing is known of its key",
                        "there is no table cargo_tags, so that nothing is known of its key",
                        "there is no table keelson_commits, so that nothing is known of its key");
    }

    private static List<String> loggedBy(Runnable build) {
        PrintStream before = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            build.run();
        } finally {
            System.setErr(before);
        }
        return caught.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(" WARN "))
                .toList();
    }

    // ---- H2

    @Test
    void h2_is_asked_for_the_same() {
        try (WireCounter wire = WireCounter.start();
                Backend.Opened h2 = Backend.H2.open(wire)) {
            h2.execute((cargoes(", id bigint generated by default as identity primary key") + CHILDREN + LOG
                            + "primary key (token));")
                    .split(";"));
            KeelsonBuilder builder = mapped().dataSource(h2.dataSource());
            assertThatThrownBy(builder::build)
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("nothing keeps two rows of cargos from having the same tracking_no")
                    .hasMessageContaining("alter table \"cargos\" add constraint \"cargos_tracking_no_key\" unique"
                            + " (\"tracking_no\")")
                    .hasMessageContaining(
                            "nothing keeps two rows of keelson_commits from having the same token, attempt");
            h2.execute(
                    "alter table \"cargos\" add constraint \"cargos_tracking_no_key\" unique (\"tracking_no\")",
                    "alter table keelson_commits drop primary key",
                    "alter table keelson_commits add unique (attempt, token)",
                    "alter table cargo_tags drop primary key",
                    "alter table cargo_tags alter column tag set null",
                    "alter table cargo_tags add unique (cargo_tracking_no, tag)");
            try (Keelson built = mapped().dataSource(h2.dataSource()).build()) {
                assertThat(built.schema().report())
                        .extracting(SchemaWarning::table)
                        .containsExactly("cargo_tags");
                h2.execute(built.schema().report().get(0).mend().replaceFirst("add a constraint: ", ""));
            }
            try (Keelson built = mapped().dataSource(h2.dataSource()).build()) {
                assertThat(built.schema().report()).isEmpty();
            }
        }
    }
}

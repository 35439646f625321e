package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.EventConstants;

/** What all tenants share has no tenant, is read by all, and is written on purpose. */
@SuppressWarnings("NullAway.Init")
class SharedAggregatesTest {

    record CountryCode(String value) {}

    static final class Country {
        private final CountryCode id;
        private String name;
        private final List<String> languages = new ArrayList<>();

        Country(CountryCode id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Office {
        private final UUID id;
        private CountryCode country;

        Office(UUID id, CountryCode country) {
            this.id = id;
            this.country = country;
        }
    }

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));
    private static final WorkContext GLOBEX = WorkContext.of(TenantId.of("globex"), Actor.of("hank"));
    private static final CountryCode DE = new CountryCode("DE");
    private static final String REFUSED =
            "Cannot go on under policy tenancy: Country[DE] is shared by all tenants, and a unit of work of one of them"
                    + " does not write it. Say why this one may: work.acrossTenants(\"...\").";

    private static TestDatabase database;
    private static Keelson keelson;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Country.class, country -> country.shared())
                .map(Office.class)
                .policy(Tenancy.byColumn("tenant_id").withRowLevelSecurity());
    }

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
        keelson = mapped().dataSource(database.application()).build();
    }

    @AfterAll
    static void drop() {
        keelson.close();
        database.close();
    }

    @BeforeEach
    void one_country() {
        database.empty(List.of("offices", "country_languages", "countries", "keelson_commits"));
        keelson.run(ACME, work -> {
            Country country = new Country(DE, "Germany");
            country.languages.add("de");
            work.acrossTenants("the first country").add(country);
        });
    }

    @Test
    void its_tables_have_no_tenant_and_what_refers_to_it_does_so_by_its_plain_key() {
        assertThat(mapped().commitLog(false).schema().statements().stream()
                        .map(sql -> sql.replaceAll("\\s+", " "))
                        .toList())
                .containsExactly(
                        "create table countries ( id text not null, name text not null, version bigint not null,"
                                + " primary key (id) )",
                        "create table country_languages ( country_id text not null, position integer not null,"
                                + " language text not null, primary key (country_id, position),"
                                + " constraint country_languages_country_id_fkey foreign key (country_id)"
                                + " references countries (id) )",
                        "create table offices ( tenant_id text not null, id uuid not null, country_id text not null,"
                                + " version bigint not null, primary key (tenant_id, id) )",
                        "create index offices_country_id_idx on offices(country_id)",
                        "alter table offices add constraint offices_country_id_fkey foreign key (country_id)"
                                + " references countries (id)",
                        "alter table offices enable row level security",
                        "alter table offices force row level security",
                        "create policy tenancy on offices using (tenant_id = (select"
                            + " nullif(current_setting('keelson.tenant', true), ''))) with check (tenant_id = (select"
                            + " nullif(current_setting('keelson.tenant', true), '')))");
    }

    @Test
    void all_tenants_read_it_and_refer_to_it() {
        for (WorkContext tenant : List.of(ACME, GLOBEX)) {
            keelson.run(tenant, work -> {
                assertThat(work.get(Country.class, DE).languages).containsExactly("de");
                work.add(new Office(UUID.randomUUID(), DE));
                work.requireUnchanged(work.get(Country.class, DE));
            });
            try (SqlUnitOfWork work = keelson.begin(tenant)) {
                assertThat(work.query(Country.class).list()).hasSize(1);
                assertThat(work.query(Office.class).list()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "change", "part", "remove"})
    void whoever_writes_it_without_saying_why_is_refused_before_any_sql(String how) {
        try (SqlUnitOfWork work = keelson.begin(GLOBEX)) {
            switch (how) {
                case "add" -> work.add(new Country(new CountryCode("FR"), "France"));
                case "change" -> work.get(Country.class, DE).name = "theirs";
                case "part" -> work.get(Country.class, DE).languages.add("en");
                default -> work.remove(work.get(Country.class, DE));
            }
            work.add(new Office(UUID.randomUUID(), DE));
            String refused = how.equals("add") ? REFUSED.replace("[DE]", "[FR]") : REFUSED;
            assertThatThrownBy(work::plan)
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageStartingWith(refused);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageStartingWith(refused);
            work.discard();
        }
        try (SqlUnitOfWork work = keelson.begin(GLOBEX)) {
            assertThat(work.get(Country.class, DE).name).isEqualTo("Germany");
            assertThat(work.query(Office.class).list()).isEmpty();
        }
    }

    @Test
    void a_view_across_tenants_is_the_same_unit_of_work_and_its_token_stays_with_the_tenant() {
        CommandToken token = CommandToken.next();
        UUID office = UUID.randomUUID();
        keelson.run(GLOBEX, token, work -> {
            Country country = work.get(Country.class, DE);
            assertThat(work.acrossTenants("a better name").get(Country.class, DE))
                    .isSameAs(country);
            country.name = "Federal Republic of Germany";
            work.add(new Office(office, DE));
        });

        assertThat(keelson.outcome(GLOBEX, token).isCommitted()).isTrue();
        assertThat(keelson.outcome(ACME, token).isCommitted()).isFalse();
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            assertThat(work.get(Country.class, DE).name).isEqualTo("Federal Republic of Germany");
            assertThat(work.find(Office.class, office)).isEmpty();
        }
        try (SqlUnitOfWork next = keelson.begin(GLOBEX)) {
            next.get(Country.class, DE).name = "again";
            assertThatThrownBy(next::commit)
                    .as("what one may, the next may not")
                    .hasMessageStartingWith(REFUSED);
            next.discard();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t\n", "\u00A0", "\u2007\u202F", "\u3000", "\u200B\uFEFF", "\u2800"})
    void a_reason_of_which_nothing_can_be_seen_is_none(String reason) {
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            assertThatThrownBy(() -> work.acrossTenants(reason))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Cannot work across tenants without a reason: it is logged, so that somebody can see"
                            + " later why. Say it: work.acrossTenants(\"new list of countries\").");
            work.add(new Country(new CountryCode("FR"), "France"));
            assertThatThrownBy(work::commit).isInstanceOf(PolicyViolationException.class);
            work.discard();
        }
    }

    @Test
    void the_reason_is_logged_at_info_with_who_works_for_whom_each_time_that_it_is_said() throws Exception {
        assertThat(loggedAtInfo(() -> keelson.run(GLOBEX, work -> {
                    work.acrossTenants("the euro").get(Country.class, DE);
                    work.acrossTenants("the Schengen area");
                })))
                .isEqualTo("INFO dev.keelson.work.Reasons - A unit of work of hank for tenant globex writes what"
                        + " all tenants share: the euro\n"
                        + "INFO dev.keelson.work.Reasons - A unit of work of hank for tenant globex writes"
                        + " what all tenants share: the Schengen area\n");
    }

    /** What the logger of such reasons prints of this, all of it and nothing but levels from INFO on. */
    private static String loggedAtInfo(Runnable run) throws ReflectiveOperationException {
        Logger logger = LoggerFactory.getLogger(Reasons.class);
        Field level = logger.getClass().getDeclaredField("currentLogLevel"); // of slf4j-simple, which tests log by
        level.setAccessible(true);
        Object quiet = level.get(logger);
        PrintStream before = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        try {
            level.set(logger, EventConstants.INFO_INT);
            System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
            run.run();
        } finally {
            System.setErr(before);
            level.set(logger, quiet);
        }
        return caught.toString(StandardCharsets.UTF_8).replaceAll("(?m)^\\[[^]]*] ", "");
    }

    @Test
    void a_reason_holds_for_all_further_commits_of_its_unit_of_work_after_a_discard_as_well() {
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            work.acrossTenants("names in German").get(Country.class, DE).name = "Deutschland";
            work.commit();
            work.get(Country.class, DE).languages.add("dsb");
            work.commit();
            work.get(Country.class, DE).name = "forgotten";
            work.discard();
            work.get(Country.class, DE).languages.add("hsb");
            work.commit();
        }
        try (SqlUnitOfWork work = keelson.begin(GLOBEX)) {
            Country country = work.get(Country.class, DE);
            assertThat(country.name).isEqualTo("Deutschland");
            assertThat(country.languages).containsExactly("de", "dsb", "hsb");
        }
    }

    @Test
    void where_no_policy_keeps_tenants_apart_it_is_as_any_other() {
        KeelsonBuilder plain = Keelson.builder().map(Country.class, country -> country.shared());
        try (TestDatabase other = TestDatabase.create()) {
            other.execute(plain.schema().ddl());
            try (Keelson alone = plain.dataSource(other.application()).build()) {
                alone.run(ACME, work -> work.add(new Country(DE, "Germany")));
                assertThat(other.query("select name from countries")).containsExactly(List.of("Germany"));
            }
        }
    }
}

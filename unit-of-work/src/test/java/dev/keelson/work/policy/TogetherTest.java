package dev.keelson.work.policy;

import static dev.keelson.work.policy.PolicyStage.LATER;
import static dev.keelson.work.policy.PolicyStage.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnCipher;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.values.Ciphers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tenancy, audit and a second wall of the user's own, together: in tables, plans, commits, the commit log and ciphertexts. */
class TogetherTest {

    private static final ColumnCipher CIPHER = Ciphers.any();
    private static final String DE = "DE";

    static final class Item {
        private final UUID id;
        private int count;

        Item(UUID id, int count) {
            this.id = id;
            this.count = count;
        }
    }

    static final class Order {
        private final UUID id;
        private String secret;
        private final List<Item> items = new ArrayList<>();

        @Nullable
        private Instant updatedAt;

        Order(UUID id, String secret) {
            this.id = id;
            this.secret = secret;
        }
    }

    static final class Invoice {
        private final Long id;
        private UUID orderId;

        Invoice(Long id, UUID orderId) {
            this.id = id;
            this.orderId = orderId;
        }
    }

    static final class Country {
        private final String id;
        private String name;

        Country(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private static KeelsonBuilder mapped(Setting setting, boolean everyRow, Policy... further) {
        Tenancy tenancy = Tenancy.byColumn("tenant_id");
        KeelsonBuilder mapped = Keelson.builder()
                .map(
                        Order.class,
                        order -> order.property("secret", secret -> secret.encrypted(CIPHER))
                                .property("updatedAt", at -> at.generated()))
                .map(
                        Invoice.class,
                        invoice -> invoice.databaseIds("invoice_numbers").idBlock(3))
                .map(Country.class, country -> country.shared())
                .policy(everyRow ? Audit.columns().everyRow() : Audit.columns())
                .policy(setting == Setting.H2 ? tenancy : tenancy.withRowLevelSecurity());
        Stream.of(further).forEach(mapped::policy);
        return mapped;
    }

    private static WorkContext of(String tenant, String actor, Instant at) {
        return WorkContext.of(TenantId.of(tenant), Actor.of(actor)).withClock(Clock.fixed(at, ZoneOffset.UTC));
    }

    /** One table as {@code schema()} prints it, in one line. */
    private static String table(String name, boolean everyRow) {
        String start = "create table " + name + " (";
        return mapped(Setting.ONE_MESSAGE, everyRow, new Regional()).schema().statements().stream()
                .filter(sql -> sql.startsWith(start))
                .map(sql ->
                        sql.substring(start.length()).replaceAll("\\s+", " ").strip())
                .reduce("", String::concat);
    }

    private static final String STAMPS =
            "created_at timestamp with time zone not null, created_by text not null, updated_at timestamp with time"
                    + " zone not null, updated_by text not null, ";

    @Test
    void walls_lead_each_table_and_key_in_the_order_of_policies_and_stamps_stand_behind_the_tables_own_columns() {
        assertThat(table("orders", false))
                .isEqualTo("tenant_id text not null, region text not null, id uuid not null, secret bytea not null,"
                        + " updated_at timestamp with time zone not null, version bigint not null, created_at timestamp"
                        + " with time zone not null, created_by text not null, updated_by text not null, primary key"
                        + " (tenant_id, region, id) )");
        for (boolean everyRow : List.of(false, true)) {
            assertThat(table("order_items", everyRow))
                    .isEqualTo("tenant_id text not null, region text not null, id uuid not null, order_id uuid not"
                            + " null, position integer not null, count integer not null, " + (everyRow ? STAMPS : "")
                            + "primary key (tenant_id, region, id), constraint"
                            + " order_items_tenant_id_region_order_id_fkey foreign key (tenant_id, region, order_id)"
                            + " references orders (tenant_id, region, id) )");
            assertThat(table("countries", everyRow))
                    .isEqualTo("id text not null, name text not null, version bigint not null, " + STAMPS
                            + "primary key (id) )");
            assertThat(table("keelson_commits", everyRow))
                    .isEqualTo("tenant_id text not null, region text not null, token uuid not null, attempt integer not"
                            + " null, committed boolean not null, author bigint, actor text not null, at timestamp with"
                            + " time zone not null, primary key (tenant_id, region, token, attempt) )");
        }
    }

    @Test
    void each_column_of_a_policy_that_is_missing_is_a_fault_of_its_own() {
        List<String> missing = new ArrayList<>();
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    mapped(Setting.ONE_MESSAGE, true, new Regional()).schema().ddl());
            for (String table : List.of("orders", "order_items", "invoices", "keelson_commits")) {
                boolean isLog = table.equals("keelson_commits");
                for (String column : isLog ? List.of("region") : List.of("region", "created_by")) {
                    database.execute("alter table " + table + " drop column " + column + " cascade");
                    missing.add("there is no column " + table + "." + column + ", which a policy needs");
                }
            }
            database.execute("alter table countries drop column updated_at");
            missing.add("there is no column countries.updated_at, which a policy needs");
            List<Fault> faults = catchThrowableOfType(
                            MappingException.class,
                            () -> mapped(Setting.ONE_MESSAGE, true, new Regional())
                                    .dataSource(database.application())
                                    .build())
                    .faults();
            assertThat(faults).extracting(Fault::problem).containsAll(missing);
            assertThat(faults.stream().map(Fault::problem).filter(problem -> problem.startsWith("there is no column")))
                    .hasSameSizeAs(missing);
        }
    }

    private static final Map<String, PolicyStage> STAGES = new HashMap<>();

    @AfterAll
    static void close() {
        STAGES.values().forEach(PolicyStage::close);
        STAGES.clear();
    }

    private static PolicyStage stage(Setting setting, boolean everyRow) {
        PolicyStage stage = STAGES.computeIfAbsent(
                setting + " " + everyRow,
                unused -> PolicyStage.open(
                        setting,
                        mapped(setting, everyRow, new Regional()),
                        setting == Setting.H2 ? "select 1" : "grant usage on sequence invoice_numbers to public"));
        for (String table : List.of("order_items", "orders", "invoices", "countries", "keelson_commits")) {
            stage.execute("delete from " + table);
        }
        return stage;
    }

    private static Order order(UUID id, String secret, int... counts) {
        Order order = new Order(id, secret);
        for (int count : counts) {
            order.items.add(new Item(new UUID(id.getLeastSignificantBits(), count), count));
        }
        return order;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_plan_shows_what_is_stamped_where_and_no_wall(boolean everyRow) {
        PolicyStage stage = stage(Setting.ONE_MESSAGE, everyRow);
        UUID id = UUID.randomUUID();
        stage.keelson().run(of("acme", "north:jane", NOON), work -> work.add(order(id, "s", 1)));
        try (SqlUnitOfWork work = stage.keelson().begin(of("acme", "north:joe", LATER))) {
            Order mine = work.get(Order.class, id);
            mine.items.get(0).count = 2;
            mine.items.add(new Item(new UUID(0, 9), 9));
            List<String> shown = work.plan().operations().stream()
                    .map(operation -> operation.kind() + " " + operation.table() + " " + operation.columns())
                    .toList();
            String updated = "updated_at=<commit time>, updated_by=north:joe";
            String created = "created_at=<commit time>, created_by=north:joe, " + updated;
            assertThat(shown)
                    .containsExactly(
                            "GUARD orders {}",
                            "UPDATE orders {" + updated + ", version=2}",
                            "UPDATE order_items {" + (everyRow ? updated + ", " : "") + "count=2}",
                            "INSERT order_items {" + (everyRow ? created + ", " : "") + "id=" + new UUID(0, 9)
                                    + ", order_id=" + id + ", position=1, count=9}");
            work.discard();
        }
    }

    static Stream<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            for (Isolation isolation : Isolation.values()) {
                if (setting != Setting.H2 || isolation != Isolation.SERIALIZABLE) {
                    ways.add(Arguments.of(setting, isolation, isolation.ordinal() % 2 == 0));
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void an_identifier_lives_once_on_each_side_of_both_walls_and_each_row_tells_who_wrote_it(
            Setting setting, Isolation isolation, boolean everyRow) {
        PolicyStage stage = stage(setting, everyRow);
        UUID id = UUID.randomUUID();
        CommandToken token = CommandToken.next();
        List<WorkContext> sides = List.of(
                of("acme", "north:jane", NOON), of("acme", "south:sue", NOON), of("globex", "north:hank", NOON));
        for (WorkContext side : sides) {
            String whose = side.toString();
            stage.keelson().run(side, isolation, token, work -> work.add(order(id, whose, 1)));
        }
        stage.keelson().run(of("acme", "south:joe", LATER), isolation, work -> {
            Order found = isolation == Isolation.DEFAULT
                    ? work.get(Order.class, id)
                    : work.get(Order.class, id, Lock.FOR_UPDATE);
            assertThat(found.secret).isEqualTo(sides.get(1).toString());
            assertThat(found.updatedAt).isEqualTo(NOON);
            found.items.get(0).count = 2;
            found.items.add(new Item(new UUID(0, 9), 9));
        });
        assertThat(stage.query("select tenant_id, region, created_at, created_by, updated_at, updated_by, version from"
                        + " orders order by 1, 2"))
                .containsExactly(
                        List.of("acme", "north", NOON, "north:jane", NOON, "north:jane", 1L),
                        List.of("acme", "south", NOON, "south:sue", LATER, "south:joe", 2L),
                        List.of("globex", "north", NOON, "north:hank", NOON, "north:hank", 1L));
        assertThat(stage.query("select tenant_id, region, count" + (everyRow ? ", created_by, updated_by" : "")
                        + " from order_items order by 1, 2, 3"))
                .isEqualTo(
                        everyRow
                                ? List.of(
                                        List.of("acme", "north", 1, "north:jane", "north:jane"),
                                        List.of("acme", "south", 2, "south:sue", "south:joe"),
                                        List.of("acme", "south", 9, "south:joe", "south:joe"),
                                        List.of("globex", "north", 1, "north:hank", "north:hank"))
                                : List.of(
                                        List.of("acme", "north", 1),
                                        List.of("acme", "south", 2),
                                        List.of("acme", "south", 9),
                                        List.of("globex", "north", 1)));
        assertThat(stage.query("select tenant_id, region, actor, committed from keelson_commits where token = '"
                        + token.value() + "' order by 1, 2"))
                .containsExactly(
                        List.of("acme", "north", "north:jane", true),
                        List.of("acme", "south", "south:sue", true),
                        List.of("globex", "north", "north:hank", true));
        assertThat(stage.query("select count(*) from keelson_commits")).containsExactly(List.of(4L));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void each_side_of_both_walls_asks_for_its_own_commands_and_is_told_of_its_own_conflicts(
            Setting setting, Isolation isolation, boolean everyRow) {
        PolicyStage stage = stage(setting, everyRow);
        UUID id = UUID.randomUUID();
        CommandToken token = CommandToken.next();
        WorkContext north = of("acme", "north:jane", NOON);
        WorkContext south = of("acme", "south:sue", LATER);
        stage.keelson().run(north, isolation, token, work -> work.add(order(id, "north", 1)));
        assertThat(stage.keelson().outcome(north, token).isCommitted()).isTrue();
        assertThat(stage.keelson().outcome(south, token).isCommitted()).isFalse();
        assertThat(stage.keelson()
                        .outcome(of("globex", "north:hank", NOON), token)
                        .isCommitted())
                .isFalse();
        stage.keelson().run(south, isolation, token, work -> work.add(order(id, "south")));
        for (WorkContext side : List.of(north, south)) {
            assertThatThrownBy(() -> stage.keelson()
                            .run(side, isolation, token, work -> work.get(Order.class, id).secret = "twice"))
                    .isInstanceOf(CommandAlreadyCommittedException.class);
        }
        try (SqlUnitOfWork work = stage.keelson().begin(north, isolation)) {
            work.get(Order.class, id).secret = "mine";
            stage.keelson().run(south, other -> other.get(Order.class, id).secret = "no matter");
            stage.keelson().run(north, other -> other.get(Order.class, id).items.remove(0));
            if (setting == Setting.H2 && isolation == Isolation.SNAPSHOT) { // which tells it as a deadlock
                assertThat(catchThrowableOfType(DatabaseException.class, work::commit)
                                .sqlState())
                        .contains("40001");
            } else {
                assertThat(catchThrowableOfType(StaleAggregateException.class, work::commit)
                                .stale())
                        .extracting(StaleAggregateException.Stale::reason)
                        .containsExactly(Reason.CHANGED);
            }
        }
        try (SqlUnitOfWork work = stage.keelson().begin(of("globex", "north:hank", NOON), isolation)) {
            assertThat(work.find(Order.class, id)).isEmpty();
            assertThat(work.exists(Order.class, id)).isFalse();
            assertThat(work.query(Order.class).list()).isEmpty();
        }
        assertThatThrownBy(() -> stage.keelson().begin(of("acme", "jane", NOON), isolation))
                .isInstanceOf(PolicyViolationException.class)
                .hasMessageContaining("jane works in no region");
    }

    @ParameterizedTest
    @EnumSource
    void what_tenants_share_is_stamped_by_whoever_may_write_it_and_behind_no_wall(Setting setting) {
        PolicyStage stage = stage(setting, true);
        WorkContext north = of("acme", "north:jane", NOON);
        stage.keelson().run(north, work -> work.acrossTenants("first").add(new Country(DE, "Germany")));
        try (SqlUnitOfWork work = stage.keelson().begin(of("globex", "south:hank", LATER))) {
            work.get(Country.class, DE).name = "Deutschland";
            assertThatThrownBy(work::commit).isInstanceOf(PolicyViolationException.class);
            work.acrossTenants("a better name");
            work.commit();
        }
        assertThat(stage.query("select id, name, created_at, created_by, updated_at, updated_by from countries"))
                .containsExactly(List.of(DE, "Deutschland", NOON, "north:jane", LATER, "south:hank"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void blocks_of_identifiers_are_everybodys_and_no_identifier_is_drawn_twice(
            Setting setting, Isolation isolation, boolean everyRow) {
        PolicyStage stage = stage(setting, everyRow);
        List<WorkContext> sides = List.of(
                of("acme", "north:jane", NOON), of("globex", "south:hank", NOON), of("acme", "south:sue", NOON));
        Set<Long> drawn = new TreeSet<>();
        for (int round = 0; round < 3; round++) {
            for (WorkContext side : sides) {
                try (SqlUnitOfWork work = stage.keelson().begin(side, isolation)) {
                    for (int n = 0; n < 2; n++) {
                        Long id = work.nextId(Invoice.class);
                        drawn.add(id);
                        work.add(new Invoice(id, new UUID(0, n)));
                    }
                    work.commit();
                }
            }
        }
        assertThat(drawn).hasSize(18);
        assertThat(stage.query(
                        "select tenant_id, region, count(*), count(distinct id) from invoices group by tenant_id,"
                                + " region order by 1, 2"))
                .containsExactly(
                        List.of("acme", "north", 6L, 6L),
                        List.of("acme", "south", 6L, 6L),
                        List.of("globex", "south", 6L, 6L));
        assertThat(stage.query("select id from invoices order by id"))
                .isEqualTo(drawn.stream().map(List::<Object>of).toList());
    }

    @ParameterizedTest
    @EnumSource
    void values_that_were_encrypted_before_stay_readable_behind_a_second_wall_that_leads_the_keys(Setting setting) {
        UUID id = UUID.randomUUID();
        WorkContext north = of("acme", "north:jane", NOON);
        try (PolicyStage stage = PolicyStage.open(
                setting,
                mapped(setting, true).commitLog(false),
                setting == Setting.H2 ? "select 1" : "grant usage on sequence invoice_numbers to public")) {
            stage.keelson().run(north, work -> work.add(order(id, "written before", 1)));
            for (String table : List.of("orders", "order_items", "invoices")) {
                stage.execute("alter table " + table + " add column region text default 'north' not null");
            }
            try (Keelson keelson =
                    stage.again(mapped(setting, true, new Regional()).commitLog(false))) {
                keelson.run(north, work -> {
                    assertThat(work.get(Order.class, id).secret).isEqualTo("written before");
                    work.get(Order.class, id).items.get(0).count = 7;
                });
                keelson.run(north, work -> work.get(Order.class, id).secret = "written behind it");
                keelson.run(
                        of("acme", "south:sue", LATER),
                        work -> assertThat(work.find(Order.class, id)).isEmpty());
            }
            stage.keelson()
                    .run(
                            north,
                            work -> assertThat(work.get(Order.class, id).secret)
                                    .as("and without it as well")
                                    .isEqualTo("written behind it"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_ciphertext_is_bound_to_its_tenant_and_not_to_a_wall_that_does_not_own_it(Setting setting) {
        PolicyStage stage = stage(setting, false);
        UUID id = UUID.randomUUID();
        WorkContext south = of("acme", "south:sue", NOON);
        WorkContext theirs = of("globex", "north:hank", NOON);
        for (WorkContext side : List.of(of("acme", "north:jane", NOON), south, theirs)) {
            stage.keelson().run(side, work -> work.add(order(id, side.actor().name())));
        }
        stage.execute("update orders set secret = (select secret from orders where tenant_id = 'acme' and region ="
                + " 'north') where tenant_id = 'globex' or region = 'south'");
        stage.keelson()
                .run(south, work -> assertThat(work.get(Order.class, id).secret).isEqualTo("north:jane"));
        assertThatThrownBy(() -> stage.keelson().run(theirs, work -> work.get(Order.class, id)))
                .isInstanceOf(HydrationException.class)
                .hasStackTraceContaining("it cannot be decrypted");
    }
}

package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandOutcome;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.value.ColumnCipher;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.PolicyTable;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.shapes.Backend;
import dev.keelson.work.values.Ciphers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tenants told apart by a UUID, a number, or as a converter of the application writes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class TenantTypesTest {

    static final class Note {
        private final UUID id;
        private String text;
        private String secret;
        private final List<String> lines = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();

        Note(UUID id, String text, String secret) {
            this.id = id;
            this.text = text;
            this.secret = secret;
        }

        /** All of its state. */
        String state() {
            return text + " " + secret + " " + lines + " " + new TreeSet<>(tags);
        }
    }

    /** {@code t-7} lies as 7. */
    private static final class Numbered implements ValueConverter<TenantId> {

        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.integer()));
        }

        @Override
        public void write(TenantId tenant, ColumnWriter columns) {
            if (!tenant.value().startsWith("t-")) {
                throw new IllegalArgumentException("it does not start with t-");
            }
            columns.set(0, Long.parseLong(tenant.value().substring(2)));
        }

        @Override
        public TenantId read(ColumnReader columns) {
            return TenantId.of("t-" + columns.required(0, Integer.class));
        }
    }

    private record Kind(Tenancy tenancy, List<String> tenants) {}

    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.of(
            "text", new Kind(Tenancy.byColumn("tenant_id"), List.of("acme", "Acme", "acme ", "'")),
            "uuid",
                    new Kind(
                            Tenancy.byColumn("tenant_id", ColumnType.uuid()),
                            List.of(
                                    "00000000-0000-0000-0000-000000000000",
                                    "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                                    "ffffffff-ffff-ffff-ffff-ffffffffffff")),
            "bigint",
                    new Kind(
                            Tenancy.byColumn("tenant_id", ColumnType.bigint()),
                            List.of("0", "-1", "7", "70", "9223372036854775807", "-9223372036854775808")),
            "numbered", new Kind(Tenancy.byColumn("tenant_id", new Numbered()), List.of("t-0", "t--1", "t-77"))));

    private static final int STEPS = 40;

    private WireCounter wire;

    @BeforeAll
    void start() {
        wire = WireCounter.start();
    }

    @AfterAll
    void stop() {
        wire.close();
    }

    private static WorkContext of(String tenant) {
        return WorkContext.of(TenantId.of(tenant), Actor.of("jane"));
    }

    static Stream<Arguments> kinds_on_backends() {
        return KINDS.keySet().stream()
                .flatMap(kind -> Stream.of(Backend.values()).map(backend -> Arguments.of(kind, backend)))
                .filter(one -> one.get()[1] != Backend.PORTABLE || one.get()[0].equals("uuid"));
    }

    @ParameterizedTest
    @MethodSource("kinds_on_backends")
    void no_tenant_meets_the_rows_of_another_whatever_their_column_is(String name, Backend backend) {
        Kind kind = KINDS.get(name);
        ColumnCipher cipher = Ciphers.any();
        try (Backend.Opened database = backend.open(wire)) {
            KeelsonBuilder builder = Keelson.builder()
                    .map(Note.class, note -> note.property("secret", p -> p.encrypted(cipher)))
                    .policy(kind.tenancy());
            database.execute(backend.schema(builder).statements().toArray(String[]::new));
            try (Keelson keelson = backend.on(builder, database.dataSource()).build()) {
                play(keelson, kind.tenants(), System.nanoTime());
            }
        }
    }

    /** The same few identifiers for every tenant, in random changes by one after the other. */
    private static void play(Keelson keelson, List<String> tenants, long seed) {
        System.out.println("TenantTypesTest seed " + seed);
        Random random = new Random(seed);
        Map<String, Map<UUID, String>> expected = new TreeMap<>();
        tenants.forEach(tenant -> expected.put(tenant, new TreeMap<>()));
        for (int step = 0; step < STEPS; step++) {
            String tenant = tenants.get(random.nextInt(tenants.size()));
            Map<UUID, String> own = expected.get(tenant);
            CommandToken token = CommandToken.next();
            int notes = 1 + random.nextInt(random.nextInt(4) == 0 ? 8 : 2);
            keelson.run(of(tenant), token, work -> {
                Set<UUID> touched = new LinkedHashSet<>();
                for (int n = 0; n < notes; n++) {
                    UUID id = new UUID(0, random.nextInt(9));
                    if (touched.add(id)) {
                        change(work.find(Note.class, id).orElse(null), id, work, own, random);
                    }
                }
            });
            assertThat(keelson.outcome(of(tenant), token)).isInstanceOf(CommandOutcome.class);
            String other = tenants.get(random.nextInt(tenants.size()));
            assertThat(stored(keelson, other, random))
                    .as("seed %d, step %d, tenant %s", seed, step, other)
                    .isEqualTo(expected.get(other));
        }
        expected.forEach((tenant, own) -> assertThat(stored(keelson, tenant, random))
                .as("seed %d, tenant %s", seed, tenant)
                .isEqualTo(own));
    }

    private static void change(@Nullable Note found, UUID id, Aggregates work, Map<UUID, String> own, Random random) {
        assertThat(found == null).isEqualTo(!own.containsKey(id));
        if (found != null && random.nextInt(4) == 0) {
            work.remove(found);
            own.remove(id);
            return;
        }
        Note note = found == null ? new Note(id, "text", "secret") : found;
        note.text = "text " + random.nextInt(9);
        note.secret = "secret " + random.nextInt(9);
        note.lines.add(random.nextInt(note.lines.size() + 1), "line " + random.nextInt(9));
        note.tags.add("tag " + random.nextInt(9));
        note.tags.remove("tag " + random.nextInt(9));
        if (found == null) {
            work.add(note);
        }
        own.put(id, note.state());
    }

    private static Map<UUID, String> stored(Keelson keelson, String tenant, Random random) {
        Map<UUID, String> stored = new TreeMap<>();
        try (SqlUnitOfWork work = keelson.begin(of(tenant))) {
            List<Note> found;
            if (random.nextBoolean()) {
                found = work.query(Note.class).where(DSL.trueCondition()).list();
                assertThat(work.query(Note.class).count()).isEqualTo(found.size());
                assertThat(work.query(Note.class).exists()).isEqualTo(!found.isEmpty());
            } else {
                List<UUID> ids = Stream.iterate(0, n -> n + 1)
                        .limit(9)
                        .map(n -> new UUID(0, n))
                        .toList();
                found = new ArrayList<>(work.findAll(Note.class, ids).values());
            }
            found.forEach(note -> stored.put(note.id, note.state()));
        }
        return stored;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "uuid|A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|uuid",
                "uuid|1-1-1-1-1|00000001-0001-0001-0001-000000000001|uuid",
                "bigint|007|7|bigint",
                "bigint|+7|7|bigint",
                "bigint|-0|0|bigint",
                "bigint|\u0667|7|bigint",
                "numbered|t-007|t-7|integer"
            })
    void a_spelling_that_is_not_the_columns_own_is_refused_with_the_one_that_is(
            String kind, String given, String canonical, String type) {
        assertRefused(
                KINDS.get(kind).tenancy(),
                given,
                "Cannot go on under policy tenancy: tenant '" + given + "' comes back from column tenant_id of type "
                        + type + " as '" + canonical + "', whose rows it would share. Begin with the canonical form,"
                        + " TenantId.of(\"" + canonical + "\").");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uuid|acme|it is no UUID|uuid",
                "uuid|a0eebc999c0b4ef8bb6d6bb9bd380a11|it is no UUID|uuid",
                "bigint|acme|it is no whole number of eight bytes|bigint",
                "bigint|9223372036854775808|it is no whole number of eight bytes|bigint",
                "bigint|7.0|it is no whole number of eight bytes|bigint",
                "numbered|acme|it does not start with t-|integer",
                "numbered|t-2147483648|its magnitude does not fit integer|integer",
                "numbered|t-x|its converter threw a NumberFormatException|integer"
            })
    void what_is_no_value_of_the_column_is_refused(String kind, String given, String problem, String type) {
        assertRefused(
                KINDS.get(kind).tenancy(),
                given,
                "Cannot go on under policy tenancy: tenant '" + given + "' does not fit column tenant_id of type "
                        + type
                        + ": " + problem + ". Begin with a tenant whose id does, or have the column be text:"
                        + " Tenancy.byColumn(\"tenant_id\").");
    }

    private static void assertRefused(Tenancy tenancy, String tenant, String message) {
        assertThatThrownBy(() -> tenancy.admit(of(tenant)))
                .isInstanceOf(PolicyViolationException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void a_tenant_that_its_column_does_not_give_back_is_refused_before_any_sql() {
        try (Backend.Opened database = Backend.POSTGRES.open(wire)) {
            KeelsonBuilder builder =
                    Keelson.builder().map(Note.class).policy(KINDS.get("bigint").tenancy());
            database.execute(builder.schema().statements().toArray(String[]::new));
            try (Keelson keelson = builder.dataSource(database.dataSource()).build()) {
                wire.reset();
                List<ThrowingCallable> attempts = List.of(
                        () -> keelson.begin(of("007")),
                        () -> keelson.run(of("007"), work -> work.find(Note.class, new UUID(0, 0))),
                        () -> keelson.outcome(of("acme"), CommandToken.next()));
                assertThat(attempts)
                        .allSatisfy(
                                attempt -> assertThatThrownBy(attempt).isInstanceOf(PolicyViolationException.class));
                assertThat(wire.counts()).isEqualTo(ShopStage.NOTHING);
            }
        }
    }

    @Test
    void what_ciphertexts_are_bound_to_is_the_tenant_as_its_column_spells_it() {
        KINDS.forEach((name, kind) -> assertThat(kind.tenancy()
                        .rule(new PolicyTable(CommitLogTable.ROWS, PolicyTable.Role.COMMIT_LOG, Optional.empty()))
                        .owner(new Moment(of(kind.tenants().get(1)))))
                .as(name)
                .isEqualTo(name.equals("numbered") ? "-1" : kind.tenants().get(1)));
    }

    @Test
    void a_converter_by_which_two_tenants_might_share_a_value_is_refused_where_it_is_given() {
        assertThatThrownBy(() -> Tenancy.byColumn("tenant_id", ColumnType.character(3)))
                .hasMessage(
                        "Cannot tell tenants apart by a column of type character(3) without a converter: give text(),"
                            + " uuid(), bigint(), integer() or smallint(), or Tenancy.byColumn(\"...\", converter).");
        for (ColumnType loose : List.of(
                ColumnType.numeric(), ColumnType.character(36), ColumnType.other("citext"), ColumnType.jsonb())) {
            assertThatThrownBy(() -> Tenancy.byColumn(
                            "tenant_id",
                            ScalarConverter.of(
                                    TenantId.class, loose, TenantId::value, value -> TenantId.of(value.toString()))))
                    .hasMessage("Cannot tell tenants apart by column 'tenant_id' of type " + loose
                            + ": give one whose values are equal only where they are the same, text(), uuid(),"
                            + " bigint(), integer() or smallint().");
        }
        assertThatThrownBy(() -> Tenancy.byColumn("tenant_id", new ValueConverter<>() {
                    @Override
                    public List<ColumnSpec> columns() {
                        return List.of(ColumnSpec.of(ColumnType.text()), ColumnSpec.of("b", ColumnType.text()));
                    }

                    @Override
                    public void write(TenantId value, ColumnWriter columns) {}

                    @Override
                    public TenantId read(ColumnReader columns) {
                        return TenantId.of("any");
                    }
                }))
                .hasMessage("Cannot tell tenants apart by column 'tenant_id': the converter has 2 columns, and it takes"
                        + " just one that is never null.");
    }

    @Test
    void a_converter_that_takes_two_tenants_for_one_lets_neither_pass_but_the_one_that_comes_back() {
        Tenancy folding = Tenancy.byColumn(
                "tenant_id",
                ScalarConverter.of(
                        TenantId.class,
                        ColumnType.text(),
                        tenant -> tenant.value().toLowerCase(Locale.ROOT),
                        value -> TenantId.of((String) value)));
        folding.admit(of("acme"));
        assertThatThrownBy(() -> folding.admit(of("Acme")))
                .isInstanceOf(PolicyViolationException.class)
                .hasMessageContaining("as 'acme', whose rows it would share");
    }
}

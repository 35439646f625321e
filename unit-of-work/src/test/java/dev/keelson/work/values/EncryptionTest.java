package dev.keelson.work.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.value.ColumnCipher;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.crypto.TinkCipher;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Encrypted columns: by Tink's keysets, bound to tenant, table, column and row, never in plain anywhere. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class EncryptionTest {

    private static final String CANARY = "geheimnis";

    enum Mood {
        CALM,
        WILD
    }

    record Code(String value) {}

    record Tag(String name, int weight) {}

    record Contact(String city, @Nullable String phone) {}

    record Part(UUID id, int number, String secret) {}

    record Step(String what, String secret) {}

    static final class Patient {
        private final UUID id;
        private String name = "";
        private String text = "";
        private @Nullable String note;
        private long number;
        private BigDecimal amount = BigDecimal.ZERO;
        private LocalDate birth = LocalDate.EPOCH;
        private Instant seen = Instant.EPOCH;
        private byte[] scan = {};
        private Mood mood = Mood.CALM;
        private Code code = new Code("");
        private List<Tag> tags = List.of();
        private Contact contact = new Contact("", null);
        private final List<Part> parts = new ArrayList<>();
        private final List<Part> locals = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private final List<String> hints = new ArrayList<>();
        private final Map<String, String> answers = new TreeMap<>();

        Patient(UUID id) {
            this.id = id;
        }
    }

    record Vault(UUID id, String text) {}

    abstract static class Account {
        private final UUID id;
        private String owner = "";

        Account(UUID id) {
            this.id = id;
        }
    }

    static final class Savings extends Account {
        private String pin = "";

        Savings(UUID id) {
            super(id);
        }
    }

    static final class Giro extends Account {
        private int limit;

        Giro(UUID id) {
            super(id);
        }
    }

    private static Store store;
    private static KeysetHandle keys;

    private static KeysetHandle newKeys() {
        try {
            AeadConfig.register();
            return KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeysetHandle changed(KeysetHandle from, Consumer<KeysetHandle.Builder> change) {
        try {
            KeysetHandle.Builder builder = KeysetHandle.newBuilder(from);
            change.accept(builder);
            return builder.build();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The same keys and a new one, which encrypts from now on. */
    private static KeysetHandle rotated(KeysetHandle from) {
        return changed(
                from,
                builder ->
                        builder.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                                .withRandomId()
                                .makePrimary()));
    }

    private static KeysetHandle withoutFirst(KeysetHandle from) {
        return changed(from, builder -> builder.getAt(0).setStatus(KeyStatus.DISABLED));
    }

    private static KeelsonBuilder mapped(KeysetHandle by) {
        ColumnCipher cipher = TinkCipher.of(by);
        return Keelson.builder()
                .map(Patient.class, patient -> {
                    for (String property :
                            List.of("text", "note", "number", "amount", "birth", "seen", "scan", "mood", "code")) {
                        patient.property(property, p -> p.encrypted(cipher));
                    }
                    patient.property("tags", p -> p.json().encrypted(cipher))
                            .property("contact.phone", p -> p.encrypted(cipher))
                            .children("parts", parts -> parts.property("secret", p -> p.encrypted(cipher)))
                            .children("locals", parts -> parts.localId().property("secret", p -> p.encrypted(cipher)))
                            .children("steps", steps -> steps.property("secret", p -> p.encrypted(cipher)))
                            .values("hints", hints -> hints.element(e -> e.encrypted(cipher)))
                            .values("answers", answers -> answers.element(e -> e.encrypted(cipher)));
                })
                .map(Vault.class, vault -> vault.property("text", p -> p.encrypted(cipher)))
                .map(
                        Account.class,
                        account -> account.inheritance(Inheritance.JOINED)
                                .subtypes(Savings.class, Giro.class)
                                .property("owner", p -> p.encrypted(cipher))
                                .subtype(
                                        Savings.class,
                                        savings -> savings.table("savings").property("pin", p -> p.encrypted(cipher))));
    }

    @BeforeAll
    static void create() {
        keys = newKeys();
        store = Store.of(() -> mapped(keys));
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.database().execute("truncate patients, vaults, accounts cascade");
    }

    private static Patient patient() {
        Patient patient = new Patient(UUID.randomUUID());
        patient.name = "open";
        patient.text = CANARY;
        patient.note = CANARY + " note";
        patient.number = 4711;
        patient.amount = new BigDecimal("12.50");
        patient.birth = LocalDate.of(-43, 3, 15);
        patient.seen = Instant.parse("2026-11-21T10:15:30.123456Z");
        patient.scan = CANARY.getBytes(StandardCharsets.UTF_8);
        patient.mood = Mood.WILD;
        patient.code = new Code(CANARY);
        patient.tags = List.of(new Tag(CANARY, 1), new Tag("b", 2));
        patient.contact = new Contact("Berlin", CANARY);
        for (int i = 0; i < 6; i++) {
            patient.parts.add(new Part(UUID.randomUUID(), i, CANARY + i));
            patient.locals.add(new Part(new UUID(7, i), i, CANARY + i));
            patient.steps.add(new Step("step" + i, CANARY + i));
            patient.hints.add(CANARY + i);
            patient.answers.put("q" + i, CANARY + i);
        }
        return patient;
    }

    private static Patient stored() {
        Patient patient = patient();
        store.save(patient);
        return patient;
    }

    private static void assertStored(Patient expected) {
        Patient loaded = store.load(Patient.class, expected.id);
        assertThat(loaded.scan).isEqualTo(expected.scan);
        assertThat(loaded)
                .usingRecursiveComparison()
                .ignoringFields("scan") // which it would compare byte by byte, at leisure
                .isEqualTo(expected);
    }

    /** The ciphertexts of all tables, by table, row and column. */
    private static List<List<@Nullable Object>> ciphertexts() {
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (String table : List.of(
                "patients", "patient_parts", "patient_locals", "patient_steps", "patient_hints", "patient_answers")) {
            all.addAll(store.database().query("select '" + table + "', t::text from " + table + " t order by 2"));
        }
        return all;
    }

    private static List<String> writtenAfter(Keelson keelson, UUID id, Consumer<Patient> change) {
        try (SqlUnitOfWork work = keelson.begin(Store.CONTEXT)) {
            change.accept(work.get(Patient.class, id));
            store.wire().reset();
            work.commit();
            return Writes.on(store.wire());
        }
    }

    private static List<String> writtenAfter(UUID id, Consumer<Patient> change) {
        return writtenAfter(store.keelson(), id, change);
    }

    private static Keelson with(KeysetHandle other) {
        return mapped(other).dataSource(store.database().through(store.wire())).build();
    }

    /** Neither the failure nor anything behind it shows what is secret. */
    private static void assertNothingShown(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(CANARY);
    }

    private static String refused(UUID id) {
        return refused(store.keelson(), Store.CONTEXT, Patient.class, id);
    }

    private static String refused(Keelson keelson, WorkContext context, Class<?> type, UUID id) {
        try (SqlUnitOfWork work = keelson.begin(context)) {
            Throwable failure = catchThrowable(() -> work.get(type, id));
            assertThat(failure)
                    .isInstanceOf(HydrationException.class)
                    .hasStackTraceContaining("it cannot be decrypted: the key is another one or disabled");
            assertNothingShown(failure);
            return Writes.unreadable(() -> work.get(type, id));
        }
    }

    @Test
    void all_values_come_back_and_only_their_column_is_bytes() {
        Patient patient = stored();
        assertStored(patient);
        assertThat(store.database()
                        .query("select string_agg(distinct column_name, ' ' order by column_name) from"
                                + " information_schema.columns where table_name like 'patient%' and"
                                + " data_type = 'bytea'"))
                .containsExactly(List.of("amount answer birth code contact_phone hint mood note number scan secret seen"
                        + " tags text"));
    }

    @Test
    void the_empty_the_large_and_the_strange_come_back() {
        for (String text : List.of(
                "",
                " ",
                "x".repeat(1 << 20),
                "e\u0301\u00e9\ud83d\ude00\uffff\u202e",
                "'; drop table patients; --\\")) {
            Patient patient = new Patient(UUID.randomUUID());
            patient.text = text;
            patient.note = text;
            patient.code = new Code(text);
            patient.scan = text.getBytes(StandardCharsets.UTF_8);
            patient.tags = List.of(new Tag(text, Integer.MIN_VALUE));
            patient.contact = new Contact(text, text);
            patient.number = Long.MIN_VALUE;
            patient.amount = new BigDecimal("-1E-5000");
            store.save(patient);
            assertStored(patient);
            assertThat(writtenAfter(patient.id, same -> {})).isEmpty();
        }
    }

    @Test
    void nothing_is_in_plain_in_any_column_of_any_table() {
        stored();
        store.save(new Vault(UUID.randomUUID(), CANARY));
        for (String table : List.of(
                "patients",
                "patient_parts",
                "patient_locals",
                "patient_steps",
                "patient_hints",
                "patient_answers",
                "vaults",
                "keelson_commits")) {
            String columns = (String) store.database()
                    .query(
                            "select string_agg(case data_type when 'bytea' then 'encode(' || column_name"
                                    + " || ', ''escape'')' else column_name || '::text' end, ' || ' order by 1)"
                                    + " from information_schema.columns where table_name = ? and is_nullable = 'NO'",
                            table)
                    .getFirst()
                    .getFirst();
            assertThat(store.database().query("select " + columns + " from " + table))
                    .isNotEmpty()
                    .noneMatch(row -> String.valueOf(row.getFirst()).contains(CANARY));
        }
    }

    @Test
    void equal_values_have_different_ciphertexts() {
        Patient patient = patient();
        Collections.fill(patient.hints, CANARY);
        store.save(patient);
        assertThat(store.database().query("select count(distinct hint), count(*) from patient_hints"))
                .containsExactly(List.of(6L, 6L));
    }

    @Test
    void a_plan_shows_that_it_is_encrypted_and_nothing_else() {
        Patient patient = stored();
        try (SqlUnitOfWork work = store.begin()) {
            work.add(patient());
            Patient loaded = work.get(Patient.class, patient.id);
            loaded.text = CANARY + " new";
            loaded.contact = new Contact("Bonn", CANARY + " new");
            loaded.parts.set(0, new Part(loaded.parts.get(0).id(), 9, CANARY + " new"));
            loaded.hints.remove(0);
            loaded.steps.clear();

            assertThat(work.plan().toString())
                    .contains("Patient.text <encrypted> -> <encrypted>")
                    .contains("Patient.parts[0].secret <encrypted> -> <encrypted>")
                    .doesNotContain(CANARY);
            for (RowOperation operation : work.plan().operations()) {
                assertThat(operation.columns() + " " + operation.key() + " " + operation.reasons() + " " + operation)
                        .doesNotContain(CANARY);
            }
            assertThat(work.commit().toString()).doesNotContain(CANARY);
            assertThat(store.keelson() + " " + store.keelson().model() + " " + TinkCipher.of(keys))
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void no_log_shows_it_not_even_that_of_the_driver() {
        List<String> driver = Collections.synchronizedList(new ArrayList<>());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord one) {
                driver.add(new SimpleFormatter().format(one));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("org.postgresql");
        Level before = logger.getLevel();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
        System.setOut(new PrintStream(log, true));
        System.setErr(new PrintStream(log, true));
        try {
            Patient patient = stored();
            writtenAfter(patient.id, changed -> changed.text = CANARY + " new");
            store.database().execute("update patients set text = ''");
            refused(patient.id);
        } finally {
            System.setOut(out);
            System.setErr(err);
            logger.setLevel(before);
            logger.setUseParentHandlers(true);
            logger.removeHandler(handler);
        }
        assertThat(driver).anyMatch(line -> line.contains("sendBind")).noneMatch(line -> line.contains(CANARY));
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
    }

    @Test
    void nothing_that_refuses_a_value_shows_it() {
        List<Consumer<Patient>> refused = List.of(
                patient -> patient.text = CANARY + "\0",
                patient -> patient.note = CANARY + "\ud83d",
                patient -> patient.code = new Code(CANARY + "\0"),
                patient -> patient.contact = new Contact("", CANARY + "\0"),
                patient -> patient.parts.set(2, new Part(UUID.randomUUID(), 1, CANARY + "\0")),
                patient -> patient.hints.set(2, CANARY + "\0"),
                patient -> patient.answers.put("q2", CANARY + "\0"),
                patient -> patient.tags = List.of(new Tag(CANARY + "\0", 1)));
        for (Consumer<Patient> change : refused) {
            Patient patient = patient();
            change.accept(patient);
            try (SqlUnitOfWork work = store.begin()) {
                work.add(patient);
                Throwable failure = catchThrowable(work::commit);
                assertThat(failure)
                        .isInstanceOf(UnstorableValueException.class)
                        .hasMessageStartingWith("Cannot store Patient.")
                        .hasMessageContaining(patient.id.toString());
                assertNothingShown(failure);
                work.discard();
            }
        }
    }

    record Talker(UUID id, Code code, List<Code> codes, Map<String, Code> byName) {}

    /** A converter whose exceptions tell everything. */
    private static KeelsonBuilder talkers(ColumnType type) {
        ColumnCipher cipher = TinkCipher.of(keys);
        return Keelson.builder()
                .commitLog(false)
                .converter(
                        Code.class,
                        ScalarConverter.of(
                                Code.class,
                                type,
                                code -> {
                                    if (code.value().endsWith("!")) {
                                        throw new IllegalStateException("no, " + code.value());
                                    }
                                    return code.value();
                                },
                                column -> {
                                    if (String.valueOf(column).endsWith("?")) {
                                        throw new IllegalStateException("what is " + column);
                                    }
                                    return new Code((String) column);
                                }))
                .map(
                        Talker.class,
                        talker -> talker.property("code", p -> p.encrypted(cipher))
                                .values("codes", codes -> codes.element(e -> e.encrypted(cipher)))
                                .values("byName", codes -> codes.element(e -> e.encrypted(cipher))));
    }

    @Test
    void what_a_converter_throws_is_not_passed_on_for_an_encrypted_value() {
        try (Store talkers = Store.of(() -> talkers(ColumnType.text()))) {
            for (Talker talker : List.of(
                    new Talker(UUID.randomUUID(), new Code(CANARY + "!"), List.of(), Map.of()),
                    new Talker(UUID.randomUUID(), new Code(""), List.of(new Code(CANARY + "!")), Map.of()),
                    new Talker(UUID.randomUUID(), new Code(""), List.of(), Map.of("a", new Code(CANARY + "!"))))) {
                Throwable failure = catchThrowable(() -> talkers.save(talker));
                assertThat(failure).isInstanceOf(UnstorableValueException.class);
                assertNothingShown(failure);
            }
        }
    }

    record Written(UUID id, String text, List<String> texts) {}

    record Read(UUID id, YearMonth text, List<YearMonth> texts) {}

    @Test
    void what_a_converter_throws_is_not_passed_on_for_a_decrypted_value_of_another_type() {
        ColumnCipher cipher = TinkCipher.of(keys);
        try (Store texts = Store.of(() -> Keelson.builder()
                        .commitLog(false)
                        .map(
                                Written.class,
                                written -> written.table("papers")
                                        .property("text", p -> p.encrypted(cipher))
                                        .values(
                                                "texts",
                                                t -> t.table("paper_texts")
                                                        .parentColumn("paper_id")
                                                        .element(e -> e.encrypted(cipher)))));
                Keelson months = Keelson.builder()
                        .commitLog(false)
                        .map(
                                Read.class,
                                read -> read.table("papers")
                                        .property("text", p -> p.encrypted(cipher))
                                        .values(
                                                "texts",
                                                t -> t.table("paper_texts")
                                                        .parentColumn("paper_id")
                                                        .element(e -> e.encrypted(cipher))))
                        .dataSource(texts.database().application())
                        .build()) {
            Written first = new Written(UUID.randomUUID(), CANARY, List.of());
            Written second = new Written(UUID.randomUUID(), "2026-11", List.of(CANARY));
            texts.save(first, second);
            for (Written one : List.of(first, second)) {
                try (SqlUnitOfWork work = months.begin(Store.CONTEXT)) {
                    Throwable failure = catchThrowable(() -> work.get(Read.class, one.id()));
                    assertThat(failure).isInstanceOf(HydrationException.class);
                    assertNothingShown(failure);
                }
            }
        }
    }

    @Test
    void a_text_is_held_to_what_its_type_says_before_it_is_encrypted() {
        ColumnCipher cipher = TinkCipher.of(keys);
        try (Store narrow = Store.of(() -> Keelson.builder()
                .map(
                        Vault.class,
                        vault -> vault.property(
                                "text", p -> p.type(ColumnType.varchar(4)).encrypted(cipher))))) {
            Vault vault = new Vault(UUID.randomUUID(), CANARY);
            assertThat(Writes.unstorable(() -> narrow.save(vault)))
                    .isEqualTo("Vault.text of " + vault.id()
                            + ", String: its 9 code points do not fit character varying(4)");
            Vault fitting = new Vault(UUID.randomUUID(), "\ud83d\ude00".repeat(4));
            narrow.save(fitting);
            assertThat(narrow.load(Vault.class, fitting.id())).isEqualTo(fitting);
        }
    }

    @Test
    void what_did_not_change_is_not_written_and_what_changed_is_that_column_only() {
        Patient patient = stored();
        assertThat(writtenAfter(patient.id, same -> {})).isEmpty();
        assertThat(writtenAfter(patient.id, same -> {
                    same.text = new String(CANARY);
                    same.scan = same.scan.clone();
                    same.tags = new ArrayList<>(same.tags);
                    same.code = new Code(CANARY);
                    same.contact = new Contact("Berlin", CANARY);
                    same.parts.replaceAll(part -> new Part(part.id(), part.number(), part.secret()));
                }))
                .isEmpty();
        assertThat(writtenAfter(patient.id, changed -> changed.scan[0]++))
                .containsExactly("update patients (scan, version)");
        assertThat(writtenAfter(patient.id, changed -> changed.contact = new Contact("Berlin", "1")))
                .containsExactly("update patients (contact_phone, version)");
        assertThat(writtenAfter(
                        patient.id,
                        changed -> changed.parts.replaceAll(part -> new Part(part.id(), part.number(), "new"))))
                .containsExactly("update patients (version)", "update patient_parts (secret)");
    }

    @Test
    void a_change_of_other_columns_leaves_every_ciphertext_as_it_is() {
        Patient patient = stored();
        String ciphertexts =
                "select text, note, number, amount, birth, seen, scan, mood, code, tags, contact_phone from"
                        + " patients";
        String parts = "select encode(secret, 'hex') from patient_parts order by id";
        List<List<@Nullable Object>> before =
                store.database().query("select encode(t::text::bytea, 'hex') from (" + ciphertexts + ") t");
        List<List<@Nullable Object>> partsBefore = store.database().query(parts);
        assertThat(writtenAfter(patient.id, changed -> {
                    changed.name = "renamed";
                    changed.contact = new Contact("Bonn", CANARY);
                    changed.parts.replaceAll(part -> new Part(part.id(), part.number() + 1, part.secret()));
                }))
                .containsExactly("update patients (contact_city, name, version)", "update patient_parts (number)");
        assertThat(store.database().query("select encode(t::text::bytea, 'hex') from (" + ciphertexts + ") t"))
                .isEqualTo(before);
        assertThat(store.database().query(parts)).isEqualTo(partsBefore);
    }

    @Test
    void null_and_a_value_follow_each_other() {
        Patient patient = patient();
        patient.note = null;
        patient.contact = new Contact("Berlin", null);
        store.save(patient);
        assertStored(patient);
        assertThat(store.database().query("select note, contact_phone from patients"))
                .containsExactly(java.util.Arrays.asList(null, null));
        assertThat(writtenAfter(patient.id, same -> {})).isEmpty();

        assertThat(writtenAfter(patient.id, changed -> {
                    changed.note = "";
                    changed.contact = new Contact("Berlin", CANARY);
                }))
                .containsExactly("update patients (contact_phone, note, version)");
        patient.note = "";
        patient.contact = new Contact("Berlin", CANARY);
        assertStored(patient);

        assertThat(writtenAfter(patient.id, changed -> changed.note = null))
                .containsExactly("update patients (note, version)");
        patient.note = null;
        assertStored(patient);
    }

    @Test
    void after_a_rotation_nothing_unchanged_is_written_and_what_changes_is_written_by_the_new_key() {
        Patient patient = stored();
        Patient other = stored();
        List<List<@Nullable Object>> before = ciphertexts();
        KeysetHandle next = rotated(keys);
        try (Keelson rotated = with(next);
                Keelson newOnly = with(withoutFirst(next))) {
            assertThat(writtenAfter(rotated, patient.id, same -> {})).isEmpty();
            assertThat(ciphertexts()).isEqualTo(before);

            assertThat(writtenAfter(rotated, patient.id, changed -> changed.text = "new"))
                    .containsExactly("update patients (text, version)");
            // what was written anew needs the new key, what was not the old one
            assertThat(refused(patient.id)).isEqualTo("Patient.text (text) of " + patient.id);
            assertThat(refused(newOnly, Store.CONTEXT, Patient.class, patient.id))
                    .isEqualTo("Patient.note (note) of " + patient.id);
            patient.text = "new";
            try (SqlUnitOfWork work = rotated.begin(Store.CONTEXT)) {
                assertThat(work.get(Patient.class, patient.id))
                        .usingRecursiveComparison()
                        .isEqualTo(patient);
                assertThat(work.get(Patient.class, other.id))
                        .usingRecursiveComparison()
                        .isEqualTo(other);
            }
            assertStored(other);
        }
    }

    @Test
    void another_key_or_a_disabled_one_reads_nothing_and_writes_nothing() {
        Patient patient = stored();
        Vault vault = new Vault(UUID.randomUUID(), CANARY);
        store.save(vault);
        for (KeysetHandle other : List.of(newKeys(), withoutFirst(rotated(keys)))) {
            try (Keelson keelson = with(other)) {
                assertThat(refused(keelson, Store.CONTEXT, Patient.class, patient.id))
                        .startsWith("Patient.");
                assertThat(refused(keelson, Store.CONTEXT, Vault.class, vault.id()))
                        .isEqualTo("Vault.text (text) of " + vault.id());
                try (SqlUnitOfWork work = keelson.begin(Store.CONTEXT)) { // its own rows live beside them
                    Vault mine = new Vault(UUID.randomUUID(), "mine");
                    work.add(mine);
                    work.commit();
                    assertThat(work.get(Vault.class, mine.id())).isEqualTo(mine);
                }
            }
        }
        assertStored(patient);
    }

    @Test
    void a_flipped_bit_and_garbage_are_told_and_other_rows_are_loadable() {
        Patient patient = stored();
        Patient other = stored();
        for (String garbage : List.of(
                "set_bit(text, 0, 1 - get_bit(text, 0))",
                "set_bit(text, 100, 1 - get_bit(text, 100))",
                "substring(text for length(text) - 1)",
                "text || '\\x00'::bytea",
                "''::bytea",
                "'" + CANARY + "'::bytea")) {
            byte[] good = (byte[]) store.database()
                    .query("select text from patients where id = ?", patient.id)
                    .getFirst()
                    .getFirst();
            store.database().execute("update patients set text = " + garbage + " where id = '" + patient.id + "'");
            assertThat(refused(patient.id)).isEqualTo("Patient.text (text) of " + patient.id);
            assertStored(other);
            store.database().query("update patients set text = ? where id = ? returning 1", good, patient.id);
            assertStored(patient);
        }
    }

    @Test
    void a_query_that_meets_one_that_cannot_be_read_says_which() {
        Patient patient = stored();
        Patient other = stored();
        store.database().execute("update patients set text = '' where id = '" + patient.id + "'");
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(Writes.unreadable(() -> work.query(Patient.class).list()))
                    .isEqualTo("Patient.text (text) of " + patient.id);
            assertThat(Writes.unreadable(() -> work.findAll(Patient.class, List.of(other.id, patient.id))))
                    .isEqualTo("Patient.text (text) of " + patient.id);
            assertThat(work.query(Patient.class)
                            .where(DSL.field(DSL.name("id"), UUID.class).eq(other.id))
                            .list())
                    .usingRecursiveComparison()
                    .isEqualTo(List.of(other));
        }
    }

    @Test
    void a_ciphertext_that_was_copied_to_another_row_column_or_table_is_refused() {
        Patient patient = stored();
        Patient other = stored();
        store.save(new Vault(patient.id, "vault"));
        String row = "select %s from patients where id = '" + other.id + "'";
        for (String copy : List.of(
                "text = (" + row.formatted("text") + ")", // of another row
                "text = code", // of another column of the same type
                "text = (select text from vaults)")) { // of another table, same column and key
            store.database().execute("create table saved as table patients");
            store.database().execute("update patients set " + copy + " where id = '" + patient.id + "'");
            assertThat(refused(patient.id)).isEqualTo("Patient.text (text) of " + patient.id);
            assertStored(other);
            store.database()
                    .execute("update patients p set text = s.text from saved s where s.id = p.id", "drop table saved");
            assertStored(patient);
        }
    }

    @Test
    void a_ciphertext_that_was_copied_to_another_child_is_refused() {
        Patient patient = stored();
        Patient other = stored();
        UUID first = patient.parts.get(0).id();
        List<List<String>> copies = List.of(
                List.of(
                        "patient_parts set secret = (select secret from patient_parts where id = '"
                                + patient.parts.get(1).id() + "') where id = '" + first + "'",
                        "parts.secret (secret)"),
                List.of(
                        "patient_steps set secret = (select secret from patient_steps where patient_id = '"
                                + patient.id + "' and position = 1) where patient_id = '" + patient.id
                                + "' and position = 0",
                        "steps.secret (secret)"),
                List.of(
                        "patient_steps set secret = (select secret from patient_steps where patient_id = '" + other.id
                                + "' and position = 0) where patient_id = '" + patient.id + "' and position = 0",
                        "steps.secret (secret)"),
                List.of(
                        "patient_locals set secret = (select secret from patient_locals where patient_id = '"
                                + other.id + "' and number = 0) where patient_id = '" + patient.id
                                + "' and number = 0",
                        "locals.secret (secret)"));
        for (List<String> copy : copies) {
            String table = copy.get(0).substring(0, copy.get(0).indexOf(' '));
            store.database().execute("create table saved as table " + table);
            store.database().execute("update " + copy.get(0));
            assertThat(refused(patient.id)).isEqualTo("Patient." + copy.get(1) + " of " + patient.id);
            assertStored(other);
            store.database()
                    .execute(
                            "delete from " + table,
                            "insert into " + table + " select * from saved",
                            "drop table saved");
            assertStored(patient);
        }
    }

    @Test
    void an_encrypted_element_that_cannot_be_read_is_told_by_its_collection() {
        Patient patient = stored();
        store.database().execute("update patient_hints set hint = '' where position = 3");
        assertThat(refused(patient.id)).isEqualTo("Patient.hints (hint) of " + patient.id);
    }

    @Test
    void a_ciphertext_that_was_copied_to_another_tenant_is_refused() {
        WorkContext acme = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));
        WorkContext globex = WorkContext.of(TenantId.of("globex"), Actor.of("hank"));
        Vault vault = new Vault(UUID.randomUUID(), CANARY);
        try (Store tenants = tenants();
                SqlUnitOfWork ours = tenants.keelson().begin(acme);
                SqlUnitOfWork theirs = tenants.keelson().begin(globex)) {
            ours.add(vault);
            ours.commit();
            theirs.add(new Vault(vault.id(), "theirs"));
            theirs.commit();
            tenants.database()
                    .execute("update vaults set text = (select text from vaults where tenant_id = 'acme') where"
                            + " tenant_id = 'globex'");
            assertThat(refused(tenants.keelson(), globex, Vault.class, vault.id()))
                    .isEqualTo("Vault.text (text) of " + vault.id());
            try (SqlUnitOfWork again = tenants.keelson().begin(acme)) {
                assertThat(again.get(Vault.class, vault.id())).isEqualTo(vault);
            }
        }
    }

    private static Store tenants() {
        ColumnCipher cipher = TinkCipher.of(keys);
        return Store.of(() -> Keelson.builder()
                .policy(Tenancy.byColumn("tenant_id"))
                .map(Vault.class, vault -> vault.property("text", p -> p.encrypted(cipher))));
    }

    @Test
    void parts_that_move_between_roots_stay_readable() {
        Patient from = stored();
        Patient to = stored();
        try (SqlUnitOfWork work = store.begin()) {
            Patient source = work.get(Patient.class, from.id);
            Patient target = work.get(Patient.class, to.id);
            target.parts.addAll(source.parts.subList(0, 5));
            source.parts.subList(0, 5).clear();
            target.locals.clear();
            target.locals.addAll(source.locals);
            source.locals.clear();
            target.parts.set(6, new Part(target.parts.get(6).id(), 1, CANARY + " moved"));
            work.commit();
            store.wire().reset();
            work.commit();
            assertThat(store.wire().statements()).isEmpty();
            assertStored(source);
            assertStored(target);
            assertThat(store.load(Patient.class, to.id).parts).hasSize(11);
        }
    }

    @Test
    void elements_that_change_places_stay_readable() {
        Patient patient = stored();
        List<Consumer<Patient>> changes = List.of(
                changed -> Collections.swap(changed.steps, 0, 5),
                changed -> Collections.reverse(changed.hints),
                changed -> changed.steps.remove(0),
                changed -> changed.hints.add(0, CANARY + " first"),
                changed -> Collections.reverse(changed.parts),
                changed -> Collections.reverse(changed.locals),
                changed -> changed.answers.put("q0", changed.answers.put("q1", "new")));
        for (Consumer<Patient> change : changes) {
            assertThat(writtenAfter(patient.id, change)).isNotEmpty();
            change.accept(patient);
            assertStored(patient);
            assertThat(writtenAfter(patient.id, same -> {})).isEmpty();
        }
    }

    @Test
    void one_to_fifty_child_rows_are_inserted_and_updated_readable() {
        for (int count : List.of(1, 3, 4, 50)) {
            Patient patient = new Patient(UUID.randomUUID());
            for (int i = 0; i < count; i++) {
                patient.parts.add(new Part(UUID.randomUUID(), i, CANARY + i));
                patient.hints.add("" + i);
            }
            store.save(patient);
            assertStored(patient);
            Consumer<Patient> change = changed -> {
                changed.parts.replaceAll(part -> new Part(part.id(), part.number(), part.secret() + "new"));
                changed.hints.replaceAll(hint -> hint + "new");
            };
            assertThat(writtenAfter(patient.id, change).stream().distinct())
                    .containsExactly(
                            "update patients (version)",
                            "update patient_parts (secret)",
                            "update patient_hints (hint)");
            change.accept(patient);
            assertStored(patient);
        }
    }

    @Test
    void tables_of_a_joined_hierarchy_are_places_of_their_own() {
        Savings savings = new Savings(UUID.randomUUID());
        ((Account) savings).owner = CANARY;
        savings.pin = CANARY;
        store.save(savings);
        assertThat(store.load(Account.class, ((Account) savings).id))
                .usingRecursiveComparison()
                .isEqualTo(savings);
        store.database().execute("update savings set pin = (select owner from accounts)");
        assertThat(refused(store.keelson(), Store.CONTEXT, Account.class, ((Account) savings).id))
                .endsWith("pin (pin) of " + ((Account) savings).id);
    }

    sealed interface Deed permits Draft, Signed {
        UUID id();
    }

    record Draft(UUID id, String text, List<Step> steps) implements Deed {}

    record Signed(UUID id, String text, String by, List<Step> steps) implements Deed {}

    @Test
    void what_becomes_another_class_in_another_table_is_encrypted_anew() {
        ColumnCipher cipher = TinkCipher.of(keys);
        for (Inheritance inheritance : Inheritance.values()) {
            try (Store deeds = Store.of(() -> Keelson.builder()
                            .map(
                                    Deed.class,
                                    deed -> deed.inheritance(inheritance)
                                            .property("text", p -> p.encrypted(cipher))
                                            .children("steps", s -> s.property("secret", p -> p.encrypted(cipher)))
                                            .subtype(
                                                    Signed.class,
                                                    signed -> signed.property("by", p -> p.encrypted(cipher)))));
                    SqlUnitOfWork work = deeds.begin()) {
                UUID id = UUID.randomUUID();
                List<Step> steps = List.of(new Step("a", CANARY), new Step("b", CANARY));
                Signed signed = new Signed(id, CANARY, CANARY, steps);
                work.add(new Draft(id, CANARY, steps));
                work.commit();
                work.replace(signed);
                work.commit();
                assertThat(deeds.load(Deed.class, id)).isEqualTo(signed);
                work.replace(new Draft(id, "b", List.of()));
                work.commit();
                assertThat(deeds.load(Deed.class, id)).isEqualTo(new Draft(id, "b", List.of()));
            }
        }
    }

    @Test
    void a_query_by_id_finds_it() {
        Patient patient = stored();
        stored();
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.query(Patient.class)
                            .where(DSL.field(DSL.name("id"), UUID.class).eq(patient.id))
                            .list())
                    .usingRecursiveComparison()
                    .isEqualTo(List.of(patient));
        }
    }

    record VaultId(UUID value) {}

    record Box(VaultId id, String text) {}

    record Key(UUID id, VaultId vault) {}

    record Bearer(UUID id, Box box) {}

    record Finger(UUID id, Ref<Box> box) {}

    static final class Link {
        private final UUID id;
        private @Nullable Link next;

        Link(UUID id) {
            this.id = id;
        }
    }

    static final class Chain {
        private final UUID id;
        private final List<Link> links = new ArrayList<>();

        Chain(UUID id) {
            this.id = id;
        }
    }

    record Trip(UUID id, ZonedDateTime start, Contact contact, List<Part> parts, Set<String> names, Set<Step> steps) {}

    static final class Counted {
        private final UUID id;
        private long version;

        Counted(UUID id) {
            this.id = id;
        }
    }

    private static List<String> faults(Consumer<KeelsonBuilder> mapping) {
        KeelsonBuilder builder = Keelson.builder();
        mapping.accept(builder);
        return Writes.faults(builder);
    }

    @Test
    void no_identifier_and_no_reference_can_be_encrypted() {
        ColumnCipher cipher = TinkCipher.of(keys);
        assertThat(faults(keelson -> keelson.map(Vault.class, vault -> vault.property("id", p -> p.encrypted(cipher)))))
                .containsExactly(
                        "Vault.id: tells its row from others, and no key can be encrypted; leave .encrypted(...)"
                                + " out");
        String problem = ": identifies an aggregate, and no key can be encrypted; encrypt another property, or identify"
                + " it by another";
        assertThat(faults(keelson ->
                        keelson.map(Box.class).map(Key.class, key -> key.property("vault", p -> p.encrypted(cipher)))))
                .containsExactly("Key.vault" + problem);
        assertThat(faults(keelson ->
                        keelson.map(Box.class).map(Bearer.class, key -> key.property("box", p -> p.encrypted(cipher)))))
                .containsExactly("Bearer.box" + problem);
        assertThat(faults(keelson ->
                        keelson.map(Box.class).map(Finger.class, key -> key.property("box", p -> p.encrypted(cipher)))))
                .containsExactly("Finger.box" + problem);
        assertThat(faults(keelson -> keelson.map(
                        Chain.class,
                        chain -> chain.children("links", links -> links.property("next", p -> p.encrypted(cipher))))))
                .containsExactly(
                        "Chain.links.next: refers to another Link of the aggregate, and no key can be encrypted;"
                                + " leave .encrypted(...) out");
    }

    @Test
    void no_column_that_tells_rows_apart_can_be_encrypted() {
        ColumnCipher cipher = TinkCipher.of(keys);
        assertThat(faults(keelson -> keelson.map(
                        Trip.class,
                        trip -> trip.children("parts", parts -> parts.property("id", p -> p.encrypted(cipher))))))
                .singleElement()
                .asString()
                .startsWith("Trip.parts")
                .contains("no key can be encrypted");
        assertThat(faults(keelson -> keelson.map(
                        Trip.class, trip -> trip.values("names", names -> names.element(e -> e.encrypted(cipher))))))
                .singleElement()
                .asString()
                .startsWith("Trip.names")
                .contains("no key can be encrypted");
        assertThat(faults(keelson -> keelson.map(
                        Trip.class,
                        trip -> trip.values("steps", steps -> steps.property("secret", p -> p.encrypted(cipher))))))
                .singleElement()
                .asString()
                .startsWith("Trip.steps")
                .contains("no key can be encrypted");
    }

    @Test
    void nothing_can_be_sorted_by_ciphertexts() {
        ColumnCipher cipher = TinkCipher.of(keys);
        assertThat(faults(keelson -> keelson.map(
                        Trip.class,
                        trip -> trip.children(
                                "parts",
                                parts -> parts.sortedBy("secret").property("secret", p -> p.encrypted(cipher))))))
                .containsExactly(
                        "Trip.parts: cannot be sorted by 'secret': that is no single value in the elements' row, or it"
                                + " is encrypted; name a property of the elements that lies in one column, in plain");
    }

    @Test
    void no_version_can_be_encrypted() {
        ColumnCipher cipher = TinkCipher.of(keys);
        assertThat(faults(keelson -> keelson.map(
                        Counted.class,
                        counted -> counted.version("version").property("version", p -> p.encrypted(cipher)))))
                .singleElement()
                .asString()
                .startsWith("Counted.version: ");
    }

    @Test
    void a_value_of_several_columns_cannot_be_encrypted_and_never_silently_stays_in_plain() {
        ColumnCipher cipher = TinkCipher.of(keys);
        String problem = ": lies in several columns, and only one column can be encrypted; store it as JSON:"
                + " .property(\"...\", p -> p.json().encrypted(...))";
        assertThat(faults(keelson -> keelson.map(Trip.class, trip -> trip.property("start", p -> p.encrypted(cipher)))))
                .containsExactly("Trip.start" + problem);
        assertThat(faults(keelson ->
                        keelson.map(Trip.class, trip -> trip.property("contact", p -> p.encrypted(cipher)))))
                .containsExactly("Trip.contact" + problem);
        assertThat(faults(keelson -> keelson.map(Trip.class, trip -> trip.property("parts", p -> p.encrypted(cipher)))))
                .hasSize(1);
        assertThat(faults(keelson -> keelson.map(
                        Trip.class, trip -> trip.children("parts", parts -> parts.element(e -> e.encrypted(cipher))))))
                .hasSize(1);
    }

    abstract static class Paper {
        private final UUID id;

        Paper(UUID id) {
            this.id = id;
        }
    }

    static final class Letter extends Paper {
        private byte[] body = {};

        Letter(UUID id) {
            super(id);
        }
    }

    static final class Flyer extends Paper {
        private byte[] body = {};

        Flyer(UUID id) {
            super(id);
        }
    }

    @Test
    void a_column_that_classes_share_is_encrypted_for_all_of_them_or_none() {
        ColumnCipher cipher = TinkCipher.of(keys);
        assertThat(faults(keelson -> keelson.map(
                        Paper.class,
                        paper -> paper.subtypes(Letter.class, Flyer.class)
                                .subtype(Letter.class, letter -> letter.property("body", p -> p.encrypted(cipher))))))
                .singleElement()
                .asString()
                .startsWith("Paper.body: column papers.body holds it for several classes");
        try (Store papers = Store.of(() -> Keelson.builder()
                .map(
                        Paper.class,
                        paper -> paper.subtypes(Letter.class, Flyer.class)
                                .subtype(Letter.class, letter -> letter.property("body", p -> p.encrypted(cipher)))
                                .subtype(Flyer.class, flyer -> flyer.property("body", p -> p.encrypted(cipher)))))) {
            Flyer flyer = new Flyer(UUID.randomUUID());
            flyer.body = CANARY.getBytes(StandardCharsets.UTF_8);
            papers.save(flyer);
            assertThat(papers.load(Paper.class, ((Paper) flyer).id))
                    .usingRecursiveComparison()
                    .isEqualTo(flyer);
        }
    }

    @Test
    void nothing_that_the_database_makes_can_be_encrypted() {
        ColumnCipher cipher = TinkCipher.of(keys);
        String problem = "Vault.text: is encrypted, and the database cannot make a ciphertext; leave .generated() or"
                + " .databaseDefault() out";
        assertThat(faults(keelson -> keelson.map(
                        Vault.class,
                        vault -> vault.property("text", p -> p.encrypted(cipher).generated()))))
                .containsExactly(problem);
        assertThat(faults(keelson -> keelson.map(
                        Vault.class,
                        vault -> vault.property("text", p -> p.encrypted(cipher).databaseDefault()))))
                .containsExactly(problem);
    }

    @Test
    void a_live_column_of_another_type_is_a_fault() {
        ColumnCipher cipher = TinkCipher.of(keys);
        for (String type : List.of("text", "varchar(400)", "jsonb")) {
            Throwable failure = catchThrowable(() -> Store.of(
                    () -> Keelson.builder()
                            .commitLog(false)
                            .map(Vault.class, vault -> vault.property("text", p -> p.encrypted(cipher))),
                    List.of("create table vaults (id uuid primary key, text " + type
                            + " not null, version bigint not null)")));
            assertThat(failure).hasMessageContaining("Vault.text: column vaults.text is ");
            assertThat(failure).hasMessageContaining("but its values are bytea");
        }
    }
}

package dev.keelson.work.schema;

import static dev.keelson.work.model.Blueprint.aggregate;
import static dev.keelson.work.model.Blueprint.model;
import static dev.keelson.work.model.Blueprint.object;
import static dev.keelson.work.model.Blueprint.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Database;
import dev.keelson.work.model.AggregateModel.IdSequence;
import dev.keelson.work.model.Blueprint;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.row.RowType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the live catalogue proves of the shop's keys, after changes that are taken back. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class IdentityProofTest {

    private static final DomainModel SHOP = SchemaShop.model();
    private static final String RESTS = ", and every load and every write rests on that";

    private static TestDatabase database;
    private static Trial trial;

    @BeforeAll
    static void create() {
        database = SchemaShop.database();
        trial = new Trial(database.owner());
    }

    @AfterAll
    static void drop() {
        trial.close();
        database.close();
    }

    private static ProvedIdentity after(String script) {
        return after(script, SHOP, SchemaShop.POLICIES);
    }

    private static ProvedIdentity after(String script, DomainModel model, Policies policies) {
        return trial.after(script, () -> proved(model, policies));
    }

    private static ProvedIdentity proved(DomainModel model, Policies policies) {
        return new IdentityProof(policies, Catalogue.read(new Database(trial.dataSource()))).prove(model, true);
    }

    private static List<String> looked(ProvedIdentity found) {
        return found.unproved().keySet().stream()
                .map(RowType::toString)
                .sorted()
                .toList();
    }

    @Test
    void the_generated_schema_proves_everything() {
        ProvedIdentity found = after("");

        assertThat(found.faults()).isEmpty();
        assertThat(found.warnings()).isEmpty();
        assertThat(found.unproved()).isEmpty();
        assertThat(found.tables()).contains("orders", "order_lines", "keelson_commits");
    }

    private static final String ORDERS = "nothing keeps two rows of orders from having the same tenant_id, id";
    private static final String ADD_TO_ORDERS =
            "add a constraint: alter table orders add constraint orders_tenant_id_id_key unique (tenant_id, id)";
    private static final String NO_KEY = "alter table orders drop constraint orders_pkey cascade;";

    static Stream<Arguments> rootsWithoutProof() {
        return Stream.of(
                Arguments.of(NO_KEY, ORDERS + RESTS, ADD_TO_ORDERS),
                Arguments.of(
                        NO_KEY + "alter table orders add row_number bigserial primary key",
                        ORDERS + RESTS,
                        ADD_TO_ORDERS),
                Arguments.of(
                        NO_KEY + "alter table orders add primary key (tenant_id, id, placed_at)",
                        ORDERS + "; orders_pkey does so only together with placed_at" + RESTS,
                        ADD_TO_ORDERS),
                Arguments.of(
                        NO_KEY + "create unique index on orders (tenant_id, id) where note is null",
                        ORDERS + RESTS,
                        ADD_TO_ORDERS),
                Arguments.of(
                        NO_KEY + "create unique index on orders (tenant_id, (id::text))",
                        ORDERS + RESTS,
                        ADD_TO_ORDERS),
                Arguments.of(
                        NO_KEY + "create unique index on orders (tenant_id) include (id) where false; create index on"
                                + " orders (tenant_id, id)",
                        ORDERS + RESTS,
                        ADD_TO_ORDERS),
                Arguments.of(
                        NO_KEY + "alter table orders rename to order_rows; create table orders (like order_rows)"
                                + " partition by range (placed_at); create table orders_1 partition of orders default;"
                                + " create unique index on orders_1 (tenant_id, id); alter table orders add primary key"
                                + " (tenant_id, id, placed_at)",
                        ORDERS + "; orders_pkey does so only together with placed_at" + RESTS,
                        "make placed_at part of the identifier: a unique constraint of a partitioned table has all"
                                + " columns that tell the partitions"));
    }

    @ParameterizedTest
    @MethodSource("rootsWithoutProof")
    void a_root_whose_identifier_nothing_proves_is_a_fault_with_the_statement_that_would(
            String change, String problem, String mend) {
        ProvedIdentity found = after(change);

        assertThat(found.faults()).containsExactly(new Fault("Order", problem, mend));
        assertThat(found.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table orders add primary key (id, tenant_id)",
                "alter table orders add primary key (tenant_id, id) include (note)",
                "alter table orders add primary key (tenant_id, id) deferrable initially deferred",
                "create unique index on orders (tenant_id, id)",
                "alter table orders add unique nulls not distinct (tenant_id, id)",
                "alter table orders alter id drop not null, alter tenant_id drop not null, add unique (tenant_id, id)",
                "alter table orders add unique (id)"
            })
    void what_keeps_identifiers_apart_in_whatever_way_is_a_proof(String key) {
        ProvedIdentity found = after(NO_KEY + key);

        assertThat(found.faults()).isEmpty();
        assertThat(found.warnings()).isEmpty();
        assertThat(found.unproved()).isEmpty();
    }

    @Test
    void a_partitioned_table_whose_key_tells_the_partitions_is_proved() {
        ProvedIdentity found = after(NO_KEY + "alter table orders rename to order_rows; create table orders (like"
                + " order_rows) partition by hash (id); create table orders_1 partition of orders for values with"
                + " (modulus 1, remainder 0); alter table orders add primary key (tenant_id, id)");

        assertThat(found.faults()).isEmpty();
        assertThat(found.warnings()).isEmpty();
    }

    private static SchemaWarning warning(String table, String path, String problem, String mend) {
        return new SchemaWarning(table, path, problem, mend);
    }

    static Stream<Arguments> childrenWithoutProof() {
        String parts = "nothing keeps two rows of line_parts from having the same tenant_id, line_id, position";
        String surcharges =
                "nothing keeps two rows of order_surcharges from having the same tenant_id, order_id, amount, reason";
        return Stream.of(
                Arguments.of(
                        "alter table line_parts drop constraint line_parts_pkey",
                        warning(
                                "line_parts",
                                "Order.lines.parts",
                                parts,
                                "add a constraint: alter table line_parts add constraint"
                                        + " line_parts_tenant_id_line_id_position_key unique (tenant_id, line_id,"
                                        + " position)")),
                Arguments.of(
                        "alter table line_parts drop constraint line_parts_pkey, alter position drop not null, add"
                                + " unique (tenant_id, line_id, position)",
                        warning(
                                "line_parts",
                                "Order.lines.parts",
                                parts + "; line_parts_tenant_id_line_id_position_key does so only where none of them is"
                                        + " null",
                                "add a constraint: alter table line_parts add constraint"
                                        + " line_parts_tenant_id_line_id_position_unique unique nulls not distinct"
                                        + " (tenant_id, line_id, position)")),
                Arguments.of(
                        "alter table order_lines drop constraint order_lines_pkey cascade, add primary key (tenant_id,"
                                + " order_id, id)",
                        warning(
                                "order_lines",
                                "Order.lines",
                                "nothing keeps two rows of order_lines from having the same tenant_id, id;"
                                        + " order_lines_pkey does so only together with order_id",
                                "add a constraint: alter table order_lines add constraint"
                                        + " order_lines_tenant_id_id_key unique (tenant_id, id)")),
                Arguments.of(
                        "alter table order_tags drop constraint order_tags_pkey, add id bigserial primary key",
                        warning(
                                "order_tags",
                                "Order.tags",
                                "nothing keeps two rows of order_tags from having the same tenant_id, order_id, tag",
                                "add a constraint: alter table order_tags add constraint"
                                        + " order_tags_tenant_id_order_id_tag_key unique (tenant_id, order_id, tag)")),
                Arguments.of(
                        "alter table order_surcharges drop constraint"
                                + " order_surcharges_tenant_id_order_id_amount_reason_key, add unique (tenant_id,"
                                + " order_id, amount, reason)",
                        warning(
                                "order_surcharges",
                                "Order.surcharges",
                                surcharges + "; order_surcharges_tenant_id_order_id_amount_reason_key does so only"
                                        + " where none of them is null",
                                "add a constraint: alter table order_surcharges add constraint"
                                        + " order_surcharges_tenant_id_order_id_amount_reason_unique unique nulls not"
                                        + " distinct (tenant_id, order_id, amount, reason)")),
                Arguments.of(
                        "alter table order_remarks rename to remark_rows; create view order_remarks as select * from"
                                + " remark_rows",
                        warning(
                                "order_remarks",
                                "Order.remarks",
                                "it is a view, so that no constraint keeps two rows of order_remarks from having the"
                                        + " same tenant_id, order_id, position",
                                "map the table that keeps the rows, or see to it by other means that none is there"
                                        + " twice")),
                Arguments.of(
                        "create table old_tags () inherits (order_tags)",
                        warning(
                                "order_tags",
                                "Order.tags",
                                "its rows lie in several tables, such as those that inherit from it, so that no"
                                        + " constraint keeps two rows of order_tags from having the same tenant_id,"
                                        + " order_id, tag",
                                "map the table that keeps the rows, or see to it by other means that none is there"
                                        + " twice")),
                Arguments.of(
                        "drop table order_tags",
                        warning(
                                "order_tags",
                                "Order.tags",
                                "there is no table order_tags, so that nothing is known of its key",
                                "create it with its key, as schema().ddl() has it")),
                Arguments.of(
                        "alter table order_tags drop tag",
                        warning(
                                "order_tags",
                                "Order.tags",
                                "there is no column order_tags.tag, so that nothing is known of its key",
                                "create it with its key, as schema().ddl() has it")));
    }

    @ParameterizedTest
    @MethodSource("childrenWithoutProof")
    void a_key_of_children_that_nothing_proves_is_a_warning_and_each_load_looks(String change, SchemaWarning warning) {
        ProvedIdentity found = after(change);

        assertThat(found.warnings()).containsExactly(warning);
        assertThat(found.faults()).isEmpty();
        assertThat(looked(found)).containsExactly(warning.table());
    }

    @Test
    void a_root_that_no_constraint_can_prove_or_that_is_not_there_yet_is_a_warning() {
        ProvedIdentity found = after("create table old_orders () inherits (orders);"
                + " alter table customers rename to customer_rows; create view customers as select * from"
                + " customer_rows; drop table keelson_commits");

        assertThat(found.faults()).isEmpty();
        assertThat(found.warnings())
                .extracting(SchemaWarning::problem)
                .containsExactly(
                        "it is a view, so that no constraint keeps two rows of customers from having the same"
                                + " tenant_id, id",
                        "its rows lie in several tables, such as those that inherit from it, so that no constraint"
                                + " keeps two rows of orders from having the same tenant_id, id",
                        "there is no table keelson_commits, so that nothing is known of its key");
        assertThat(looked(found)).containsExactly("customers", "orders");
    }

    private static final String NO_REMINDERS_KEY =
            "alter table invoice_reminders drop constraint invoice_reminders_tenant_id_invoice_id_key;";

    private static ProvedIdentity afterInShapes(String change) {
        return after(SchemaShapes.schema().ddl() + change, SchemaShapes.everything(), SchemaShop.POLICIES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "create unique index on invoice_reminders (tenant_id, invoice_id) where id is not null",
                "create unique index on invoice_reminders (tenant_id, id) include (invoice_id)",
                "create unique index on invoice_reminders (tenant_id, upper(invoice_id::text))"
            })
    void that_a_parent_has_one_part_at_most_is_a_warning_and_what_every_load_looks_at_anyway(String other) {
        ProvedIdentity found = afterInShapes(NO_REMINDERS_KEY + other);

        assertThat(found.faults()).isEmpty();
        assertThat(found.warnings())
                .containsExactly(warning(
                        "invoice_reminders",
                        "Invoice.reminder",
                        "nothing keeps two rows of invoice_reminders from having the same tenant_id, invoice_id",
                        "add a constraint: alter table invoice_reminders add constraint"
                                + " invoice_reminders_tenant_id_invoice_id_key unique (tenant_id, invoice_id)"));
        assertThat(found.unproved()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table invoice_reminders add unique (invoice_id, tenant_id) deferrable",
                "create unique index on invoice_reminders (invoice_id) include (id)",
                "alter table invoice_reminders alter invoice_id drop not null, add unique (tenant_id, invoice_id)"
            })
    void a_part_is_told_by_its_parent_in_whatever_way(String key) {
        ProvedIdentity found = afterInShapes(NO_REMINDERS_KEY + key);

        assertThat(found.faults()).isEmpty();
        assertThat(found.warnings()).isEmpty();
    }

    @Test
    void what_the_mends_say_mends() {
        String change = "alter table orders drop constraint orders_pkey cascade; alter table order_tags drop"
            + " constraint order_tags_pkey; alter table order_remarks drop constraint order_remarks_pkey, alter"
            + " position drop not null; alter table order_surcharges drop constraint"
            + " order_surcharges_tenant_id_order_id_amount_reason_key, add unique (tenant_id, order_id, amount,"
            + " reason); alter table keelson_commits drop constraint keelson_commits_pkey, add constraint late unique"
            + " (tenant_id, token, attempt) deferrable";
        ProvedIdentity mended = trial.after(change, () -> {
            ProvedIdentity found = proved(SHOP, SchemaShop.POLICIES);
            assertThat(found.faults()).hasSize(3);
            assertThat(found.warnings()).hasSize(3);
            found.faults().forEach(fault -> mend(fault.mend()));
            found.warnings().forEach(warning -> mend(warning.mend()));
            return proved(SHOP, SchemaShop.POLICIES);
        });

        assertThat(mended.faults()).isEmpty();
        assertThat(mended.warnings()).isEmpty();
        assertThat(mended.unproved()).isEmpty();
    }

    private static void mend(String mend) {
        trial.run(
                mend.equals("drop late")
                        ? "alter table keelson_commits drop constraint late"
                        : mend.substring(mend.indexOf(": ") + 2));
    }

    /** A root told by a code, its notes by their place, and another told by numbers that the database makes. */
    private static DomainModel codes() {
        Blueprint codes = table("codes", "Code").key("code", ColumnType.text());
        Blueprint notes = table("code_notes", "Code.notes")
                .key("code", ColumnType.text())
                .key("position", ColumnType.integer())
                .parent(codes, "code");
        Blueprint numbers =
                table("numbers", "Number").key("id", ColumnType.bigint()).identity();
        return model(
                aggregate(Object.class, codes, notes),
                aggregate(object(Long.class, "Number"), new IdSequence(null, 1, Set.of(), false), numbers));
    }

    static Stream<Arguments> keysForAll() {
        String each = " lacks tenant_id, so that a key that one has there is refused to all others";
        return Stream.of(
                Arguments.of(
                        "(code)",
                        "(tenant_id, code, position)",
                        List.of(warning(
                                "codes",
                                "Code",
                                "codes_pkey" + each,
                                "make it unique for each: alter table codes add constraint codes_tenant_id_code_key"
                                        + " unique (tenant_id, code), and drop codes_pkey"))),
                Arguments.of(
                        "(tenant_id, code), unique (code)",
                        "(tenant_id, code, position)",
                        List.of(warning("codes", "Code", "codes_code_key" + each, "drop codes_code_key"))),
                Arguments.of(
                        "(tenant_id, code)",
                        "(position, code)",
                        List.of(warning(
                                "code_notes",
                                "Code.notes",
                                "code_notes_pkey" + each,
                                "make it unique for each: alter table code_notes add constraint"
                                    + " code_notes_tenant_id_code_position_key unique (tenant_id, code, position), and"
                                    + " drop code_notes_pkey"))),
                Arguments.of("(tenant_id, code)", "(tenant_id, code, position)", List.of()));
    }

    @ParameterizedTest
    @MethodSource("keysForAll")
    void a_key_without_the_tenant_is_a_warning_where_two_tenants_could_choose_the_same(
            String codes, String notes, List<SchemaWarning> warnings) {
        ProvedIdentity found = after(
                "create table codes (tenant_id text, code text, primary key " + codes + "); create table code_notes"
                        + " (tenant_id text, code text, position integer, primary key " + notes + "); create table"
                        + " numbers (tenant_id text, id bigint generated always as identity primary key)",
                codes(),
                SchemaShop.POLICIES);

        assertThat(found.faults()).isEmpty();
        assertThat(found.warnings()).isEqualTo(warnings);
        assertThat(found.unproved()).isEmpty();
    }

    private static final String COMMITS = "nothing keeps two rows of keelson_commits from having the same tenant_id,"
            + " token, attempt, so that a command may be committed twice";
    private static final String ADD_TO_COMMITS = "add a constraint: alter table keelson_commits add constraint"
            + " keelson_commits_tenant_id_token_attempt_key unique (tenant_id, token, attempt)";
    private static final String LATE = " is deferrable, and a second commit of a command has to die on its first write";
    private static final String TOLD = " only; a command is told by tenant_id, token, attempt";
    private static final String NO_COMMITS_KEY = "alter table keelson_commits drop constraint keelson_commits_pkey;";

    static Stream<Arguments> logs() {
        Fault none = new Fault("keelson_commits", COMMITS, ADD_TO_COMMITS);
        return Stream.of(
                Arguments.of(NO_COMMITS_KEY, List.of(none)),
                Arguments.of(
                        NO_COMMITS_KEY + "alter table keelson_commits add id bigserial primary key", List.of(none)),
                Arguments.of(
                        NO_COMMITS_KEY + "create unique index on keelson_commits (tenant_id, token, attempt) where"
                                + " committed",
                        List.of(none)),
                Arguments.of(
                        NO_COMMITS_KEY + "alter table keelson_commits add primary key (token, attempt)",
                        List.of(
                                new Fault(
                                        "keelson_commits",
                                        "keelson_commits_pkey refuses commands that are others, since it looks at"
                                                + " attempt, token" + TOLD,
                                        "drop keelson_commits_pkey"),
                                none)),
                Arguments.of(
                        "create unique index by_token on keelson_commits (tenant_id, token)",
                        List.of(new Fault(
                                "keelson_commits",
                                "by_token refuses commands that are others, since it looks at tenant_id, token" + TOLD,
                                "drop by_token"))),
                Arguments.of(
                        NO_COMMITS_KEY + "alter table keelson_commits add primary key (tenant_id, token, attempt, at)",
                        List.of(none)),
                Arguments.of(
                        NO_COMMITS_KEY + "alter table keelson_commits add primary key (tenant_id, token, attempt)"
                                + " deferrable",
                        List.of(
                                new Fault(
                                        "keelson_commits", "keelson_commits_pkey" + LATE, "drop keelson_commits_pkey"),
                                none)),
                Arguments.of(
                        "alter table keelson_commits add constraint late unique (token, attempt, tenant_id)"
                                + " deferrable initially deferred",
                        List.of(new Fault("keelson_commits", "late" + LATE, "drop late"))),
                Arguments.of(
                        "alter table keelson_commits rename to commits; create view keelson_commits as select * from"
                                + " commits",
                        List.of(new Fault(
                                "keelson_commits",
                                "it is a view, so that no constraint keeps two rows of keelson_commits from having the"
                                        + " same tenant_id, token, attempt",
                                "make it a table"))),
                Arguments.of(
                        "create unique index wide on keelson_commits (tenant_id, token, attempt, actor)", List.of()),
                Arguments.of("alter table keelson_commits add id bigserial unique", List.of()),
                Arguments.of(
                        NO_COMMITS_KEY + "create unique index on keelson_commits (attempt, token, tenant_id)",
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("logs")
    void the_commit_log_is_told_by_token_and_attempt_of_each_tenant_at_once_and_by_nothing_less(
            String change, List<Fault> faults) {
        ProvedIdentity found = after(change);

        assertThat(found.faults()).isEqualTo(faults);
        assertThat(found.warnings()).isEmpty();
    }
}

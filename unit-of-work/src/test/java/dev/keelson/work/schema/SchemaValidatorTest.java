package dev.keelson.work.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.testing.rig.Draft;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaValidatorTest {

    private static final TestDatabase unaltered = SchemaShop.database();

    private final Draft database = unaltered.draft();

    @AfterEach
    void undo() {
        database.close();
    }

    @AfterAll
    static void drop() {
        unaltered.close();
    }

    private List<Fault> faults() {
        return faults(SchemaShop.model(), SchemaShop.POLICIES);
    }

    private List<Fault> faults(DomainModel model, Policies policies) {
        return new SchemaValidator().validate(model, policies, true, SchemaShop.catalogue(database));
    }

    static Stream<Arguments> mutations() {
        return Stream.of(
                mutation(
                        "drop table order_tags",
                        "Order.tags",
                        "there is no table order_tags",
                        "create it: create table order_tags (tenant_id text not null, order_id uuid not null, tag text"
                            + " not null, primary key (tenant_id, order_id, tag), constraint"
                            + " order_tags_tenant_id_order_id_fkey foreign key (tenant_id, order_id) references orders"
                            + " (tenant_id, id))"),
                mutation(
                        "alter table line_parts rename to line_part",
                        "Order.lines.parts",
                        "there is no table line_parts",
                        "did you mean .table(\"line_part\")? Otherwise create it: create table line_parts (tenant_id"
                            + " text not null, line_id uuid not null, position integer not null, name text not null,"
                            + " \"user\" boolean not null, primary key (tenant_id, line_id, position), constraint"
                            + " line_parts_tenant_id_line_id_fkey foreign key (tenant_id, line_id) references"
                            + " order_lines (tenant_id, id))"),
                mutation(
                        "create schema sales; alter table order_tags set schema sales",
                        "Order.tags",
                        "there is no table order_tags",
                        "did you mean .table(\"sales.order_tags\")? Otherwise create it: create table order_tags"
                            + " (tenant_id text not null, order_id uuid not null, tag text not null, primary key"
                            + " (tenant_id, order_id, tag), constraint order_tags_tenant_id_order_id_fkey foreign key"
                            + " (tenant_id, order_id) references orders (tenant_id, id))"),
                mutation(
                        "alter table orders drop shipping_address_city",
                        "Order.shippingAddress.city",
                        "there is no column orders.shipping_address_city",
                        "add it: alter table orders add shipping_address_city text not null"),
                mutation(
                        "alter table orders rename placed_at to placed_on",
                        "Order.placedAt",
                        "there is no column orders.placed_at",
                        "did you mean .property(\"placedAt\", p -> p.column(\"placed_on\"))? Otherwise add it: alter"
                                + " table orders add placed_at timestamp with time zone not null"),
                mutation(
                        "alter table orders rename version to lock_version",
                        "Order.version",
                        "there is no column orders.version",
                        "did you mean .versionColumn(\"lock_version\")? Otherwise add it: alter table orders add"
                                + " version bigint not null"),
                mutation(
                        "alter table order_lines rename position to pos",
                        "Order.lines.position",
                        "there is no column order_lines.position",
                        "did you mean .positionColumn(\"pos\")? Otherwise add it: alter table order_lines add"
                                + " position integer not null"),
                mutation(
                        "alter table order_tags rename order_id to order_ref",
                        "Order.tags.order_id",
                        "there is no column order_tags.order_id",
                        "did you mean .parentColumn(\"order_ref\")? Otherwise add it: alter table order_tags add"
                                + " order_id uuid not null"),
                mutation(
                        "alter table order_tags rename tag to tags",
                        "Order.tags.tag",
                        "there is no column order_tags.tag",
                        "did you mean .column(\"tags\")? Otherwise add it: alter table order_tags add tag text not"
                                + " null"),
                mutation(
                        "alter table order_remarks rename tenant_id to tenant",
                        "Order.remarks.tenant_id",
                        "there is no column order_remarks.tenant_id, which a policy needs",
                        "did you mean 'tenant', to be named where the policy is made? Otherwise add it, with the tenant"
                                + " of the rows that are there: alter table order_remarks add tenant_id text default"
                                + " '...' not null; alter table order_remarks alter tenant_id drop default"),
                mutation(
                        "alter table keelson_commits rename attempt to attempts",
                        "keelson_commits.attempt",
                        "there is no column keelson_commits.attempt",
                        "did you mean 'attempts', to be renamed: alter table keelson_commits rename column attempts to"
                            + " attempt? Otherwise add it: alter table keelson_commits add attempt integer not null"),
                mutation(
                        "alter table keelson_commits drop author",
                        "keelson_commits.author",
                        "there is no column keelson_commits.author",
                        "add it: alter table keelson_commits add author bigint"),
                mutation(
                        "alter table keelson_commits rename to keelson_commit",
                        "keelson_commits",
                        "there is no table keelson_commits",
                        "create it: create table keelson_commits (tenant_id text not null, token uuid not null,"
                            + " attempt integer not null, committed boolean not null, author bigint, actor text not"
                            + " null, at timestamp with time zone not null, primary key (tenant_id, token, attempt))"),
                mutation(
                        "alter table orders alter total type text",
                        "Order.total",
                        "column orders.total is text, but its values are numeric(19,2)",
                        "make the column numeric(19,2), or convert its values: .property(\"total\", p ->"
                                + " p.converter(...))"),
                mutation(
                        "alter table order_lines alter quantity type bigint",
                        "Order.lines.quantity",
                        "column order_lines.quantity is bigint, but its values are integer",
                        "make the column integer, or map it as it is: .property(\"quantity\", p ->"
                                + " p.type(ColumnType.bigint()))"),
                mutation(
                        "alter table order_lines alter quantity type numeric(9,3)",
                        "Order.lines.quantity",
                        "column order_lines.quantity is numeric(9,3), but its values are integer",
                        "make the column integer, or map it as it is: .property(\"quantity\", p ->"
                                + " p.type(ColumnType.numeric(9, 3)))"),
                mutation(
                        "alter table orders alter version type integer",
                        "Order.version",
                        "column orders.version is integer, but its values are bigint",
                        "make the column bigint"),
                mutation(
                        "alter table order_lines alter quantity type inet using null; alter table order_lines alter"
                                + " quantity set not null",
                        "Order.lines.quantity",
                        "column order_lines.quantity is inet, but its values are integer",
                        "make the column integer, or convert its values: .property(\"quantity\", p ->"
                                + " p.converter(...))"),
                mutation(
                        "alter table orders alter note set not null",
                        "Order.note",
                        "may be absent, but column orders.note takes no null",
                        "let it take null: alter table orders alter note drop not null, or make it required:"
                                + " .property(\"note\", p -> p.required())"),
                mutation(
                        "alter table orders alter billing_address_city set not null",
                        "Order.billingAddress.city",
                        "may be absent, but column orders.billing_address_city takes no null",
                        "let it take null: alter table orders alter billing_address_city drop not null, or make the"
                                + " property, or the value around it, required: p.required()"),
                mutation(
                        "alter table orders add region text not null",
                        "Order",
                        "column orders.region takes no null and has no default, and no property lies in it, so no row"
                                + " can be inserted",
                        "map it, give it a default, or let it take null: alter table orders alter region drop not"
                                + " null"));
    }

    private static Arguments mutation(String sql, String path, String problem, String mend) {
        return Arguments.of(sql, new Fault(path, problem, mend));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void a_schema_that_differs_is_told_where_how_and_what_to_do(String mutation, Fault fault) {
        SchemaShop.run(database.owner(), mutation);

        assertThat(faults()).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table orders add region text",
                "alter table orders add region text not null default 'EU'",
                "alter table orders add number bigint not null generated always as identity",
                "alter table orders alter note type varchar(100)",
                "alter table orders alter total type numeric(12,2)",
                "alter table orders alter placed_at type timestamptz(3)",
                "alter table order_lines alter quantity drop not null",
                "create domain remark_text as text not null; alter table order_remarks alter remark type remark_text",
                "create type tag as enum ('new'); alter table order_tags alter tag type tag using tag::tag",
                "create table order_lines_archive (like order_lines); create view all_orders as select * from orders",
                "create schema other; create table other.orders (id integer)"
            })
    void a_schema_that_differs_without_harm_is_fine(String mutation) {
        SchemaShop.run(database.owner(), mutation);

        assertThat(faults()).isEmpty();
    }

    @Test
    void a_renamed_column_whose_type_changed_too_is_told_as_one_that_is_missing_and_one_too_many() {
        SchemaShop.run(
                database.owner(),
                "alter table orders rename total to totals; alter table orders alter totals type text");

        assertThat(faults())
                .containsExactly(
                        new Fault(
                                "Order.total",
                                "there is no column orders.total",
                                "add it: alter table orders add total numeric(19,2) not null"),
                        new Fault(
                                "Order",
                                "column orders.totals takes no null and has no default, and no property lies in it, so"
                                        + " no row can be inserted",
                                "map it, give it a default, or let it take null: alter table orders alter totals drop"
                                        + " not null"));
    }

    @Test
    void a_view_in_the_place_of_a_table_is_told() {
        SchemaShop.run(
                database.owner(),
                "alter table order_tags rename to order_tags_base; create view order_tags as select * from"
                        + " order_tags_base");

        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo("Order.tags");
            assertThat(fault.problem()).isEqualTo("order_tags is a view, and an aggregate lies in tables");
            assertThat(fault.mend())
                    .startsWith("did you mean .table(\"order_tags_base\")? Otherwise rename the view, and create the"
                            + " table: ");
        });
    }

    @Test
    void all_faults_are_told_together_in_the_order_of_the_model() {
        SchemaShop.run(database.owner(), """
            drop table keelson_commits;
            alter table order_lines drop quantity, drop position;
            drop table order_remarks;
            alter table customers alter name type bytea using null;
            alter table orders drop note, add region text not null;
            """);

        assertThat(faults().stream().map(Fault::path))
                .containsExactly(
                        "Customer.name",
                        "Order.note",
                        "Order",
                        "Order.lines.position",
                        "Order.lines.quantity",
                        "Order.remarks",
                        "keelson_commits");
    }

    @Test
    void an_empty_database_is_told_table_by_table() {
        try (TestDatabase empty = TestDatabase.create()) {
            List<Fault> faults = new SchemaValidator()
                    .validate(SchemaShop.model(), SchemaShop.POLICIES, true, SchemaShop.catalogue(empty));

            assertThat(faults.stream().map(Fault::path))
                    .containsExactly(
                            "Customer",
                            "Order",
                            "Order.lines",
                            "Order.lines.parts",
                            "Order.remarks",
                            "Order.tags",
                            "Order.surcharges",
                            "keelson_commits");
            assertThat(faults).allSatisfy(fault -> assertThat(fault.mend()).startsWith("create it: create table "));
        }
    }

    @Test
    void a_mapping_made_with_the_live_catalogue_finds_the_same_faults() {
        SchemaShop.run(
                database.owner(),
                "alter table orders alter total type text; alter table orders alter note set not null");
        DomainModel model = SchemaShop.model(order -> {}, SchemaShop.catalogue(database));

        assertThat(faults(model, SchemaShop.POLICIES)).isEqualTo(faults());
        assertThat(faults()).hasSize(2);
    }

    @Test
    void a_column_that_a_property_and_a_policy_both_want_is_told() {
        Policies policies = new Policies(List.of(Tenancy.byColumn("note")));
        DomainModel model = SchemaShop.model();

        assertThat(faults(model, policies))
                .contains(new Fault(
                        "Order.note",
                        "column orders.note already belongs to a policy",
                        "say that it is the policy's: .tenant(\"note\"), or give the property another:"
                                + " .property(\"note\", p -> p.column(\"...\")), or name the policy's otherwise"));
    }

    @Test
    void a_name_that_postgresql_would_cut_is_told_once() {
        String name = "tenant_".repeat(10);
        Policies policies = new Policies(List.of(Tenancy.byColumn(name)));
        DomainModel model = SchemaShop.model(order -> {}, LiveColumns.NONE);

        assertThat(faults(model, policies))
                .filteredOn(fault -> fault.path().startsWith("Customer"))
                .containsExactly(
                        new Fault(
                                "Customer." + name,
                                "the name '" + name + "' has 70 bytes; PostgreSQL cuts names after 63",
                                "give it a shorter one: .column(\"...\"), .prefix(\"...\") or .table(\"...\")"),
                        new Fault(
                                "Customer",
                                "column customers.tenant_id takes no null and has no default, and no property lies in"
                                        + " it, so no row can be inserted",
                                "map it, give it a default, or let it take null: alter table customers alter"
                                        + " tenant_id drop not null"));
    }
}

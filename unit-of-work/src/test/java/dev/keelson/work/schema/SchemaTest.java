package dev.keelson.work.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.mapping.AggregateMapping;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.mapping.build.ModelBuilder;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final String DDL = """
        create table customers (
          tenant_id text not null,
          id uuid not null,
          name text not null,
          latest_order_id uuid,
          version bigint not null,
          primary key (tenant_id, id)
        );

        create index customers_tenant_id_latest_order_id_idx on customers(tenant_id, latest_order_id);

        create table orders (
          tenant_id text not null,
          id uuid not null,
          customer_id uuid not null,
          shipping_address_street text not null,
          shipping_address_city text not null,
          billing_address_street text,
          billing_address_city text,
          total numeric(19,2) not null,
          placed_at timestamp with time zone not null,
          note text,
          version bigint not null,
          primary key (tenant_id, id)
        );

        create index orders_tenant_id_customer_id_idx on orders(tenant_id, customer_id);

        create table order_lines (
          tenant_id text not null,
          id uuid not null,
          order_id uuid not null,
          position integer not null,
          quantity integer not null,
          primary key (tenant_id, id),
          constraint order_lines_tenant_id_order_id_fkey foreign key (tenant_id, order_id) references orders (tenant_id, id)
        );

        create index order_lines_tenant_id_order_id_idx on order_lines(tenant_id, order_id);

        create table line_parts (
          tenant_id text not null,
          line_id uuid not null,
          position integer not null,
          name text not null,
          "user" boolean not null,
          primary key (tenant_id, line_id, position),
          constraint line_parts_tenant_id_line_id_fkey foreign key (tenant_id, line_id) references order_lines (tenant_id, id)
        );

        create table order_remarks (
          tenant_id text not null,
          order_id uuid not null,
          position integer not null,
          remark text not null,
          primary key (tenant_id, order_id, position),
          constraint order_remarks_tenant_id_order_id_fkey foreign key (tenant_id, order_id) references orders (tenant_id, id)
        );

        create table order_tags (
          tenant_id text not null,
          order_id uuid not null,
          tag text not null,
          primary key (tenant_id, order_id, tag),
          constraint order_tags_tenant_id_order_id_fkey foreign key (tenant_id, order_id) references orders (tenant_id, id)
        );

        create table order_surcharges (
          tenant_id text not null,
          order_id uuid not null,
          amount numeric(19,2) not null,
          reason text,
          constraint order_surcharges_tenant_id_order_id_fkey foreign key (tenant_id, order_id) references orders (tenant_id, id)
        );

        alter table order_surcharges add constraint order_surcharges_tenant_id_order_id_amount_reason_key unique nulls not distinct (tenant_id, order_id, amount, reason);

        create table keelson_commits (
          tenant_id text not null,
          token uuid not null,
          attempt integer not null,
          committed boolean not null,
          author bigint,
          actor text not null,
          at timestamp with time zone not null,
          primary key (tenant_id, token, attempt)
        );

        create index keelson_commits_at_idx on keelson_commits using brin (at);

        alter table customers add constraint customers_tenant_id_latest_order_id_fkey foreign key (tenant_id, latest_order_id) references orders (tenant_id, id);

        alter table orders add constraint orders_tenant_id_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id);
        """;

    @Test
    void the_ddl_has_tables_in_the_order_of_the_model_and_references_between_aggregates_at_its_end() {
        assertThat(SchemaShop.schema().ddl()).isEqualTo(DDL);
    }

    @Test
    void the_ddl_runs_on_an_empty_database_and_is_what_the_validator_wants() {
        try (TestDatabase database = SchemaShop.database()) {
            assertThat(new SchemaValidator()
                            .validate(SchemaShop.model(), SchemaShop.POLICIES, true, SchemaShop.catalogue(database)))
                    .isEmpty();
        }
    }

    @Test
    void the_statements_run_one_by_one() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(SchemaShop.schema().statements().toArray(new String[0]));

            assertThat(database.query("select relname from pg_class where relkind = 'r' and relname not like 'pg_%'"
                            + " and relname not like 'sql_%' order by relname"))
                    .containsExactly(
                            List.of("customers"),
                            List.of("keelson_commits"),
                            List.of("line_parts"),
                            List.of("order_lines"),
                            List.of("order_remarks"),
                            List.of("order_surcharges"),
                            List.of("order_tags"),
                            List.of("orders"));
        }
    }

    @Test
    void a_foreign_key_cannot_reach_a_row_of_another_tenant() {
        try (TestDatabase database = SchemaShop.database()) {
            UUID customer = UUID.randomUUID();
            database.execute("insert into customers (tenant_id, id, name, version) values ('acme', '" + customer
                    + "', 'Jane', 1)");

            assertThatThrownBy(() -> database.execute("insert into orders values ('evil', gen_random_uuid(), '"
                            + customer + "', 's', 'c', null, null, 1, now(), null, 1)"))
                    .rootCause()
                    .hasMessageContaining("orders_tenant_id_customer_id_fkey");
        }
    }

    @Test
    void a_set_of_values_takes_no_value_twice_even_where_a_part_of_it_is_absent() {
        try (TestDatabase database = SchemaShop.database()) {
            database.execute("alter table order_surcharges drop constraint order_surcharges_tenant_id_order_id_fkey");
            String row = "('acme', '00000000-0000-0000-0000-000000000001', 5, null)";

            assertThatThrownBy(() -> database.execute("insert into order_surcharges values " + row + ", " + row))
                    .rootCause()
                    .hasMessageContaining("order_surcharges_tenant_id_order_id_amount_reason_key");
        }
    }

    @Test
    void without_policies_and_commit_log_only_the_mappings_own_columns_are_there() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(SchemaShop.Customer.class, AggregateMapping.byConvention());

        Schema schema = new Schema(SchemaShop.build(builder, LiveColumns.NONE), new Policies(List.of()), false);

        assertThat(schema.ddl()).isEqualTo("""
            create table customers (
              id uuid not null,
              name text not null,
              latest_order uuid,
              version bigint not null,
              primary key (id)
            );
            """);
    }

    @Test
    void nothing_mapped_is_no_script() {
        DomainModel nothing = SchemaShop.build(new ModelBuilder(), LiveColumns.NONE);

        assertThat(new Schema(nothing, SchemaShop.POLICIES, false).ddl()).isEmpty();
    }

    @Test
    void tables_of_another_schema_make_it_first_and_refer_across() {
        DomainModel model = SchemaShop.model(order -> order.table("sales.orders"), LiveColumns.NONE);
        Schema schema = new Schema(model, SchemaShop.POLICIES, false);

        assertThat(schema.statements())
                .startsWith("create schema if not exists sales")
                .contains("alter table customers add constraint customers_tenant_id_latest_order_id_fkey foreign key"
                        + " (tenant_id, latest_order_id) references sales.orders (tenant_id, id)");
        try (TestDatabase database = TestDatabase.create()) {
            SchemaShop.run(database.owner(), schema.ddl());
            assertThat(new SchemaValidator()
                            .validate(model, SchemaShop.POLICIES, false, SchemaShop.catalogue(database)))
                    .isEmpty();
        }
    }

    /** Children of list elements, which are told by their place, refer to the whole of it. */
    static final class Survey {
        private UUID id = new UUID(0, 1);
        private final List<Page> pages = new ArrayList<>();
    }

    static final class Page {
        private String title = "";
        private final List<String> questions = new ArrayList<>();
    }

    @Test
    void children_of_an_element_without_identifier_refer_to_its_place() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Survey.class, AggregateMapping.byConvention());
        Schema schema = new Schema(SchemaShop.build(builder, LiveColumns.NONE), SchemaShop.POLICIES, false);

        assertThat(schema.statements().getLast()).isEqualTo("""
            create table page_questions (
              tenant_id text not null,
              page_survey_id uuid not null,
              page_position integer not null,
              position integer not null,
              question text not null,
              primary key (tenant_id, page_survey_id, page_position, position),
              constraint page_questions_tenant_id_page_survey_id_page_position_fkey foreign key (tenant_id, page_survey_id, page_position) references survey_pages (tenant_id, survey_id, position)
            )\
            """);
        try (TestDatabase database = TestDatabase.create()) {
            SchemaShop.run(database.owner(), schema.ddl());
        }
    }
}

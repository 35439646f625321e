package dev.keelson.work.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.row.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivedNamesTest {

    private final DerivedNames names = new DerivedNames();

    @Test
    void a_short_name_is_table_columns_and_suffix() {
        assertThat(names.take(TableName.of("sales.orders"), List.of("tenant_id", "customer_id"), "fkey"))
                .isEqualTo("orders_tenant_id_customer_id_fkey");
    }

    @Test
    void a_long_name_is_cut_to_63_bytes_and_told_from_others_by_a_checksum() {
        TableName table = TableName.of("subscription_renewal_invoices");

        String one = names.take(table, List.of("tenant_id", "subscription_renewal_contract_id"), "fkey");
        String other = names.take(table, List.of("tenant_id", "subscription_renewal_customer_id"), "fkey");

        assertThat(one).isEqualTo("subscription_renewal_invoices_tenant_id_subscript_36df27b2_fkey");
        assertThat(other).isNotEqualTo(one).hasSize(63);
    }

    @Test
    void a_long_name_is_never_cut_within_a_character() {
        String name = names.take(TableName.of("größe".repeat(8)), List.of("𝔊𝔯𝔬̈𝔰𝔰𝔢"), "idx");

        assertThat(DerivedNames.bytes(name)).isBetween(60, 63);
        assertThat(name).doesNotContain("\uFFFD").endsWith("_idx");
    }

    @Test
    void a_name_that_another_table_has_already_gets_a_checksum() {
        String one = names.take(TableName.of("order"), List.of("line_id"), "idx");
        String other = names.take(TableName.of("order_line"), List.of("id"), "idx");
        String elsewhere = names.take(TableName.of("sales.order_line"), List.of("id"), "idx");

        assertThat(one).isEqualTo("order_line_id_idx");
        assertThat(other).matches("order_line_id_[0-9a-f]{8}_idx");
        assertThat(elsewhere).isEqualTo("order_line_id_idx");
    }

    @Test
    void the_same_tables_always_give_the_same_names() {
        TableName table = TableName.of("a".repeat(70));

        assertThat(names.take(table, List.of("b"), "fkey"))
                .isEqualTo(new DerivedNames().take(table, List.of("b"), "fkey"));
    }
}

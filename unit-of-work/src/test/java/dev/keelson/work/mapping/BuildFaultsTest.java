package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.net.ConnectException;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A build with a live database tells all faults of mapping and schema in one exception. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class BuildFaultsTest {

    record CourierId(UUID value) {}

    record Courier(CourierId id, String name) {}

    record Address(String street, String city) {}

    record Shipment(UUID id, CourierId courier, Address shippingAddress, String note, String remark) {}

    record Depot(UUID id, String name) {}

    static final class Secret {
        private final UUID id;
        private final String name;

        Secret(UUID id) {
            this.id = id;
            this.name = "";
        }
    }

    record FastCourier(CourierId id, String name, @Nullable BitSet bits) {}

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(Keelson.builder()
                .map(Courier.class)
                .map(Shipment.class)
                .schema()
                .ddl()
                .split(";\n"));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    private static List<String> faults(KeelsonBuilder builder) {
        MappingException refused = catchThrowableOfType(
                MappingException.class,
                () -> builder.dataSource(database.application()).build());
        assertThat(refused).isNotNull();
        return refused.faults().stream()
                .map(fault -> fault.path() + ": " + fault.problem() + "; " + fault.mend())
                .toList();
    }

    @Test
    void all_faults_of_mapping_and_schema_are_told_together() {
        KeelsonBuilder builder = Keelson.builder()
                .map(Courier.class, courier -> courier.property("nmae", p -> p.optional()))
                .map(
                        Shipment.class,
                        shipment -> shipment.property("shipingAddress.city", p -> p.column("town"))
                                .property("shippingAddress.street", p -> p.column("shipping_address_stret"))
                                .property("remark", p -> p.column("note")))
                .map(Depot.class)
                .map(Secret.class);
        assertThat(faults(builder))
                .containsExactly(
                        "Courier.nmae: there is no such property; did you mean 'name'?",
                        "Shipment.remark: column shipments.note already belongs to 'note'; give one of them another"
                                + " name: .property(\"...\", p -> p.column(\"...\")) or .prefix(\"...\")",
                        "Shipment.shipingAddress.city: there is no such property; did you mean"
                                + " 'shippingAddress.city'?",
                        "Secret: no usable constructor: " + Secret.class.getName() + " has none whose parameters are"
                                + " all persistent properties and cover the final ones (id, name): Secret(id) leaves"
                                + " the final 'name' unset; add such a constructor (private is fine), or make the"
                                + " fields non-final and add a private no-argument one",
                        "Shipment.shippingAddress.street: there is no column shipments.shipping_address_stret; did you"
                                + " mean .property(\"shippingAddress.street\", p ->"
                                + " p.column(\"shipping_address_street\"))? Otherwise add it: alter table shipments add"
                                + " shipping_address_stret text not null",
                        "Shipment: column shipments.remark takes no null and has no default, and no property lies in"
                                + " it, so no row can be inserted; map it, give it a default, or let it take null:"
                                + " alter table shipments alter remark drop not null",
                        "Depot: there is no table depots; create it: create table depots (id uuid not null, name text"
                                + " not null, version bigint not null, primary key (id))");
    }

    @Test
    void the_message_counts_the_faults_and_lists_each_on_a_line() {
        KeelsonBuilder builder = Keelson.builder().map(Depot.class).map(Secret.class);
        MappingException refused = catchThrowableOfType(
                MappingException.class,
                () -> builder.dataSource(database.application()).build());
        assertThat(refused.summary().lines().map(line -> line.substring(0, 20)))
                .containsExactly("Cannot use the mappi", "  1. Secret: no usab", "  2. Depot: there is");
    }

    @Test
    void a_name_that_postgresql_would_cut_is_told_once_with_its_property() {
        String longName = "n".repeat(62) + "\u00e9";
        KeelsonBuilder builder =
                Keelson.builder().map(Courier.class, courier -> courier.property("name", p -> p.column(longName)));
        assertThat(faults(builder))
                .filteredOn(fault -> fault.contains(longName))
                .containsExactly("Courier.name: the name '" + longName + "' has 64 bytes; PostgreSQL cuts names after"
                        + " 63; give it a shorter one: .column(\"...\"), .prefix(\"...\") or .table(\"...\")");
    }

    @Test
    void a_fault_of_one_aggregate_makes_none_in_another_that_refers_to_it() {
        KeelsonBuilder builder =
                Keelson.builder().map(Shipment.class).map(FastCourier.class, courier -> courier.table("couriers"));
        assertThat(faults(builder))
                .containsExactly("FastCourier.bits: no column type is known for java.util.BitSet, and it has no parts;"
                        + " give the property a converter: .property(\"...\", p -> p.converter(...))");
    }

    @Test
    void an_unreachable_database_is_told_and_no_mapping_fault_pretends_otherwise() {
        try (HikariDataSource nowhere = new HikariDataSource()) {
            nowhere.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/nothing?connectTimeout=1");
            nowhere.setInitializationFailTimeout(-1);
            nowhere.setConnectionTimeout(300);
            KeelsonBuilder builder = Keelson.builder().map(Secret.class).dataSource(nowhere);
            assertThatThrownBy(builder::build)
                    .isInstanceOf(DatabaseException.class)
                    .hasRootCauseInstanceOf(ConnectException.class);
        }
    }
}

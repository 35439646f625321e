package dev.keelson.work.shapes;

import dev.keelson.value.ColumnType;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.AggregateMapping;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A schema that was there before: other names, other schemas, keys of several columns. */
final class LegacyShapes {

    private LegacyShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(customer());
    }

    record CustomerNo(int company, String number) {}

    record Phone(String kind, String number) {}

    static final class Visit {
        private final int sequence;
        private final LocalDate day;
        private @Nullable String notes;

        Visit(int sequence, LocalDate day) {
            this.sequence = sequence;
            this.day = day;
        }
    }

    static final class Customer {
        private final CustomerNo number;
        private String name;
        private final List<Phone> phones = new ArrayList<>();
        private final List<Visit> visits = new ArrayList<>();
        private Set<String> flags = new LinkedHashSet<>();

        Customer(CustomerNo number, String name) {
            this.number = number;
            this.name = name;
        }
    }

    /** A mapping class, as the infrastructure layer of a service has it. */
    static final class CustomerMapping implements AggregateMapping<Customer> {

        @Override
        public void map(AggregateConfig<Customer> customer) {
            customer.table("crm.T_CUST")
                    .id("number")
                    .versionColumn("UPD_CNT")
                    .property("number.company", p -> p.column("COMP"))
                    .property("number.number", p -> p.column("CUST_NO"))
                    .property("name", p -> p.column("CUST_NAME").type(ColumnType.varchar(40)))
                    .values(
                            "phones",
                            phones -> phones.table("crm.T_CUST_TEL")
                                    .parentColumn("COMP", "CUST_NO")
                                    .positionColumn("SEQ")
                                    .property("kind", p -> p.column("TEL_TYPE").type(ColumnType.character(2)))
                                    .property("number", p -> p.column("TEL")))
                    .children(
                            "visits",
                            visits -> visits.table("sales.T_VISIT")
                                    .parentColumn("V_COMP", "V_CUST")
                                    .id("sequence")
                                    .localId()
                                    .sortedBy("-day", "sequence")
                                    .property("sequence", p -> p.column("V_SEQ"))
                                    .property("day", p -> p.column("V_DATE"))
                                    .property("notes", p -> p.column("ORDER")))
                    .values(
                            "flags",
                            flags -> flags.table("T_FLAGS")
                                    .parentColumn("COMP", "CUST_NO")
                                    .column("FLAG"));
        }
    }

    private static Shape<?, ?> customer() {
        return Shape.of(
                        "legacy names, schemas and keys",
                        Customer.class,
                        chance -> new CustomerNo(chance.number(9), chance.name()))
                .mapped(keelson -> keelson.map(new CustomerMapping()))
                .tables("crm.T_CUST", "crm.T_CUST_TEL", "sales.T_VISIT", "T_FLAGS")
                .version("UPD_CNT")
                .changing("name", customer -> customer.name = "Ada", "update crm.T_CUST (CUST_NAME)")
                .changing(
                        "in a value",
                        customer -> customer.phones.set(
                                0, new Phone(customer.phones.get(0).kind(), "0")),
                        "update crm.T_CUST_TEL (TEL)")
                .changing("in a child", customer -> customer.visits.get(0).notes = "!", "update sales.T_VISIT (ORDER)")
                .states((chance, id) -> {
                    Customer customer = new Customer(id, chance.name());
                    customer.phones.addAll(chance.list(() -> new Phone(chance.any("pv", "of"), chance.word())));
                    chance.numbers().stream().sorted().forEach(n -> {
                        Visit visit = new Visit(n, LocalDate.EPOCH.minusDays(n));
                        visit.notes = chance.maybe(chance::word);
                        customer.visits.add(visit);
                    });
                    customer.flags = chance.set(chance::word);
                    return customer;
                });
    }
}

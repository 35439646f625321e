package dev.keelson.work.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Ref;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.Inheritance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Classes of every shape, the tables they get, and that Keelson finds nothing wrong with these. */
@NullMarked
class MappedShapesTest {

    sealed interface Payment permits CardPayment, Transfer {}

    record CardPayment(long id, long amount, String cardNumber) implements Payment {}

    record Transfer(long id, long amount, String iban, @Nullable String note) implements Payment {}

    abstract static class Account {
        UUID id = UUID.randomUUID();
        String owner = "";
    }

    static final class SavingsAccount extends Account {
        int interest;
    }

    static final class CurrentAccount extends Account {
        long overdraft;
    }

    sealed interface Vehicle permits Car, Van {}

    record Car(long id, int seats) implements Vehicle {}

    record Van(long id, int load) implements Vehicle {}

    record Invoice(UUID id, Terms terms, Reminder reminder, List<Item> items, Map<String, Set<String>> labels) {}

    record Terms(int days) {}

    record Reminder(UUID id, String text) {}

    static final class Item {
        UUID id = UUID.randomUUID();
        List<Item> items = new ArrayList<>();
        @Nullable Item related;
    }

    static final class Firm {
        UUID id = UUID.randomUUID();
        @Nullable Person head;
    }

    static final class Person {
        UUID id = UUID.randomUUID();
        @Nullable Ref<Firm> firm;
        Set<UUID> friends = new LinkedHashSet<>();
        Map<String, String> notes = new LinkedHashMap<>();
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Payment.class, payment -> payment.databaseIds())
                .map(Account.class, account -> account.inheritance(Inheritance.JOINED)
                        .subtypes(SavingsAccount.class, CurrentAccount.class))
                .map(Vehicle.class, vehicle -> vehicle.inheritance(Inheritance.TABLE_PER_CLASS)
                        .databaseIds("vehicle_numbers"))
                .map(Invoice.class, invoice -> invoice.part("terms", part -> {})
                        .part("reminder", part -> {})
                        .children("items", items -> items.property("related", p -> p.sibling())))
                .map(Firm.class)
                .map(Person.class)
                .commitLog(false);
    }

    @Test
    void the_tables_that_classes_get() {
        System.out.println(mapped().schema().ddl());
    }

    @Test
    void the_database_has_them_and_keelson_finds_nothing_wrong() {
        try (TestDatabase database = TestDatabase.create()) {
            SchemaShop.run(database.owner(), mapped().schema().ddl());

            assertThat(mapped().dataSource(database.application()).build()).isNotNull();
        }
    }
}

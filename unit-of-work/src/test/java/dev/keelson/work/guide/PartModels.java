package dev.keelson.work.guide;

import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.hydrate.Store;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One to one inside an aggregate, in three forms. */
final class PartModels {

    private PartModels() {}

    // region badge
    record Badge(UUID id, String code, LocalDate validUntil) {}

    record Employee(UUID id, String name, @Nullable Badge badge) {}
    // endregion

    static void embedded(KeelsonBuilder keelson) {
        keelson.map(Employee.class);
    }

    static void ownTable(KeelsonBuilder keelson) {
        // region badge-own
        keelson.map(Employee.class, employee -> employee.part("badge", badge -> badge.table("badges")));
        // endregion
    }

    static void sharedKey(KeelsonBuilder keelson) {
        // region badge-shared
        keelson.map(
                Employee.class,
                employee ->
                        employee.part("badge", badge -> badge.table("badges").sharedKey()));
        // endregion
    }

    static void tell(Guide guide) {
        guide.ddl("badge-embedded", PartModels::embedded);
        guide.ddl("badge-own", PartModels::ownTable, "badges");
        guide.ddl("badge-shared", PartModels::sharedKey, "badges");
    }

    static void send(Guide guide, Store ownTable, Store sharedKey) {
        replace(guide, "badge-own-write", ownTable);
        replace(guide, "badge-shared-write", sharedKey);
    }

    private static void replace(Guide guide, String block, Store store) {
        UUID id = new UUID(7, 1);
        store.save(new Employee(id, "Ada", new Badge(new UUID(8, 1), "A1", LocalDate.EPOCH)));
        Badge next = new Badge(new UUID(8, 2), "A2", LocalDate.EPOCH);
        guide.written(block, store, work -> work.replace(new Employee(id, "Ada", next)));
    }
}

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

    static final class Employee {
        private final UUID id;
        private String name;
        private @Nullable Badge badge;

        Employee(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }
    // endregion

    static void embedded(KeelsonBuilder keelson) {
        // region badge-embedded
        keelson.map(Employee.class);
        // endregion
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
                employee -> employee.part("badge", badge -> badge.table("badges").sharedKey()));
        // endregion
    }

    static void tell(Guide guide) {
        guide.ddl("badge-embedded", PartModels::embedded);
        guide.ddl("badge-own", PartModels::ownTable, "badges");
        guide.ddl("badge-shared", PartModels::sharedKey, "badges");
        UUID id = new UUID(7, 1);
        Badge first = new Badge(new UUID(8, 1), "A1", LocalDate.EPOCH);
        Badge second = new Badge(new UUID(8, 2), "A2", LocalDate.EPOCH);
        try (Store store = Guide.store(PartModels::ownTable)) {
            Employee employee = new Employee(id, "Ada");
            employee.badge = first;
            store.save(employee);
            guide.written("badge-own-write", store, work -> work.get(Employee.class, id).badge = second);
        }
        try (Store store = Guide.store(PartModels::sharedKey)) {
            Employee employee = new Employee(id, "Ada");
            employee.badge = first;
            store.save(employee);
            guide.written("badge-shared-write", store, work -> work.get(Employee.class, id).badge = second);
        }
    }
}

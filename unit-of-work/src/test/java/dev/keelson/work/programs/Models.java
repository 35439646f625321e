package dev.keelson.work.programs;

import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.sql.StatementProfile;
import java.util.ArrayList;
import java.util.List;

/** How the model is mapped, and what its database watches over besides what the mapping knows. */
final class Models {

    /** Unique values, each within these columns of a table; none of them can wait until the end. */
    private static final List<List<String>> UNIQUES = List.of(
            List.of("projects", "one_project_code", "code"),
            List.of("project_tasks", "one_task_code", "project_id, code"),
            List.of("project_tasks", "one_task_slot", "project_id, slot"),
            List.of("shelf_boxes", "one_box_code", "shelf_id, code"),
            List.of("country_regions", "one_region_rank", "country_code, rank"),
            List.of("vehicles", "one_plate", "plate"),
            List.of("vehicle_parts", "one_part_place", "vehicle_id, position"));

    private Models() {}

    static KeelsonBuilder mapped(Setting setting) {
        KeelsonBuilder keelson = Keelson.builder()
                .commitLog(setting.keepsLog())
                .map(
                        Depot.class,
                        depot -> depot.property("rent", rent -> rent.type(ColumnType.numeric(10, 2)))
                                .property("since", since -> since.type(ColumnType.timestamptz()))
                                .values("stock", stock -> stock.keyColumn("sku").column("amount"))
                                .children(
                                        "shelves",
                                        shelves -> shelves.children(
                                                "boxes",
                                                boxes -> boxes.property(
                                                        "weight", weight -> weight.type(ColumnType.numeric(10, 2))))))
                .map(
                        Project.class,
                        project -> project.children(
                                "tasks", tasks -> tasks.property("blockedBy", blocking -> blocking.sibling())))
                .map(
                        Member.class,
                        member -> member.part("badge", badge -> badge.table("badges"))
                                .subtype(
                                        Member.Employee.class,
                                        employee -> employee.property(
                                                "salary", salary -> salary.type(ColumnType.numeric(10, 2)))))
                .map(
                        Country.class,
                        country -> country.id("code")
                                .children("regions", regions -> regions.keyColumn("region"))
                                .values(
                                        "zones",
                                        zones -> zones.keyColumn("zone")
                                                .elements(numbers -> numbers.table("zone_numbers")
                                                        .column("number"))))
                .map(
                        Booking.class,
                        booking -> booking.version("revision")
                                .children(
                                        "extras",
                                        extras -> extras.id("no").localId().sortedBy("no"))
                                .part(
                                        "receipt",
                                        receipt -> receipt.table("receipts")
                                                .sharedKey()
                                                .property("total", total -> total.type(ColumnType.numeric(10, 2)))))
                .map(
                        Vehicle.class,
                        vehicle -> vehicle.inheritance(Inheritance.JOINED).unversioned());
        return setting.hasTenants() ? keelson.policy(Tenancy.byColumn("tenant_id")) : keelson;
    }

    /** All that has to be run to make the tables, in order. */
    static List<String> ddl(Setting setting, StatementProfile profile) {
        List<String> ddl = new ArrayList<>(mapped(setting).schema(profile).statements());
        for (List<String> unique : UNIQUES) {
            ddl.add("alter table " + unique.get(0) + " add constraint " + unique.get(1) + " unique ("
                    + (setting.hasTenants() ? "tenant_id, " : "") + unique.get(2) + ")");
        }
        return ddl;
    }
}

package dev.keelson.work.programs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All tables of the model. */
final class Tables {

    private static final String BOOKING = "booking_id_evening booking_id_line booking_id_place";

    static final List<Table> ALL = List.of(
            Table.ofRoots("countries", "code", "code name version", "version"),
            Table.of("country_regions", "id", "id country_code region rank people")
                    .references("country_code", "countries")
                    .unique("country_code", "rank"),
            Table.of("country_zones", "country_code zone", "country_code zone").references("country_code", "countries"),
            Table.of("zone_numbers", "zones_country_code zones_zone number", "zones_country_code zones_zone number")
                    .references("zones_country_code zones_zone", "country_zones"),
            Table.ofRoots(
                            "depots",
                            "id",
                            "id name open rent since size_width size_height address_street address_floor"
                                    + " address_place_zip address_place_town country_id version",
                            "version")
                    .mayReference("country_id", "countries"),
            Table.of("depot_shelves", "id", "id depot_id position label").references("depot_id", "depots"),
            Table.of("shelf_boxes", "id", "id shelf_id position code weight checked")
                    .references("shelf_id", "depot_shelves")
                    .unique("shelf_id", "code"),
            Table.of("box_marks", "box_id word grade", "box_id word grade").references("box_id", "shelf_boxes"),
            Table.of("depot_tags", "depot_id tag", "depot_id tag").references("depot_id", "depots"),
            Table.of("depot_notes", "depot_id position", "depot_id position note")
                    .references("depot_id", "depots"),
            Table.of("depot_stock", "depot_id sku", "depot_id sku amount").references("depot_id", "depots"),
            Table.of("depot_suppliers", "depot_id supplier_id", "depot_id supplier_id")
                    .references("depot_id", "depots")
                    .references("supplier_id", "countries"),
            Table.ofRoots("projects", "id", "id code depot_id lead_id version", "version")
                    .references("depot_id", "depots")
                    .mayReference("lead_id", "members")
                    .unique("code"),
            Table.of("project_tasks", "id", "id project_id position code slot title parent_id blocked_by_id")
                    .references("project_id", "projects")
                    .mayReference("parent_id", "project_tasks")
                    .mayReference("blocked_by_id", "project_tasks")
                    .unique("project_id", "code")
                    .unique("project_id", "slot"),
            Table.ofRoots(
                            "members",
                            "id",
                            "id member_type name project_id mentor_id salary until visits version",
                            "version")
                    .mayReference("project_id", "projects")
                    .mayReference("mentor_id", "members"),
            Table.of("badges", "id", "id member_id colour")
                    .references("member_id", "members")
                    .unique("member_id")
                    .one(),
            Table.of("member_skills", "member_id position", "member_id position skill")
                    .references("member_id", "members"),
            Table.ofRoots(
                            "bookings",
                            "id_evening id_line id_place",
                            "id_evening id_line id_place revision holder_id method_type method_number method_expiry",
                            "revision")
                    .references("holder_id", "members"),
            Table.of("receipts", BOOKING, BOOKING + " total issuer").references(BOOKING, "bookings"),
            Table.of("booking_extras", BOOKING + " no", BOOKING + " no what price")
                    .references(BOOKING, "bookings"),
            Table.ofRoots("vehicles", "id", "id vehicle_type plate owner_id", "")
                    .mayReference("owner_id", "members")
                    .unique("plate"),
            Table.of("vehicle_parts", "id", "id vehicle_id position part_type maker power winter")
                    .references("vehicle_id", "vehicles")
                    .unique("vehicle_id", "position"),
            Table.of("cars", "id", "id seats colour").references("id", "vehicles"),
            Table.of("trucks", "id", "id capacity").references("id", "vehicles"),
            Table.of("vehicle_routes", "vehicle_id route", "vehicle_id route").references("vehicle_id", "vehicles"));

    private static final Map<String, Table> BY_NAME = new LinkedHashMap<>();

    static {
        ALL.forEach(table -> BY_NAME.put(table.name(), table));
    }

    private Tables() {}

    static Table of(String name) {
        return Objects.requireNonNull(BY_NAME.get(name), name);
    }
}

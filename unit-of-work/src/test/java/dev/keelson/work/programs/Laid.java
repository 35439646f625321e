package dev.keelson.work.programs;

import dev.keelson.work.programs.Project.Task;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An aggregate laid out as rows, class by class and by hand; its root comes first and has no version yet. */
final class Laid {

    private final String tenant;
    private final List<Row> rows = new ArrayList<>();

    private Laid(String tenant) {
        this.tenant = tenant;
    }

    static List<Row> of(Object aggregate, String tenant) {
        Laid laid = new Laid(tenant);
        switch (aggregate) {
            case Country country -> laid.country(country);
            case Depot depot -> laid.depot(depot);
            case Project project -> laid.project(project);
            case Member member -> laid.member(member);
            case Booking booking -> laid.booking(booking);
            case Vehicle vehicle -> laid.vehicle(vehicle);
            default -> throw new IllegalArgumentException(aggregate.getClass().getName());
        }
        return laid.rows;
    }

    private void add(String table, @Nullable Object... columnsAndValues) {
        rows.add(Row.of(table, tenant, columnsAndValues));
    }

    /** As a column of two places has it. */
    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY);
    }

    private void country(Country country) {
        String code = country.code.value();
        add("countries", "code", code, "name", country.name, "version", null);
        country.regions.forEach((name, region) -> add(
                "country_regions",
                "id",
                region.id,
                "country_code",
                code,
                "region",
                name,
                "rank",
                region.rank,
                "people",
                region.people));
        country.zones.forEach((zone, numbers) -> {
            add("country_zones", "country_code", code, "zone", zone);
            numbers.forEach(
                    number -> add("zone_numbers", "zones_country_code", code, "zones_zone", zone, "number", number));
        });
    }

    private void depot(Depot depot) {
        UUID id = depot.id.value();
        Depot.Address address = depot.address;
        add(
                "depots",
                "id",
                id,
                "name",
                depot.name,
                "open",
                depot.open,
                "rent",
                cents(depot.rent),
                "since",
                depot.since,
                "size_width",
                depot.size.width(),
                "size_height",
                depot.size.height(),
                "address_street",
                address == null ? null : address.street(),
                "address_floor",
                address == null ? null : address.floor(),
                "address_place_zip",
                address == null ? null : address.place().zip(),
                "address_place_town",
                address == null ? null : address.place().town(),
                "country_id",
                depot.country == null ? null : depot.country.value(),
                "version",
                null);
        for (int i = 0; i < depot.shelves.size(); i++) {
            shelf(id, i, depot.shelves.get(i));
        }
        depot.tags.forEach(tag -> add("depot_tags", "depot_id", id, "tag", tag));
        for (int i = 0; i < depot.notes.size(); i++) {
            add("depot_notes", "depot_id", id, "position", i, "note", depot.notes.get(i));
        }
        depot.stock.forEach((sku, amount) -> add("depot_stock", "depot_id", id, "sku", sku, "amount", amount));
        depot.suppliers.forEach(supplier -> add("depot_suppliers", "depot_id", id, "supplier_id", supplier.value()));
    }

    private void shelf(UUID depot, int position, Depot.Shelf shelf) {
        add("depot_shelves", "id", shelf.id, "depot_id", depot, "position", position, "label", shelf.label);
        for (int i = 0; i < shelf.boxes.size(); i++) {
            Depot.Box box = shelf.boxes.get(i);
            add(
                    "shelf_boxes",
                    "id",
                    box.id,
                    "shelf_id",
                    shelf.id,
                    "position",
                    i,
                    "code",
                    box.code,
                    "weight",
                    cents(box.weight),
                    "checked",
                    box.checked);
            box.marks.forEach(mark -> add("box_marks", "box_id", box.id, "word", mark.word(), "grade", mark.grade()));
        }
    }

    private void project(Project project) {
        UUID id = project.id.value();
        add(
                "projects",
                "id",
                id,
                "code",
                project.code,
                "depot_id",
                project.depot.value(),
                "lead_id",
                project.lead == null ? null : project.lead.value(),
                "version",
                null);
        tasks(id, null, project.tasks);
    }

    private void tasks(UUID project, @Nullable UUID parent, List<Task> tasks) {
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            add(
                    "project_tasks",
                    "id",
                    task.id,
                    "project_id",
                    project,
                    "position",
                    i,
                    "code",
                    task.code,
                    "slot",
                    task.slot,
                    "title",
                    task.title,
                    "parent_id",
                    parent,
                    "blocked_by_id",
                    task.blockedBy == null ? null : task.blockedBy.id);
            tasks(project, task.id, task.subtasks);
        }
    }

    private void member(Member member) {
        UUID id = member.id.value();
        boolean employed = member instanceof Member.Employee;
        add(
                "members",
                "id",
                id,
                "member_type",
                employed ? "employee" : "guest",
                "name",
                member.name,
                "project_id",
                member.project == null ? null : member.project.value(),
                "mentor_id",
                member.mentor == null ? null : member.mentor.value(),
                "salary",
                member instanceof Member.Employee employee ? cents(employee.salary) : null,
                "until",
                member instanceof Member.Guest guest ? guest.until : null,
                "visits",
                member instanceof Member.Guest guest ? guest.visits : null,
                "version",
                null);
        if (member.badge != null) {
            add("badges", "id", member.badge.id(), "member_id", id, "colour", member.badge.colour());
        }
        if (member instanceof Member.Employee employee) {
            for (int i = 0; i < employee.skills.size(); i++) {
                add("member_skills", "member_id", id, "position", i, "skill", employee.skills.get(i));
            }
        }
    }

    private void booking(Booking booking) {
        Booking.BookingId id = booking.id;
        Booking.Card card = booking.method instanceof Booking.Card paid ? paid : null;
        add(
                "bookings",
                "id_evening",
                id.evening(),
                "id_line",
                id.line(),
                "id_place",
                id.place(),
                "revision",
                null,
                "holder_id",
                booking.holder.value(),
                "method_type",
                card == null ? "cash" : "card",
                "method_number",
                card == null ? null : card.number(),
                "method_expiry",
                card == null ? null : card.expiry());
        if (booking.receipt != null) {
            add(
                    "receipts",
                    "booking_id_evening",
                    id.evening(),
                    "booking_id_line",
                    id.line(),
                    "booking_id_place",
                    id.place(),
                    "total",
                    cents(booking.receipt.total()),
                    "issuer",
                    booking.receipt.issuer());
        }
        booking.extras.forEach(extra -> add(
                "booking_extras",
                "booking_id_evening",
                id.evening(),
                "booking_id_line",
                id.line(),
                "booking_id_place",
                id.place(),
                "no",
                extra.no(),
                "what",
                extra.what(),
                "price",
                extra.price()));
    }

    private void vehicle(Vehicle vehicle) {
        UUID id = vehicle.id.value();
        add(
                "vehicles",
                "id",
                id,
                "vehicle_type",
                vehicle instanceof Vehicle.Car ? "car" : "truck",
                "plate",
                vehicle.plate,
                "owner_id",
                vehicle.owner == null ? null : vehicle.owner.value());
        for (int i = 0; i < vehicle.parts.size(); i++) {
            Vehicle.Part part = vehicle.parts.get(i);
            add(
                    "vehicle_parts",
                    "id",
                    part.id,
                    "vehicle_id",
                    id,
                    "position",
                    i,
                    "part_type",
                    part instanceof Vehicle.Engine ? "engine" : "tyre",
                    "maker",
                    part.maker,
                    "power",
                    part instanceof Vehicle.Engine engine ? engine.power : null,
                    "winter",
                    part instanceof Vehicle.Tyre tyre ? tyre.winter : null);
        }
        switch (vehicle) {
            case Vehicle.Car car -> add("cars", "id", id, "seats", car.seats, "colour", car.colour);
            case Vehicle.Truck truck -> {
                add("trucks", "id", id, "capacity", truck.capacity);
                truck.routes.forEach(route -> add("vehicle_routes", "vehicle_id", id, "route", route));
            }
        }
    }
}

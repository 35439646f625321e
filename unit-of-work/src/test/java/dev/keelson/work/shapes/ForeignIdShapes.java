package dev.keelson.work.shapes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Other aggregates, referred to by their identifiers. */
final class ForeignIdShapes {

    private ForeignIdShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(foreignIdentifiers(), plainIdentifiers(), associations(), manyToMany(), manyToManyWithData());
    }

    record BuyerId(UUID value) {}

    record Buyer(BuyerId id, String name) {}

    record VenueKey(String country, int number) {}

    record Venue(VenueKey id, String name) {}

    private static List<Object> buyersAndVenues(Chance chance) {
        return List.of(
                new Buyer(new BuyerId(chance.uuid()), chance.word()),
                new Buyer(new BuyerId(chance.uuid()), chance.word()),
                new Venue(new VenueKey(chance.name(), 1), chance.word()),
                new Venue(new VenueKey(chance.name(), 2), chance.word()));
    }

    // ---- one, of one column and of several

    record Gift(BuyerId receiver, String text) {}

    static final class Purchase {
        private final UUID id;
        private BuyerId buyer;
        private @Nullable VenueKey venue;
        private @Nullable Gift gift;

        Purchase(UUID id, BuyerId buyer) {
            this.id = id;
            this.buyer = buyer;
        }
    }

    private static Shape<?, ?> foreignIdentifiers() {
        return Shape.of("identifier of another aggregate", Purchase.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Purchase.class).map(Buyer.class).map(Venue.class))
                .tables("purchases")
                .beside("buyers", "venues")
                .others(ForeignIdShapes::buyersAndVenues)
                .changing(
                        "another",
                        (purchase, cast) ->
                                purchase.buyer = cast.last(Buyer.class).id(),
                        "update purchases (buyer_id)")
                .changing(
                        "another of several columns",
                        (purchase, cast) ->
                                purchase.venue = cast.last(Venue.class).id(),
                        "update purchases (venue_country, venue_number)")
                .changing("none", purchase -> purchase.venue = null, "update purchases (venue_country, venue_number)")
                .changing(
                        "within a value object",
                        (purchase, cast) -> purchase.gift = new Gift(
                                cast.last(Buyer.class).id(),
                                Objects.requireNonNull(purchase.gift).text()),
                        "update purchases (gift_receiver_id)")
                .states((chance, id, cast) -> {
                    Purchase purchase =
                            new Purchase(id, chance.any(cast.all(Buyer.class)).id());
                    purchase.venue =
                            chance.maybe(() -> chance.any(cast.all(Venue.class)).id());
                    purchase.gift = chance.maybe(
                            () -> new Gift(chance.any(cast.all(Buyer.class)).id(), chance.word()));
                    return purchase;
                });
    }

    // ---- identifiers that are just UUIDs

    record Vendor(UUID id, String name) {}

    record Offer(UUID id, UUID vendorId, @Nullable UUID importer) {

        Offer by(UUID next) {
            return new Offer(id, next, importer);
        }
    }

    private static Shape<?, ?> plainIdentifiers() {
        return Shape.of("identifier of another aggregate without a class of its own", Offer.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                                Offer.class,
                                offer -> offer.property("vendorId", p -> p.references(Vendor.class))
                                        .property(
                                                "importer",
                                                p -> p.references(Vendor.class).foreignKey(false)))
                        .map(Vendor.class))
                .tables("offers")
                .beside("vendors")
                .others(chance ->
                        List.of(new Vendor(chance.uuid(), chance.word()), new Vendor(chance.uuid(), chance.word())))
                .replacing(
                        "another",
                        offer -> offer.by(Objects.requireNonNull(offer.importer())),
                        "update offers (vendor_id)")
                .states((chance, id, cast) -> new Offer(
                        id,
                        chance.any(cast.all(Vendor.class)).id(),
                        chance.maybe(() -> cast.last(Vendor.class).id())));
    }

    // ---- a wrapper of the domain's own, known by one registration

    /** A reference to a T by its identifier. */
    static final class Association<T, ID> {
        private final ID target;

        private Association(ID target) {
            this.target = target;
        }

        static <T, ID> Association<T, ID> to(ID target) {
            return new Association<>(target);
        }

        ID target() {
            return target;
        }
    }

    static final class Voucher {
        private final UUID id;
        private Association<Buyer, BuyerId> owner;
        private @Nullable Association<Venue, VenueKey> validAt;
        private final List<Association<Buyer, BuyerId>> sharedWith = new ArrayList<>();

        Voucher(UUID id, Association<Buyer, BuyerId> owner) {
            this.id = id;
            this.owner = owner;
        }
    }

    private static Shape<?, ?> associations() {
        return Shape.of("wrapper with one rule for all its uses", Voucher.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Voucher.class)
                        .map(Buyer.class)
                        .map(Venue.class)
                        .wrapper(Association.class, "ID", association -> association.target(), Association::to))
                .tables("vouchers", "voucher_shared_with")
                .beside("buyers", "venues")
                .others(ForeignIdShapes::buyersAndVenues)
                .changing(
                        "another",
                        (voucher, cast) -> voucher.owner =
                                Association.to(cast.last(Buyer.class).id()),
                        "update vouchers (owner_id)")
                .changing(
                        "of several columns",
                        (voucher, cast) -> voucher.validAt =
                                Association.to(cast.last(Venue.class).id()),
                        "update vouchers (valid_at_country, valid_at_number)")
                .changing(
                        "in a list",
                        (voucher, cast) -> voucher.sharedWith.set(
                                0, Association.to(cast.last(Buyer.class).id())),
                        "update voucher_shared_with (shared_with_id)")
                .states((chance, id, cast) -> {
                    Voucher voucher = new Voucher(
                            id, Association.to(chance.any(cast.all(Buyer.class)).id()));
                    voucher.validAt = chance.maybe(() ->
                            Association.to(chance.any(cast.all(Venue.class)).id()));
                    voucher.sharedWith.addAll(chance.list(() ->
                            Association.to(chance.any(cast.all(Buyer.class)).id())));
                    return voucher;
                });
    }

    // ---- many to many by identifiers, in one column and in several

    record CourseId(UUID value) {}

    record Course(CourseId id, String title) {}

    static final class Pupil {
        private final UUID id;
        private String name;
        private final Set<CourseId> courses = new LinkedHashSet<>();
        private final List<VenueKey> favouriteVenues = new ArrayList<>();

        Pupil(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private static List<Object> coursesAndVenues(Chance chance) {
        List<Object> others = new ArrayList<>(buyersAndVenues(chance).subList(2, 4));
        for (int n = 0; n < 4; n++) {
            others.add(new Course(new CourseId(chance.uuid()), chance.word()));
        }
        return others;
    }

    private static Shape<?, ?> manyToMany() {
        return Shape.of("many to many by identifiers", Pupil.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Pupil.class).map(Course.class).map(Venue.class))
                .tables("pupils", "pupil_courses", "pupil_favourite_venues")
                .beside("courses", "venues")
                .others(ForeignIdShapes::coursesAndVenues)
                .changing("name", pupil -> pupil.name = "Ada", "update pupils (name)")
                .changing(
                        "one more",
                        (pupil, cast) ->
                                pupil.courses.add(cast.last(Course.class).id()),
                        "insert pupil_courses")
                .changing(
                        "one less",
                        (pupil, cast) ->
                                pupil.courses.remove(cast.first(Course.class).id()),
                        "delete pupil_courses")
                .changing(
                        "another in a list",
                        (pupil, cast) -> pupil.favouriteVenues.set(
                                0, cast.last(Venue.class).id()),
                        "update pupil_favourite_venues (country, number)")
                .states((chance, id, cast) -> {
                    Pupil pupil = new Pupil(id, chance.word());
                    List<Course> courses = cast.all(Course.class);
                    courses.subList(0, 3).stream()
                            .filter(course -> chance.coin())
                            .forEach(course -> pupil.courses.add(course.id()));
                    pupil.favouriteVenues.addAll(
                            chance.list(() -> chance.any(cast.all(Venue.class)).id()));
                    return pupil;
                });
    }

    // ---- with data of its own: an entity of one side

    record EnrollmentId(UUID value) {}

    static final class Enrollment {
        private final EnrollmentId id;
        private final CourseId course;
        private final LocalDate since;
        private @Nullable Integer grade;

        Enrollment(EnrollmentId id, CourseId course, LocalDate since) {
            this.id = id;
            this.course = course;
            this.since = since;
        }

        void grade(int next) {
            grade = next;
        }
    }

    static final class Scholar {
        private final UUID id;
        private final List<Enrollment> enrollments = new ArrayList<>();

        Scholar(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> manyToManyWithData() {
        return Shape.of("many to many with data of its own", Scholar.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Scholar.class).map(Course.class))
                .tables("scholars", "scholar_enrollments")
                .beside("courses")
                .others(chance -> coursesAndVenues(chance).subList(2, 6))
                .changing("data", scholar -> scholar.enrollments.get(0).grade(-1), "update scholar_enrollments (grade)")
                .states((chance, id, cast) -> {
                    Scholar scholar = new Scholar(id);
                    chance.ids(id).forEach(enrollment -> {
                        CourseId course = chance.any(cast.all(Course.class)).id();
                        Enrollment made = new Enrollment(new EnrollmentId(enrollment), course, chance.date());
                        made.grade = chance.maybe(() -> chance.number(6));
                        scholar.enrollments.add(made);
                    });
                    return scholar;
                });
    }
}

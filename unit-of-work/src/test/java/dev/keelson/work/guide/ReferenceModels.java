package dev.keelson.work.guide;

import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Other aggregates: by their identifiers, and as objects. */
final class ReferenceModels {

    private ReferenceModels() {}

    // region purchase
    record CustomerId(UUID value) {}

    record Customer(CustomerId id, String name) {}

    record Clerk(UUID id, String name) {}

    record Purchase(UUID id, CustomerId customer, @Nullable UUID soldBy) {}
    // endregion

    static void purchase(KeelsonBuilder keelson) {
        // region purchase-map
        keelson.map(Customer.class)
                .map(Clerk.class)
                .map(
                        Purchase.class,
                        purchase -> purchase.property(
                                "soldBy", clerk -> clerk.references(Clerk.class).foreignKey(false)));
        // endregion
    }

    // region student
    record CourseId(UUID value) {}

    record Course(CourseId id, String title) {}

    record EnrollmentId(UUID value) {}

    record Enrollment(
            EnrollmentId id,
            CourseId course,
            LocalDate since,
            @Nullable Integer grade) {}

    record Student(
            UUID id,
            Set<CourseId> favourites, // nothing but the pair
            List<Enrollment> enrollments) {} // with data of its own
    // endregion

    static void student(KeelsonBuilder keelson) {
        // region student-map
        keelson.map(Course.class).map(Student.class);
        // endregion
    }

    // region comment
    sealed interface Subject permits PostId, PhotoId {}

    record PostId(UUID value) implements Subject {}

    record PhotoId(UUID value) implements Subject {}

    record Post(PostId id, String text) {}

    record Photo(PhotoId id, String place) {}

    record Comment(UUID id, Subject subject, String text) {}
    // endregion

    static void comment(KeelsonBuilder keelson) {
        keelson.map(Post.class).map(Photo.class).map(Comment.class);
    }

    // region association
    /** The domain's own type, or a library's. */
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

    record Voucher(UUID id, Association<Customer, CustomerId> owner, int percent) {}
    // endregion

    static void association(KeelsonBuilder keelson) {
        // region association-map
        keelson.wrapper(Association.class, "ID", association -> association.target(), Association::to)
                .map(Customer.class)
                .map(Voucher.class);
        // endregion
    }

    // region delivery
    record CarrierId(UUID value) {}

    record Carrier(CarrierId id, String name) {}

    record Delivery(UUID id, Carrier carrier, @Nullable Carrier substitute) {}
    // endregion

    static void delivery(KeelsonBuilder keelson) {
        keelson.map(Carrier.class).map(Delivery.class);
    }

    static void tell(Guide guide) {
        guide.ddl("purchase-table", ReferenceModels::purchase, "purchases");
        guide.ddl("student-tables", ReferenceModels::student, "student_favourites", "student_enrollments");
        guide.ddl("comment-table", ReferenceModels::comment, "comments");
        guide.ddl("association-table", ReferenceModels::association, "vouchers");
        guide.ddl("delivery-table", ReferenceModels::delivery, "deliveries");
    }

    static void send(Guide guide, Store store) {
        Carrier one = new Carrier(new CarrierId(new UUID(8, 1)), "Hermes");
        Carrier two = new Carrier(new CarrierId(new UUID(8, 2)), "Iris");
        List<UUID> ids = List.of(new UUID(7, 1), new UUID(7, 2));
        store.save(one, two, new Delivery(ids.get(0), one, null), new Delivery(ids.get(1), two, null));
        guide.sent("delivery-load", store, work -> work.getAll(Delivery.class, ids));
        guide.refused("delivery-refused", () -> {
            try (SqlUnitOfWork work = store.begin()) {
                work.replace(new Delivery(ids.get(0), two, null));
                work.commit();
            }
        });
    }
}

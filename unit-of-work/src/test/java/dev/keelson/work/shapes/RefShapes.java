package dev.keelson.work.shapes;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Other aggregates, found on demand: what such a property is in the rows of its own aggregate. */
final class RefShapes {

    private RefShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(ref(), inverse(), refsThrough(), refsOfBothSides());
    }

    record VehicleId(UUID value) {}

    static final class Vehicle {
        final VehicleId id;
        String plate;

        Vehicle(VehicleId id, String plate) {
            this.id = id;
            this.plate = plate;
        }
    }

    static final class Rental {
        final UUID id;
        Ref<Vehicle> vehicle;

        @Nullable
        Ref<Vehicle> spare;

        final List<Stage> stages = new ArrayList<>();

        Rental(UUID id, Ref<Vehicle> vehicle) {
            this.id = id;
            this.vehicle = vehicle;
        }
    }

    /** A value with a reference in it. */
    record Stage(String place, Ref<Vehicle> shuttle) {}

    private static List<Object> vehicles(Chance chance) {
        return List.of(
                new Vehicle(new VehicleId(chance.uuid()), chance.word()),
                new Vehicle(new VehicleId(chance.uuid()), chance.word()));
    }

    private static Ref<Vehicle> anyVehicle(Chance chance, Cast cast) {
        Vehicle vehicle = chance.any(cast.all(Vehicle.class));
        return chance.either(() -> Ref.of(vehicle.id), () -> Ref.of(vehicle.id, vehicle));
    }

    private static Shape<?, ?> ref() {
        return Shape.of("reference on demand", Rental.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Rental.class).map(Vehicle.class))
                .tables("rentals", "rental_stages")
                .beside("vehicles")
                .others(RefShapes::vehicles)
                .changing(
                        "another",
                        (rental, cast) -> rental.vehicle = Ref.of(cast.last(Vehicle.class).id),
                        "update rentals (vehicle_id)")
                .changing("none", rental -> rental.spare = null, "update rentals (spare_id)")
                .changing(
                        "in a list",
                        (rental, cast) -> rental.stages.set(
                                0, new Stage(rental.stages.get(0).place(), Ref.of(cast.last(Vehicle.class).id))),
                        "update rental_stages (shuttle_id)")
                .states((chance, id, cast) -> {
                    Rental rental = new Rental(id, anyVehicle(chance, cast));
                    rental.spare = chance.maybe(() -> anyVehicle(chance, cast));
                    rental.stages.addAll(chance.list(() -> new Stage(chance.word(), anyVehicle(chance, cast))));
                    return rental;
                });
    }

    // ---- the many that refer to one

    record AuthorId(UUID value) {}

    static final class Author {
        final AuthorId id;
        String name;
        Refs<Novel> novels = Refs.none();

        Author(AuthorId id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Novel {
        final UUID id;
        AuthorId author;
        String title;

        Novel(UUID id, AuthorId author, String title) {
            this.id = id;
            this.author = author;
            this.title = title;
        }
    }

    private static Shape<?, ?> inverse() {
        return Shape.of("those that refer to this one", Author.class, chance -> new AuthorId(chance.uuid()))
                .mapped(keelson -> keelson.map(
                                Author.class, author -> author.refs("novels", novels -> novels.inverseOf("author")))
                        .map(Novel.class))
                .tables("authors")
                .beside("novels")
                .changing("name", author -> author.name = "Austen", "update authors (name)")
                .states((chance, id) -> new Author(id, chance.word()));
    }

    // ---- the many of a collection of identifiers

    record LectureId(UUID value) {}

    static final class Lecture {
        final LectureId id;
        String title;
        Refs<Student> students = Refs.none();

        Lecture(LectureId id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    static final class Student {
        final UUID id;
        String name;
        final Set<LectureId> lectureIds = new LinkedHashSet<>();
        Refs<Lecture> lectures = Refs.none();

        Student(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private static List<Object> lectures(Chance chance) {
        List<Object> lectures = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            lectures.add(new Lecture(new LectureId(chance.uuid()), chance.word()));
        }
        return lectures;
    }

    private static Shape<?, ?> refsThrough() {
        return Shape.of("those whose identifiers this one holds", Student.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                                Student.class, student -> student.refs("lectures", all -> all.through("lectureIds")))
                        .map(Lecture.class, lecture -> lecture.refs("students", all -> all.inverseOf("lectureIds"))))
                .tables("students", "student_lecture_ids")
                .beside("lectures")
                .others(RefShapes::lectures)
                .changing("name", student -> student.name = "Ada", "update students (name)")
                .changing(
                        "one more",
                        (student, cast) -> student.lectureIds.add(cast.last(Lecture.class).id),
                        "insert student_lecture_ids")
                .states((chance, id, cast) -> {
                    Student student = new Student(id, chance.word());
                    cast.all(Lecture.class).subList(0, 3).stream()
                            .filter(lecture -> chance.coin())
                            .forEach(lecture -> student.lectureIds.add(lecture.id));
                    return student;
                });
    }

    private static Shape<?, ?> refsOfBothSides() {
        return Shape.of(
                        "those that hold the identifier of this one",
                        Lecture.class,
                        chance -> new LectureId(chance.uuid()))
                .mapped(keelson -> keelson.map(
                                Student.class, student -> student.refs("lectures", all -> all.through("lectureIds")))
                        .map(Lecture.class, lecture -> lecture.refs("students", all -> all.inverseOf("lectureIds"))))
                .tables("lectures")
                .beside("students", "student_lecture_ids")
                .changing("title", lecture -> lecture.title = "Optics", "update lectures (title)")
                .states((chance, id) -> new Lecture(id, chance.word()));
    }
}

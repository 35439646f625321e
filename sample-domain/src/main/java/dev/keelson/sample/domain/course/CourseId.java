package dev.keelson.sample.domain.course;

import dev.keelson.kernel.Identifier;
import dev.keelson.kernel.UuidV7;
import java.util.UUID;

/** Identifies a course. */
public record CourseId(UUID value) implements Identifier {

    /** A new identity. */
    public static CourseId next() {
        return new CourseId(UuidV7.next());
    }
}

package dev.keelson.sample.domain.student;

import dev.keelson.kernel.Identifier;
import dev.keelson.kernel.UuidV7;
import java.util.UUID;

/** Identifies a student. */
public record StudentId(UUID value) implements Identifier {

    /** A new identity. */
    public static StudentId next() {
        return new StudentId(UuidV7.next());
    }
}

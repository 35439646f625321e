package dev.keelson.testing.rules.tidy.domain;

import dev.keelson.kernel.ValueObject;
import java.util.List;

/** A value that copies what it is given. */
public record Address(List<String> lines, String city) implements ValueObject {

    public Address {
        lines = List.copyOf(lines);
    }
}

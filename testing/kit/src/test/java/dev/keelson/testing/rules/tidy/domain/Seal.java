package dev.keelson.testing.rules.tidy.domain;

import dev.keelson.kernel.ValueObject;
import java.util.HashSet;
import java.util.Set;

/** A value with an array, which it gives to nobody. */
public final class Seal implements ValueObject {

    private final byte[] stamp;
    private final Set<String> witnesses;

    public Seal(byte[] stamp, Set<String> witnesses) {
        this.stamp = stamp.clone();
        this.witnesses = new HashSet<>(witnesses);
    }

    /** Begins as setters do, and is none. */
    public Seal settled() {
        return new Seal(stamp, witnesses);
    }
}

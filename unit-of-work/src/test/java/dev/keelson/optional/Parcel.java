package dev.keelson.optional;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An aggregate that needs no library. */
final class Parcel {

    private final UUID id;
    private final Instant posted;
    private final List<Content> contents = new ArrayList<>();

    /** What is in it. */
    record Content(String what, BigDecimal weight) {}

    Parcel(UUID id, Instant posted) {
        this.id = id;
        this.posted = posted;
    }

    void pack(String what, BigDecimal weight) {
        contents.add(new Content(what, weight));
    }

    @Override
    public String toString() {
        return posted + " " + contents;
    }
}

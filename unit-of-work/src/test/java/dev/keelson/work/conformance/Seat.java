package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import java.util.ArrayList;
import java.util.List;

/** An aggregate whose key has two columns, with children. */
final class Seat {

    record SeatId(String row, int place) {}

    record Snack(String name) {}

    final SeatId id;
    String holder;
    final List<Snack> snacks = new ArrayList<>();

    Seat(SeatId id, String holder) {
        this.id = id;
        this.holder = holder;
    }

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Seat.class);
    }

    static Seat of(String row, int place, String holder) {
        return new Seat(new SeatId(row, place), holder);
    }
}

package dev.keelson.work.programs;

import dev.keelson.work.programs.Member.MemberId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A root with a key of several columns, a version of its own, a value of several classes, and parts whose keys are its own. */
final class Booking {

    record BookingId(LocalDate evening, String line, int place) {}

    sealed interface Method {}

    record Card(String number, int expiry) implements Method {}

    record Cash() implements Method {}

    record Extra(int no, String what, int price) {}

    record Receipt(BigDecimal total, String issuer) {}

    final BookingId id;
    int revision;
    MemberId holder;
    Method method = new Cash();

    @Nullable
    Receipt receipt;

    List<Extra> extras = new ArrayList<>();

    Booking(BookingId id, MemberId holder) {
        this.id = id;
        this.holder = holder;
    }
}

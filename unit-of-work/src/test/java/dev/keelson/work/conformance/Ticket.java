package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import org.jspecify.annotations.Nullable;

/** An aggregate whose identifiers the database makes. */
final class Ticket {

    record TicketId(int value) {}

    @Nullable
    TicketId id;

    final String subject;

    @Nullable
    TicketId repeats;

    Ticket(@Nullable TicketId id, String subject) {
        this.id = id;
        this.subject = subject;
    }

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Ticket.class, ticket -> {
            if (variant.isOnH2()) { // which does not tell the sequence that a column draws from
                ticket.databaseIds("ticket_numbers");
            } else {
                ticket.databaseIds();
            }
        });
    }
}

package dev.keelson.work.guide;

import dev.keelson.kernel.UuidV7;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What identifies a root. */
final class IdentityModels {

    private IdentityModels() {}

    // region identities
    /** Made by the application, in the order of time. */
    record LetterId(UUID value) {
        static LetterId next() {
            return new LetterId(UuidV7.next());
        }
    }

    record Letter(LetterId id, String text) {}

    /** Natural, under another name. */
    record Isbn(String digits) {}

    record Book(Isbn isbn, String title) {}

    /** Of several columns; the children's foreign key has them all. */
    record SeatId(LocalDate evening, String row, int place) {}

    record Seat(SeatId id, String holder, List<String> snacks) {}

    /** Within a value object. */
    record Document(String number, String country) {}

    record Passport(Document document, String holder) {}

    /** In a generic superclass. */
    abstract static class Entity<ID> {
        private final ID id;

        Entity(ID id) {
            this.id = id;
        }

        ID id() {
            return id;
        }
    }

    record MachineId(UUID value) {}

    static final class Machine extends Entity<MachineId> {
        Machine(MachineId id) {
            super(id);
        }
    }

    /** Made by the database. */
    record TicketNo(long value) {}

    record Ticket(TicketNo id, String subject) {}
    // endregion

    static void map(KeelsonBuilder keelson) {
        // region identities-map
        keelson.map(Letter.class)
                .map(Book.class, book -> book.id(Book::isbn))
                .map(Seat.class)
                .map(Passport.class, passport -> passport.id("document.number"))
                .map(Machine.class)
                .map(Ticket.class, ticket -> ticket.databaseIds().idBlock(100));
        // endregion
    }

    static void open(SqlUnitOfWork work) {
        // region draw
        TicketNo no = work.nextId(Ticket.class);
        work.add(new Ticket(no, "No sound"));
        work.commit();
        // endregion
    }

    static void tell(Guide guide) {
        guide.ddl("identity-tables", IdentityModels::map, "books", "seats", "seat_snacks", "passports", "tickets");
    }

    static void send(Guide guide, Store store) {
        guide.sent("draw-sent", store, IdentityModels::open);
    }
}

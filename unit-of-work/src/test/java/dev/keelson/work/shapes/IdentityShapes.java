package dev.keelson.work.shapes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What identifies a root, and how it reaches the rows of its children. */
final class IdentityShapes {

    private IdentityShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(natural(), composite(), nested(), inherited(), identityColumn(), sequence());
    }

    // ---- a natural key under another name

    record Isbn(String digits) {}

    record Book(Isbn isbn, String title, List<String> authors) {

        Book retitled(String next) {
            return new Book(isbn, next, authors);
        }
    }

    private static Shape<?, ?> natural() {
        return Shape.of(
                        "natural identifier",
                        Book.class,
                        chance -> new Isbn("978" + Long.toUnsignedString(chance.number())))
                .mapped(keelson -> keelson.map(Book.class, book -> book.id(Book::isbn)))
                .tables("books", "book_authors")
                .replacing("title", book -> book.retitled("Emma"), "update books (title)")
                .states((chance, isbn) -> new Book(isbn, chance.word(), chance.list(chance::word)));
    }

    // ---- several columns

    record Row(String letter) {}

    record SeatId(LocalDate evening, Row row, int place) {}

    static final class Seat {
        private final SeatId id;
        private @Nullable String holder;
        private final List<String> remarks = new ArrayList<>();
        private final List<Snack> snacks = new ArrayList<>();

        Seat(SeatId id) {
            this.id = id;
        }
    }

    record SnackId(UUID value) {}

    record Snack(SnackId id, String name) {}

    private static Shape<?, ?> composite() {
        return Shape.of(
                        "identifier of several columns",
                        Seat.class,
                        chance -> new SeatId(chance.date(), new Row(chance.name()), chance.number(1_000)))
                .tables("seats", "seat_remarks", "seat_snacks")
                .changing("holder", seat -> seat.holder = "Ada", "update seats (holder)")
                .changing("remark", seat -> seat.remarks.set(0, "Reserved"), "update seat_remarks (remark)")
                .states((chance, id) -> {
                    Seat seat = new Seat(id);
                    seat.holder = chance.maybe(chance::word);
                    seat.remarks.addAll(chance.list(chance::word));
                    chance.ids(new UUID(id.hashCode(), id.place()))
                            .forEach(snack -> seat.snacks.add(new Snack(new SnackId(snack), chance.word())));
                    return seat;
                });
    }

    // ---- within a value object

    record PassportNo(String value) {}

    record Document(PassportNo number, String country, LocalDate issued) {}

    static final class Passport {
        private Document document;
        private String holder;
        private final List<String> visas = new ArrayList<>();

        Passport(Document document, String holder) {
            this.document = document;
            this.holder = holder;
        }
    }

    private static Shape<?, ?> nested() {
        return Shape.of("identifier within a value object", Passport.class, chance -> new PassportNo(chance.name()))
                .mapped(keelson -> keelson.map(Passport.class, passport -> passport.id("document.number")))
                .tables("passports", "passport_visas")
                .changing("holder", passport -> passport.holder = "Ada", "update passports (holder)")
                .changing(
                        "beside the identifier",
                        passport -> passport.document =
                                new Document(passport.document.number(), "PT", passport.document.issued()),
                        "update passports (document_country)")
                .changing("visa", passport -> passport.visas.set(1, "B1"), "update passport_visas (visa)")
                .states((chance, number) -> {
                    Passport passport = new Passport(new Document(number, chance.word(), chance.date()), chance.word());
                    passport.visas.addAll(chance.list(chance::word));
                    return passport;
                });
    }

    // ---- in a generic superclass

    abstract static class Entity<K> {
        private final K id;

        Entity(K id) {
            this.id = id;
        }

        K id() {
            return id;
        }
    }

    abstract static class Named<K, N> extends Entity<K> {
        private N name;

        Named(K id, N name) {
            super(id);
            this.name = name;
        }

        void rename(N next) {
            name = next;
        }

        N name() {
            return name;
        }
    }

    record MachineId(UUID value) {}

    record Label(String text, @Nullable String language) {}

    static final class Machine extends Named<MachineId, Label> {
        private final List<Part> parts = new ArrayList<>();

        Machine(MachineId id, Label name) {
            super(id, name);
        }
    }

    record PartId(UUID value) {}

    static final class Part extends Named<PartId, String> {
        Part(PartId id, String name) {
            super(id, name);
        }
    }

    private static Shape<?, ?> inherited() {
        return Shape.of("identifier in a generic superclass", Machine.class, chance -> new MachineId(chance.uuid()))
                .tables("machines", "machine_parts")
                .changing(
                        "property of a type parameter",
                        machine -> machine.rename(new Label(machine.name().text(), "fr")),
                        "update machines (name_language)")
                .changing("in a child", machine -> machine.parts.get(0).rename("Screw"), "update machine_parts (name)")
                .states((chance, id) -> {
                    Machine machine = new Machine(id, new Label(chance.word(), chance.maybe(chance::word)));
                    chance.ids(id.value())
                            .forEach(part -> machine.parts.add(new Part(new PartId(part), chance.word())));
                    return machine;
                });
    }

    // ---- made by the database

    record TicketNo(long value) {}

    static final class Ticket {
        private final TicketNo id;
        private String subject;
        private final List<String> replies = new ArrayList<>();

        Ticket(TicketNo id, String subject) {
            this.id = id;
            this.subject = subject;
        }
    }

    private static Shape<?, ?> identityColumn() {
        return Shape.<Ticket, TicketNo>drawing("identifier by the column's own sequence", Ticket.class)
                .mapped(keelson ->
                        keelson.map(Ticket.class, ticket -> ticket.databaseIds().idBlock(3)))
                .tables("tickets", "ticket_replies")
                .changing("subject", ticket -> ticket.subject = "Solved", "update tickets (subject)")
                .states((chance, id) -> {
                    Ticket ticket = new Ticket(id, chance.word());
                    ticket.replies.addAll(chance.list(chance::word));
                    return ticket;
                });
    }

    static final class Receipt {
        private final int id;
        private String text;

        Receipt(int id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private static Shape<?, ?> sequence() {
        return Shape.<Receipt, Integer>drawing("identifier by a sequence", Receipt.class)
                .mapped(keelson -> keelson.map(Receipt.class, receipt -> receipt.databaseIds("receipt_numbers")))
                .tables("receipts")
                .before("create sequence if not exists receipt_numbers increment by 50")
                .changing("text", receipt -> receipt.text = "Paid", "update receipts (text)")
                .states((chance, id) -> new Receipt(id, chance.word()));
    }
}

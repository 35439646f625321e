package dev.keelson.work.shapes;

import dev.keelson.work.mapping.Inheritance;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hierarchies of roots with a table of its own for each concrete class. */
final class TablePerClassShapes {

    private TablePerClassShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(sealedRecords(), abstractClasses(), oneSequence());
    }

    record MessageId(UUID value) {}

    sealed interface Message permits Mail, Sms {
        MessageId id();
    }

    record Mail(MessageId id, String subject, List<String> attachments) implements Message {}

    record Sms(MessageId id, String text, @Nullable String number) implements Message {}

    private static Shape<?, ?> sealedRecords() {
        return Shape.of(
                        "table per class: sealed interface of records",
                        Message.class,
                        chance -> new MessageId(chance.uuid()))
                .mapped(keelson ->
                        keelson.map(Message.class, message -> message.inheritance(Inheritance.TABLE_PER_CLASS)))
                .tables("mails", "mail_attachments")
                .beside("smses")
                .replacing(
                        "of one class",
                        message -> new Mail(message.id(), "Hello", ((Mail) message).attachments()),
                        "update mails (subject)")
                .states((chance, id) -> chance.either(
                        () -> new Mail(id, chance.word(), chance.list(chance::word)),
                        () -> new Sms(id, chance.word(), chance.maybe(chance::word))));
    }

    abstract static class Animal {
        private final UUID id;
        private String name;
        private final List<Treatment> treatments = new ArrayList<>();

        Animal(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        void rename(String next) {
            name = next;
        }

        UUID id() {
            return id;
        }

        List<Treatment> treatments() {
            return treatments;
        }
    }

    record Treatment(UUID id, String what) {}

    static final class Cat extends Animal {
        private boolean tame;

        Cat(UUID id, String name, boolean tame) {
            super(id, name);
            this.tame = tame;
        }
    }

    static final class Snake extends Animal {
        private double length;

        Snake(UUID id, String name, double length) {
            super(id, name);
            this.length = length;
        }
    }

    private static Animal animal(Chance chance, UUID id) {
        Animal animal = chance.either(
                () -> new Cat(id, chance.word(), chance.coin()), () -> new Snake(id, chance.word(), chance.number(3)));
        chance.ids(id).forEach(treatment -> animal.treatments().add(new Treatment(treatment, chance.word())));
        return animal;
    }

    private static Shape<?, ?> abstractClasses() {
        return Shape.of("table per class: abstract class", Animal.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Animal.class,
                        animal -> animal.inheritance(Inheritance.TABLE_PER_CLASS)
                                .subtype(
                                        Cat.class,
                                        cat -> cat.table("felines").property("tame", p -> p.column("is_tame")))
                                .subtypes(Snake.class)))
                .tables("felines", "cat_treatments")
                .beside("snakes", "snake_treatments")
                .changing("of all classes", animal -> animal.rename("Tom"), "update felines (name)")
                .changing("of one class", animal -> ((Cat) animal).tame = false, "update felines (is_tame)")
                .changing(
                        "in a child",
                        animal -> animal.treatments()
                                .set(1, new Treatment(animal.treatments().get(1).id(), "pills")),
                        "update cat_treatments (what)")
                .states(TablePerClassShapes::animal);
    }

    // ---- identifiers that are unique since one sequence makes all of them

    sealed interface Document permits Contract, Statement {
        long id();
    }

    record Contract(long id, String partner) implements Document {}

    record Statement(long id, long balance) implements Document {}

    private static Shape<?, ?> oneSequence() {
        return Shape.<Document, Long>drawing("table per class: identifiers of one sequence", Document.class)
                .mapped(keelson -> keelson.map(
                        Document.class,
                        document -> document.inheritance(Inheritance.TABLE_PER_CLASS)
                                .databaseIds("document_numbers")
                                .idBlock(2)))
                .before("create sequence if not exists document_numbers increment by 2")
                .tables("contracts")
                .beside("statements")
                .replacing("of one class", document -> new Contract(document.id(), "Ada"), "update contracts (partner)")
                .states((chance, id) ->
                        chance.either(() -> new Contract(id, chance.word()), () -> new Statement(id, chance.number())));
    }
}

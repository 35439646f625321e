package dev.keelson.work.schema;

import static dev.keelson.work.model.Blueprint.aggregate;
import static dev.keelson.work.model.Blueprint.model;
import static dev.keelson.work.model.Blueprint.object;
import static dev.keelson.work.model.Blueprint.property;
import static dev.keelson.work.model.Blueprint.scalar;
import static dev.keelson.work.model.Blueprint.table;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.AggregateModel.IdSequence;
import dev.keelson.work.model.Blueprint;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.Hierarchy.Subtype;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Tables of every shape, drawn by hand. */
@NullMarked
final class SchemaShapes {

    private static final ColumnType TEXT = ColumnType.text();
    private static final ColumnType BIGINT = ColumnType.bigint();
    private static final ColumnType UUID = ColumnType.uuid();

    private SchemaShapes() {}

    static final class Payment {}

    static final class Card {}

    static final class Transfer {}

    static final class Invoice {}

    static final class Ticket {}

    static final class Firm {}

    static final class Person {}

    /** A hierarchy in one table, with identifiers that the database makes, and a value that is a card or a transfer. */
    private static AggregateModel payment() {
        Blueprint payments = table("payments", "Payment")
                .key("id", BIGINT)
                .column("payment_type", "", TEXT, false)
                .column("amount", BIGINT)
                .column("card_number", "number", TEXT, true)
                .column("iban", "iban", TEXT, true)
                .column("fee_type", "", TEXT, true)
                .column("fee_percent", "fee.percent", BIGINT, true)
                .column("fee_sum", "fee.sum", BIGINT, true)
                .version(ColumnType.integer())
                .identity();
        Hierarchy fee = new Hierarchy(
                Object.class,
                "Payment.fee",
                5,
                List.of(
                        new Subtype(object(Integer.class, "Payment.fee", property("percent", scalar(6))), "share"),
                        new Subtype(object(Long.class, "Payment.fee", property("sum", scalar(7))), "fixed")));
        Hierarchy all = new Hierarchy(
                Payment.class,
                "Payment",
                1,
                List.of(
                        new Subtype(
                                object(
                                        Card.class,
                                        "Payment",
                                        property("amount", scalar(2)),
                                        property("number", scalar(3)),
                                        property("fee", new EmbeddedContent(fee, 5))),
                                "card"),
                        new Subtype(
                                object(
                                        Transfer.class,
                                        "Payment",
                                        property("amount", scalar(2)),
                                        property("iban", scalar(4)),
                                        property("fee", new EmbeddedContent(fee, 5))),
                                "transfer")));
        return aggregate(all, new IdSequence(null, 50, Set.of(), false), payments);
    }

    /** A joined table, parts by a key of their own and by their parent's, a tree, and a junction. */
    private static AggregateModel invoice(Blueprint firms) {
        Blueprint invoices = table("invoices", "Invoice").key("id", UUID).column("total", BIGINT);
        Blueprint credits = table("credit_invoices", "Invoice")
                .key("invoice_id", UUID)
                .column("reason", TEXT)
                .parent(invoices, "invoice_id");
        Blueprint terms = table("invoice_terms", "Invoice.terms")
                .key("invoice_id", UUID)
                .column("days", BIGINT)
                .parent(invoices, "invoice_id");
        Blueprint reminders = table("invoice_reminders", "Invoice.reminder")
                .key("id", UUID)
                .column("invoice_id", UUID)
                .parent(invoices, "invoice_id")
                .unique("invoice_id");
        Blueprint nodes = table("invoice_items", "Invoice.items")
                .key("id", UUID)
                .column("invoice_id", UUID)
                .optional("parent_id", UUID)
                .column("position", ColumnType.integer())
                .parent(invoices, "invoice_id");
        nodes.refers(nodes, "parent_id");
        Blueprint payers = table("invoice_payers", "Invoice.payers")
                .key("invoice_id", UUID)
                .key("payer_id", UUID)
                .parent(invoices, "invoice_id")
                .refers(firms, "payer_id");
        return aggregate(object(Invoice.class, "Invoice"), null, invoices, credits, terms, reminders, nodes, payers);
    }

    /** Everything; the tables of firms and people, which refer to each other, after that which refers to them. */
    static DomainModel everything() {
        Blueprint firms = table("firms", "Firm").key("id", UUID).optional("head_id", UUID);
        Blueprint people = table("people", "Person").key("id", UUID).column("firm_id", UUID);
        firms.refers(people, "head_id");
        people.refers(firms, "firm_id");
        return model(
                payment(),
                invoice(firms),
                aggregate(object(Firm.class, "Firm"), null, firms),
                aggregate(object(Person.class, "Person"), null, people),
                tickets("desk.ticket_numbers"));
    }

    /** A root whose identifiers are of a sequence. */
    static AggregateModel tickets(String sequence) {
        return aggregate(
                object(Ticket.class, "Ticket"),
                new IdSequence(sequence, 10, Set.of(), false),
                table("desk.tickets", "Ticket").key("id", BIGINT).identity());
    }

    static Schema schema() {
        return new Schema(everything(), SchemaShop.POLICIES, false);
    }

    static TestDatabase database() {
        return TestDatabase.fromTemplate("schema shapes", owner -> SchemaShop.run(owner, schema().ddl()));
    }
}

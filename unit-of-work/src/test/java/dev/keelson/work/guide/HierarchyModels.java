package dev.keelson.work.guide;

import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Hierarchies of roots, in three forms. */
final class HierarchyModels {

    private HierarchyModels() {}

    // region payment
    record PaymentId(UUID value) {}

    sealed interface Payment permits CardPayment, Transfer {
        PaymentId id();

        long cents();
    }

    record CardPayment(
            PaymentId id, long cents, String card, @Nullable Instant chargedAt) implements Payment {}

    record Transfer(PaymentId id, long cents, String iban, List<String> notices) implements Payment {}
    // endregion

    static void single(KeelsonBuilder keelson) {
        keelson.map(Payment.class);
    }

    static void joined(KeelsonBuilder keelson) {
        // region joined-map
        keelson.map(Payment.class, payment -> payment.inheritance(Inheritance.JOINED));
        // endregion
    }

    static void perClass(KeelsonBuilder keelson) {
        // region perclass-map
        keelson.map(Payment.class, payment -> payment.inheritance(Inheritance.TABLE_PER_CLASS));
        // endregion
    }

    static void named(KeelsonBuilder keelson) {
        // region named-map
        keelson.map(
                Payment.class,
                payment -> payment.discriminator("kind")
                        .subtype(
                                CardPayment.class,
                                card -> card.discriminatorValue("C").property("card", p -> p.column("card_number")))
                        .subtype(
                                Transfer.class,
                                transfer -> transfer.discriminatorValue("T")
                                        .values("notices", notices -> notices.table("transfer_notices"))));
        // endregion
    }

    // region children-hierarchy
    sealed interface Step permits Mix, Bake {}

    record Mix(String what) implements Step {}

    record Bake(int minutes, int degrees) implements Step {}

    record Recipe(UUID id, List<Step> steps) {}
    // endregion

    static void steps(KeelsonBuilder keelson) {
        keelson.map(Recipe.class);
    }

    private static final PaymentId ID = new PaymentId(new UUID(7, 1));

    private static void charged(SqlUnitOfWork work) {
        // region subtype-query
        Table<Record> payments = work.table(CardPayment.class);
        List<CardPayment> waiting = work.query(CardPayment.class)
                .where(payments.field("charged_at").isNull())
                .list();
        // endregion
    }

    private static void retyped(SqlUnitOfWork work) {
        // region retype
        Payment payment = work.get(Payment.class, ID);
        work.replace(new Transfer(payment.id(), payment.cents(), "DE02", List.of()));
        // endregion
    }

    static void tell(Guide guide) {
        guide.ddl("single-tables", HierarchyModels::single);
        guide.ddl("joined-tables", HierarchyModels::joined);
        guide.ddl("perclass-tables", HierarchyModels::perClass);
        guide.ddl("named-table", HierarchyModels::named, "payments");
        guide.ddl("children-hierarchy-table", HierarchyModels::steps, "recipe_steps");
    }

    static void send(Guide guide, Store single, Store joined, Store perClass) {
        send(guide, "single", single);
        send(guide, "joined", joined);
        send(guide, "perclass", perClass);
        guide.sent("single-query", single, HierarchyModels::charged);
        single.database().execute("update payments set payment_type = 'cheque'");
        guide.refused("unknown-discriminator", () -> single.load(Payment.class, ID));
    }

    private static void send(Guide guide, String form, Store store) {
        store.save(new CardPayment(ID, 100, "4711", null));
        guide.sent(form + "-load", store, work -> work.get(Payment.class, ID));
        guide.written(form + "-retype", store, HierarchyModels::retyped);
    }
}

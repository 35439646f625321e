package dev.keelson.benchmarks.contestant.jimmer;

import java.util.List;
import java.util.UUID;
import org.babyfish.jimmer.sql.JSqlClient;
import org.babyfish.jimmer.sql.ast.mutation.SaveMode;

/** One batch for each kind of write. */
final class Saves {

    private Saves() {}

    static <E> void insert(JSqlClient client, List<E> entities) {
        client.saveEntitiesCommand(entities).setMode(SaveMode.INSERT_ONLY).execute();
    }

    /** A tag is no more than its identifier, which Jimmer takes for a reference unless it is told this. */
    static void insertTags(JSqlClient client, List<JimmerTag> tags) {
        client.saveEntitiesCommand(tags)
                .setMode(SaveMode.INSERT_IF_ABSENT)
                .setIdOnlyAsReferenceAll(false)
                .execute();
    }

    static JimmerOrder annotated(JimmerOrder order, String note) {
        return JimmerOrderDraft.$.produce(draft -> {
            draft.setId(order.id());
            draft.setVersion(order.version());
            draft.setNote(note);
        });
    }

    static JimmerLine changed(JimmerLine line, int quantity) {
        return JimmerLineDraft.$.produce(draft -> {
            draft.setId(line.id());
            draft.setQuantity(quantity);
        });
    }

    /** Writes the notes, under the versions loaded. */
    static void notes(JSqlClient client, List<JimmerOrder> annotated) {
        client.saveEntitiesCommand(annotated).setMode(SaveMode.UPDATE_ONLY).execute();
    }

    static void quantities(JSqlClient client, List<JimmerLine> changed) {
        client.saveEntitiesCommand(changed).setMode(SaveMode.UPDATE_ONLY).execute();
    }

    /** Counts the version of an order on, for a change of its parts. */
    static void version(JSqlClient client, JimmerOrder loaded) {
        JimmerOrderTable order = Tables.JIMMER_ORDER_TABLE;
        requireAll(
                1,
                client.createUpdate(order)
                        .set(order.version(), order.version().plus(1))
                        .where(order.id().eq(loaded.id()), order.version().eq(loaded.version()))
                        .execute());
    }

    static void deleteLines(JSqlClient client, List<UUID> ids) {
        client.deleteByIds(JimmerLine.class, ids);
    }

    static void remove(JSqlClient client, List<UUID> ids, int version) {
        JimmerLineTable line = Tables.JIMMER_LINE_TABLE;
        client.createDelete(line).where(line.order().id().in(ids)).execute();
        JimmerTagTable tag = Tables.JIMMER_TAG_TABLE;
        client.createDelete(tag).where(tag.id().orderId().in(ids)).execute();
        JimmerOrderTable order = Tables.JIMMER_ORDER_TABLE;
        requireAll(
                ids.size(),
                client.createDelete(order)
                        // Its parts are gone.
                        .disableDissociation()
                        .where(order.id().in(ids), order.version().eq(version))
                        .execute());
    }

    private static void requireAll(int expected, int count) {
        if (count != expected) {
            throw new IllegalStateException(
                    "Somebody else has changed an order: " + count + " rows of " + expected + " written");
        }
    }
}

package dev.keelson.work.guide;

import dev.keelson.value.ColumnCipher;
import dev.keelson.value.ColumnType;
import dev.keelson.work.KeelsonBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code docs/types.md} shows of types that are chosen by configuration. */
final class TypeModels {

    private TypeModels() {}

    // region shipment
    enum State {
        PACKED,
        ON_ITS_WAY
    }

    record Stop(String city, Instant at) {}

    record Shipment(
            UUID id,
            List<Integer> weights,
            List<Stop> route,
            State state,
            BigDecimal price,
            Instant collected,
            String note,
            @Nullable Long number,
            @Nullable String label) {}
    // endregion

    static void map(KeelsonBuilder keelson, ColumnCipher cipher) {
        // region shipment-map
        keelson.map(
                Shipment.class,
                shipment -> shipment.property("weights", weights -> weights.array())
                        .property("route", route -> route.json())
                        .property("state", state -> state.nativeEnum())
                        .property("price", price -> price.type(ColumnType.numeric(19, 2)))
                        .property("collected", at -> at.strictTime(true))
                        .property("note", note -> note.encrypted(cipher))
                        .property("number", number -> number.databaseDefault())
                        .property("label", label -> label.generated()));
        // endregion
    }
}

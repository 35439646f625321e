package dev.keelson.work.schema;

import java.util.List;

/**
 * What a live schema was found to lack and can be worked with all the same. Immutable.
 *
 * @param warnings what nobody accepted, in the order of the model
 * @param accepted what somebody did, in the order of the model
 */
public record SchemaReport(List<SchemaWarning> warnings, List<SchemaWarning.Accepted> accepted) {

    /** No schema was looked at, or it lacks nothing. */
    public static final SchemaReport EMPTY = new SchemaReport(List.of(), List.of());

    public SchemaReport {
        warnings = List.copyOf(warnings);
        accepted = List.copyOf(accepted);
    }
}

package dev.keelson.work.watch;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A commit failed since others had written the same. */
@Name("dev.keelson.Conflict")
@Label("Keelson Conflict")
@Category("Keelson")
@Description("A commit failed since others had written the same")
final class ConflictEvent extends Event {

    @Label("Type")
    @Description("The simple names of the classes of the aggregates in conflict, where they are known")
    @Nullable
    String type;

    @Label("Aggregates")
    @Description("How many are in conflict, where that is known")
    int aggregates;

    @Label("Reason")
    @Description("CHANGED, DELETED, ... or the SQLSTATE of the database")
    @Nullable
    String reason;
}

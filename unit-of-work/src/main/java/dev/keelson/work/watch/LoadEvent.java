package dev.keelson.work.watch;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;

/** Aggregates were loaded by their identifiers. */
@Registered
@Name("dev.keelson.Load")
@Label("Keelson Load")
@Description("Aggregates were loaded by their identifiers")
final class LoadEvent extends WorkEvent {

    private static final LoadEvent ASKED = new LoadEvent();

    /** Whether anybody records such. */
    static boolean isRecorded() {
        return ASKED.isEnabled();
    }
}

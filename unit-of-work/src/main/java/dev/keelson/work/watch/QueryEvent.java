package dev.keelson.work.watch;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;

/** A query was asked. */
@Registered
@Name("dev.keelson.Query")
@Label("Keelson Query")
@Description("A query was asked")
final class QueryEvent extends WorkEvent {

    private static final QueryEvent ASKED = new QueryEvent();

    /** Whether anybody records such. */
    static boolean isRecorded() {
        return ASKED.isEnabled();
    }
}

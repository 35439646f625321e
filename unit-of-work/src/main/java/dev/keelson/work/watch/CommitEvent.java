package dev.keelson.work.watch;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;

/** A unit of work wrote its changes. */
@Registered
@Name("dev.keelson.Commit")
@Label("Keelson Commit")
@Description("A unit of work wrote its changes")
final class CommitEvent extends WorkEvent {

    private static final CommitEvent ASKED = new CommitEvent();

    /** Whether anybody records such. */
    static boolean isRecorded() {
        return ASKED.isEnabled();
    }
}

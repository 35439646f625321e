package dev.keelson.work.watch;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Registered;
import org.jspecify.annotations.Nullable;

/** What the events of loads, queries and commits have in common. */
@Registered(false)
@Category("Keelson")
abstract class WorkEvent extends Event {

    @Label("Type")
    @Description("The simple name of the aggregate's class; of a commit all of them")
    @Nullable
    String type;

    @Label("Aggregates")
    @Description("How many were found, or written")
    int aggregates;

    @Label("Rows")
    @Description("How many were read, or were to be written")
    long rows;

    @Label("Statements")
    @Description("How many statements were sent; a commit counts as one")
    int statements;

    @Label("Failed")
    boolean failed;
}

package dev.keelson.work.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.shapes.Written;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;

/** What the tests of values look at: the writes on the wire, as "update orders (total)", and refusals as one line. */
@NullMarked
final class Writes {

    private Writes() {}

    /** One text for each statement that writes a table of aggregates, in their order. */
    static List<String> on(WireCounter wire) {
        return Written.on(wire);
    }

    /** What a load says that is refused: "Class.property (column) of id". */
    static String unreadable(Store store, Class<?> type, Object id) {
        return unreadable(() -> store.load(type, id));
    }

    static String unreadable(ThrowingCallable load) {
        Throwable failure = catchThrowable(load);
        assertThat(failure).isInstanceOf(HydrationException.class);
        HydrationException told = (HydrationException) failure;
        return told.type() + "." + told.property() + " (" + told.column().orElse("-") + ") of "
                + told.id().orElse("-");
    }

    /** What a commit says of a value that it refuses: "Class.property of id, kind: problem". */
    static String unstorable(ThrowingCallable commit) {
        Throwable failure = catchThrowable(commit);
        assertThat(failure).isInstanceOf(UnstorableValueException.class);
        UnstorableValueException told = (UnstorableValueException) failure;
        return told.property() + " of " + told.id().orElse("-") + ", " + told.kind() + ": "
                + told.getMessage().replaceAll("(?s).*?, found .*?: (.*)\\. Nothing was written.*", "$1");
    }

    /** The faults of a mapping without a database, one a line. */
    static List<String> faults(KeelsonBuilder mapping) {
        return faults(() -> mapping.schema().ddl());
    }

    static List<String> faults(ThrowingCallable build) {
        Throwable failure = catchThrowable(build);
        assertThat(failure).isInstanceOf(MappingException.class);
        return ((MappingException) failure)
                .faults().stream()
                        .map(fault -> fault.path() + ": " + fault.problem() + "; " + fault.mend())
                        .toList();
    }
}

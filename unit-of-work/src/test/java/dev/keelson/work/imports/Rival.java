package dev.keelson.work.imports;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.WorkContext;
import java.util.List;

/** Does something just before each commit. */
record Rival(Runnable deed) implements CommitListener {

    @Override
    public void beforeCommit(WorkContext context, Aggregates work, List<Object> events) {
        deed.run();
    }
}

package dev.keelson.testing;

import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.WorkContext;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Hears the events of commits, and keeps those of the contexts that somebody asks for. Thread-safe. */
final class Emissions implements CommitListener {

    private final IdentityHashMap<WorkContext, List<Object>> heard = new IdentityHashMap<>();
    private final List<String> written = new ArrayList<>();

    Emissions() {}

    /** From now on the events of this very context are kept, as they come, in the list that this gives. */
    synchronized List<Object> hear(WorkContext context) {
        List<Object> events = new ArrayList<>();
        heard.put(context, events);
        return events;
    }

    /** The tables that commits have written, whosever they were, in the order of the commits. */
    synchronized List<String> written() {
        return List.copyOf(written);
    }

    /** They are kept no longer. */
    synchronized void forget(WorkContext context) {
        heard.remove(context);
    }

    @Override
    public synchronized void afterCommit(WorkContext context, CommitReceipt receipt, List<Object> events) {
        written.addAll(receipt.rows().keySet());
        List<Object> wanted = heard.get(context);
        if (wanted != null) {
            wanted.addAll(events);
        }
    }
}

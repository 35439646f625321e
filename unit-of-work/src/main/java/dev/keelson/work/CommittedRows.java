package dev.keelson.work;

import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.execute.CommitOutcome.Committed;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.model.Roots;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the database filled in while a commit was written. Used by the thread of the unit of work. */
final class CommittedRows {

    private static final Logger LOG = LoggerFactory.getLogger(CommittedRows.class);

    private final Engine engine;
    private final WorkScope scope;
    private final Finder finder;

    CommittedRows(Engine engine, WorkScope scope, Finder finder) {
        this.engine = engine;
        this.scope = scope;
        this.finder = finder;
    }

    /** What the database filled in while a commit was written; read once more where the answer of the commit was lost. */
    List<Row> filled(ChangeSet committed, Committed outcome) {
        List<Row> known = outcome.filled();
        if (known != null) {
            return known;
        }
        List<Row> rows = new ArrayList<>();
        for (AggregateChange change : committed.aggregates()) {
            if (change.after() != null
                    && change.rows().stream().anyMatch(one -> one.rowType().filled().length > 0)) {
                readAgain(change, rows);
            }
        }
        return rows;
    }

    /** The commit took place, so a failure here must not look as if it did not. */
    private void readAgain(AggregateChange committed, List<Row> rows) {
        try {
            Roots roots = engine.roots(committed.owner().type());
            @Nullable
            Object[] key =
                    engine.dehydrator().key(roots.first(), committed.owner().id());
            Loaded stored = engine.loader().one(roots, key, finder.visibility(), finder, scope);
            for (int table = 0; stored != null && table < stored.rows().tables(); table++) {
                rows.addAll(stored.rows().of(table));
            }
        } catch (KeelsonException failure) {
            LOG.warn(
                    "{} was committed, but what the database filled in cannot be read; load it in a new unit of work",
                    committed.owner(),
                    failure);
        }
    }
}

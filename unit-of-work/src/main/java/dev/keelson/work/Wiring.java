package dev.keelson.work;

import dev.keelson.kernel.CommitListener;
import dev.keelson.work.cache.Invalidation;
import dev.keelson.work.database.Capabilities;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.Timeouts;
import dev.keelson.work.database.TransactionSettings;
import dev.keelson.work.execute.CommitPurge;
import dev.keelson.work.mapping.build.ModelBuilder;
import dev.keelson.work.mapping.build.ModelBuilder.Built;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.schema.Acceptances;
import dev.keelson.work.schema.Catalogue;
import dev.keelson.work.schema.LiveConstraints;
import dev.keelson.work.schema.ProvedIdentity;
import dev.keelson.work.schema.Schema;
import dev.keelson.work.watch.Watch;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What an application said to its {@link KeelsonBuilder}, when all is said. Used by one thread, once.
 *
 * @param validates whether the mapping is compared with the live schema
 * @param limit of the rows of one aggregate
 * @param timeouts of all units of work, or null
 * @param way how the database is told of them
 * @param invalidations how others are heard who change what is cached
 * @param watch who looks on
 */
record Wiring(
        List<Policy> policies,
        Acceptances acceptances,
        boolean validates,
        boolean keepsLog,
        boolean portable,
        RowLimit limit,
        int maxReferenceLevels,
        Settings settings,
        @Nullable Timeouts timeouts,
        TimeoutWay way,
        Watch watch,
        List<Invalidation> invalidations,
        List<CommitListener> listeners,
        Repositories repositories,
        List<AutoCloseable> owned) {

    /** How the database is told of the timeouts of all units of work. */
    enum TimeoutWay {
        /** Each physical connection once, before its first use. */
        CONNECTION,
        /** In each message, ahead of its transaction. */
        MESSAGE,
        /** It knows them from the options of its connections. */
        OPTIONS
    }

    Keelson build(ModelBuilder mappings, DataSource dataSource) {
        Database asked = new Database(dataSource, Capabilities.profile(new Database(dataSource), portable));
        Catalogue catalogue = Catalogue.read(asked);
        Built built = mappings.build(catalogue);
        Policies chain = new Policies(policies, built.model().aggregates(), catalogue);
        BuildProof.refuse(TransactionSettings.unknown(chain.settings(), asked));
        ProvedIdentity identity =
                new BuildProof(chain, keepsLog, asked, catalogue, acceptances).prove(built, validates);
        LiveConstraints constraints = catalogue.constraints(built.model());
        Database database = limited(Capabilities.withRules(asked, constraints.rules()));
        Engine engine = Engine.of(this, built.model(), chain, database, identity, constraints);
        Schema schema =
                new Schema(built.model(), chain, keepsLog, database.profile(), new CommitPurge(database, chain));
        engine.shared().join(invalidations, engine);
        return new Keelson(engine, schema.with(acceptances.report(identity.warnings())), owned);
    }

    private Database limited(Database database) {
        return timeouts != null && way == TimeoutWay.CONNECTION && Capabilities.knowsConnections(database)
                ? database.limited(timeouts)
                : database;
    }

    /** What each message tells the database, or null where it knows already. */
    @Nullable
    Timeouts toldBy(Database database) {
        return way == TimeoutWay.OPTIONS || database.isLimited() ? null : timeouts;
    }
}

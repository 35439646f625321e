package dev.keelson.work;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.database.CommitLog;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.PostgresExecutor;
import dev.keelson.work.database.ScriptExecutor;
import dev.keelson.work.diff.Differ;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.load.Loader;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.plan.Planner;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.render.Renderer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages that all units of work share, each in its room. Immutable, thread-safe.
 *
 * @param log the commit log, or null where none is kept
 */
record Engine(
        DomainModel model,
        Policies policies,
        Loader loader,
        Dehydrator dehydrator,
        Differ differ,
        Planner planner,
        Renderer renderer,
        ScriptExecutor executor,
        @Nullable CommitLog log,
        Repositories repositories) {

    static Engine of(
            DomainModel model, Policies policies, Database database, boolean keepsLog, Repositories repositories) {
        CommitLog log = keepsLog ? new CommitLog(database, policies) : null;
        Dehydrator dehydrator = new Dehydrator();
        return new Engine(
                model,
                policies,
                new Loader(database, policies, new Hydrator()),
                dehydrator,
                new Differ(dehydrator),
                new Planner(model),
                new Renderer(policies, log),
                new PostgresExecutor(database, log),
                log,
                repositories);
    }

    /**
     * The mapping of this type.
     *
     * @throws MappingException if it is not mapped
     */
    AggregateModel model(Class<?> type) {
        AggregateModel found = model.find(type).orElse(null);
        if (found == null) {
            throw new MappingException(List.of(new MappingException.Fault(
                    type.getName(),
                    "it is not mapped as an aggregate root",
                    "Register it: Keelson.builder().map(" + type.getSimpleName() + ".class)")));
        }
        return found;
    }
}

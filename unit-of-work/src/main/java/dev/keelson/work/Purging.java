package dev.keelson.work;

import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.select.HiddenKeys;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.purge.DeletedPurge;
import dev.keelson.work.purge.HiddenPages;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes for good what was removed and is hidden. Used by one thread, once. */
final class Purging {

    private static final Logger LOG = LoggerFactory.getLogger(Purging.class);

    private final Engine engine;
    private final WorkContext context;
    private final @Nullable String reason;

    /**
     * @param reason why what all tenants share may go, or null where it may not
     */
    Purging(Engine engine, WorkContext context, @Nullable String reason) {
        this.engine = engine;
        this.context = context;
        this.reason = reason == null ? null : Reasons.acrossTenants(reason, context);
    }

    /**
     * All of a type that was hidden before an instant, or at any time.
     *
     * @throws PolicyViolationException if nothing hides such aggregates, or nothing tells since when
     * @throws IllegalArgumentException if the instant is still to come
     */
    Purged of(Class<?> type, @Nullable Instant olderThan) {
        if (olderThan != null && olderThan.isAfter(context.clock().instant())) {
            throw new IllegalArgumentException("Cannot purge deleted " + type.getSimpleName() + " older than "
                    + olderThan + ", which is still to come. Give a time that is past.");
        }
        List<Bound> bounds = new ArrayList<>();
        for (AggregateModel model : engine.roots(type).members()) {
            requireReason(model);
            bounds.add(new Bound(model, bound(model, olderThan)));
        }
        long aggregates = 0;
        long parts = 0;
        List<Object> kept = new ArrayList<>();
        for (Bound bound : bounds) {
            DeletedPurge purge = purge(bound, type);
            purge.run();
            aggregates += purge.aggregates();
            parts += purge.parts();
            kept.addAll(purge.kept());
        }
        engine.shared().evictAll(engine.roots(type).first(), reason == null ? new Moment(context) : null);
        LOG.info(
                "{} purged {} deleted {} and {} parts of others; of {} something stays that others refer to",
                context.actor().name(),
                aggregates,
                type.getSimpleName(),
                parts,
                kept.size());
        return new Purged(aggregates, parts, kept);
    }

    private void requireReason(AggregateModel model) {
        Optional<String> keeper = engine.policies().sharedDespite(model.root());
        if (keeper.isPresent() && reason == null) {
            throw new PolicyViolationException(
                    keeper.get(),
                    "deleted " + model.name() + " cannot be purged: they are shared by all tenants",
                    "Say why one of them may: keelson.purgeDeletedAcrossTenants(context, " + model.name()
                            + ".class, olderThan, \"...\")");
        }
    }

    private record Bound(AggregateModel model, @Nullable Object before) {}

    private DeletedPurge purge(Bound bound, Class<?> type) {
        WorkScope scope = engine.own(context);
        if (reason != null) {
            scope.acrossTenants(reason);
        }
        HiddenKeys keys = new HiddenKeys(engine.policies(), type);
        HiddenPages pages = new HiddenPages(
                bound.model(), keys, bound.before(), engine.database().profile().dialect());
        return new DeletedPurge(
                bound.model(),
                pages,
                engine.loader(),
                engine.policies(),
                engine.planner(),
                engine.renderer(),
                engine.executor(),
                engine::attempt,
                scope);
    }

    /** The instant as the column that tells when a row was hidden holds it. */
    private @Nullable Object bound(AggregateModel model, @Nullable Instant olderThan) {
        Filter hiding = engine.policies().rule(model.root()).hiding();
        if (hiding == null) {
            throw refused(
                    model,
                    "nothing hides them: what is removed is deleted",
                    "Have a policy hide them, as SoftDelete.columns(...), or leave the purge out");
        }
        if (olderThan == null) {
            return null;
        }
        ColumnType type = hiding.column().type();
        return switch (type.kind()) {
            case TIMESTAMPTZ -> type.fit(olderThan);
            case TIMESTAMP -> type.fit(LocalDateTime.ofInstant(olderThan, ZoneOffset.UTC));
            case DATE ->
                type.fit(LocalDateTime.ofInstant(olderThan, ZoneOffset.UTC).toLocalDate());
            default ->
                throw refused(
                        model,
                        "column " + hiding.column().name() + " does not tell when they were removed",
                        "Purge all of them: keelson.purgeDeleted(context, "
                                + model.type().getSimpleName() + ".class)");
        };
    }

    private PolicyViolationException refused(AggregateModel model, String problem, String mend) {
        return new PolicyViolationException(
                engine.policies().hider(model.root()), "cannot purge deleted " + model.name() + ": " + problem, mend);
    }
}

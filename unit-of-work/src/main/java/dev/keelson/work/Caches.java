package dev.keelson.work;

import dev.keelson.identity.cache.CacheLimits;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.cache.CacheRecording;
import dev.keelson.work.cache.CacheStats;
import dev.keelson.work.cache.Evicted;
import dev.keelson.work.cache.Invalidation;
import dev.keelson.work.cache.Invalidation.Link;
import dev.keelson.work.cache.Invalidation.Member;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.SessionSetting;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows that the units of work of one Keelson share, of those aggregates whose mappings say so. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Identity Map (195); Optimistic Offline Lock (416), which finds out what was stale.
 */
final class Caches {

    /** Of an application that shares no rows. */
    static final Caches NONE = new Caches(Map.of(), new AtomicLong(), List.of(), false);

    private static final Logger LOG = LoggerFactory.getLogger(Caches.class);
    private static final Object ALIKE = "";

    private final Map<Class<?>, CachedFamily> families;
    private final AtomicLong clock;
    private final List<SessionSetting> settings;
    private final @Nullable Map<Object, WorkContext> seers;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile @Nullable CacheRecording recording;

    /**
     * @param settings by which one may see other rows than another, beside whose they are
     * @param setting whether any are made, so that nobody sees rows without
     */
    private Caches(
            Map<Class<?>, CachedFamily> families, AtomicLong clock, List<SessionSetting> settings, boolean setting) {
        this.families = families;
        this.clock = clock;
        this.settings = settings;
        this.seers = setting ? new ConcurrentHashMap<>() : null;
    }

    /** The caches that the mappings ask for. */
    static Caches of(DomainModel model, Policies policies) {
        Map<Class<?>, List<AggregateModel>> members = new LinkedHashMap<>();
        for (AggregateModel aggregate : model.aggregates()) {
            if (aggregate.cache() != null) {
                members.computeIfAbsent(aggregate.family(), unused -> new ArrayList<>())
                        .add(aggregate);
            }
        }
        if (members.isEmpty()) {
            return NONE;
        }
        AtomicLong clock = new AtomicLong();
        Map<Class<?>, CachedFamily> families = new HashMap<>();
        members.forEach((family, own) -> {
            CacheLimits limits = own.get(0).cache();
            if (limits != null) {
                families.put(family, family(own, limits, policies, clock));
            }
        });
        return new Caches(
                Map.copyOf(families),
                clock,
                policies.settingsBesideWalls(),
                !policies.settings().isEmpty());
    }

    private static CachedFamily family(
            List<AggregateModel> members, CacheLimits limits, Policies policies, AtomicLong clock) {
        try {
            return new CachedFamily(members, limits, policies, clock);
        } catch (NoClassDefFoundError absent) {
            throw new MappingException(List.of(new Fault(
                    members.get(0).name(),
                    "it is cached(), and Caffeine is not on the class path (" + absent.getMessage() + " is missing)",
                    "Add com.github.ben-manes.caffeine:caffeine to the dependencies, or leave cached() out")));
        }
    }

    /** What a read that begins now gives back with what it found. */
    long ticket() {
        return clock.get();
    }

    /** Remembers by whose settings rows of a scope are seen, where any are made. */
    void seen(Object scope, Moment moment) {
        if (seers != null) {
            seers.put(scope, moment.context());
        }
    }

    /** By whose settings rows of a scope are seen; null where none are made. */
    @Nullable
    WorkContext seer(Object scope) {
        return seers == null ? null : seers.get(scope);
    }

    boolean isEmpty() {
        return families.isEmpty();
    }

    /** The cache of such aggregates, or null where they are not cached. */
    @Nullable
    CachedFamily of(Class<?> family) {
        return families.get(family);
    }

    /** All of them. */
    List<CachedFamily> all() {
        return List.copyOf(families.values());
    }

    /** How one sees the database in a moment, as far as that is not by whose rows these are: by settings that it may make use of. */
    Object view(Moment moment) {
        return settings.isEmpty()
                ? ALIKE
                : settings.stream().map(setting -> setting.valueAt(moment)).toList();
    }

    /** Has these tell what others changed, and be told what is changed here. */
    void join(List<Invalidation> invalidations, Engine engine) {
        if (!isEmpty()) {
            Member member = new Joined(new CachePoll(this, engine));
            invalidations.forEach(one -> links.add(one.join(member)));
            recording = new CacheRecording(this::stats);
        }
    }

    /** What others tell. */
    private final class Joined implements Member {

        private final CachePoll poll;

        private Joined(CachePoll poll) {
            this.poll = poll;
        }

        @Override
        public void evict(Evicted changed) {
            for (CachedFamily family : families.values()) {
                if (family.isNamed(changed.aggregate())) {
                    family.evict(changed);
                }
            }
        }

        @Override
        public void evictAll() {
            families.values().forEach(family -> family.cache().evictAll());
        }

        @Override
        public void refresh() {
            poll.refresh();
        }
    }

    /** Tells all others. The commit stands, whatever becomes of that. */
    void tell(List<Evicted> changed) {
        for (Link link : links) {
            try {
                link.changed(changed);
            } catch (RuntimeException failure) {
                LOG.warn("{} was changed, but others who cache it cannot be told", changed, failure);
            }
        }
    }

    /**
     * Lets go all aggregates of a family, and tells others: for whatever writes them past units of work.
     *
     * @param model any of the family; one that is not cached is no error
     * @param moment of whose they are, or null for those of all
     */
    void evictAll(AggregateModel model, @Nullable Moment moment) {
        CachedFamily family = families.get(model.family());
        if (family == null) {
            return;
        }
        if (moment == null) {
            family.cache().evictAll();
            tell(List.of(family.evicted((Object) null)));
        } else {
            Object scope = family.scope(moment);
            family.cache().evictAll(scope);
            tell(List.of(family.evicted(scope)));
        }
    }

    /** The same for a table, whichever aggregates have rows in it. */
    void evictAll(DomainModel model, RowType rows, @Nullable Moment moment) {
        for (AggregateModel aggregate : model.aggregates()) {
            if (aggregate.tables().stream()
                    .anyMatch(table -> table.rowType().table().equals(rows.table()))) {
                evictAll(aggregate, moment);
            }
        }
    }

    /** What each holds and did, by name. */
    List<CacheStats> stats() {
        return families.values().stream()
                .map(CachedFamily::stats)
                .sorted((one, other) -> one.aggregate().compareTo(other.aggregate()))
                .toList();
    }

    /** Leaves no thread behind; what is held is garbage with this. */
    void close() {
        CacheRecording known = recording;
        if (known != null) {
            known.close();
        }
        RuntimeException failure = null;
        for (Link link : links) {
            try {
                link.close();
            } catch (RuntimeException refused) {
                failure = failure == null ? refused : failure;
            }
        }
        links.clear();
        if (failure != null) {
            throw failure;
        }
    }
}

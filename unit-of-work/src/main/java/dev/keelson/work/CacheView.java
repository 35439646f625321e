package dev.keelson.work;

import dev.keelson.identity.cache.CacheKey;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.cache.Evicted;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.load.SharedRows;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.row.AggregateRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shared rows as one unit of work sees them, and what it must let go. It looks there only as long as nothing has shown that what
 * it was given was stale. Used by the thread of its unit of work.
 */
final class CacheView implements SharedRows {

    /** Of a unit of work that shares no rows. */
    static final CacheView NONE =
            new CacheView(Caches.NONE, new Policies(List.of()), new Moment(WorkContext.of(Actor.of("nobody"))), false);

    private final Caches caches;
    private final Policies policies;
    private final Moment moment;
    private boolean looks;
    private @Nullable Given given;
    private @Nullable Object view;

    /** What it was given, the last first. */
    private record Given(
            CachedFamily family, CacheKey key, @Nullable Given before) {}

    /**
     * @param moment whose rows are seen, and how
     * @param looks whether it may look there at all: not if it sees the database by one snapshot
     */
    CacheView(Caches caches, Policies policies, Moment moment, boolean looks) {
        this.caches = caches;
        this.policies = policies;
        this.moment = moment;
        this.looks = looks && !caches.isEmpty();
    }

    /** From here on it asks the database, as one does whose view is unusual, or whom a conflict had try again. */
    void lookNoMore() {
        looks = false;
    }

    /** The rows to share, none where it does not look. */
    SharedRows rows() {
        return looks ? this : SharedRows.NONE;
    }

    private Object view() {
        Object known = view;
        if (known == null) {
            known = caches.view(moment);
            view = known;
        }
        return known;
    }

    @Override
    public @Nullable Held find(Roots roots, @Nullable Object[] key) {
        CachedFamily family = looks ? caches.of(roots.first().family()) : null;
        if (family == null) {
            return null;
        }
        CacheKey wanted = family.key(moment, key);
        Held held = family.cache().find(wanted, view());
        if (held == null || !roots.members().contains(held.model())) {
            return null;
        }
        given = new Given(family, wanted, given);
        return held.rows().hasEncrypted() ? opened(held) : held;
    }

    private Held opened(Held held) {
        return new Held(
                held.model(), held.rows().opened(type -> policies.rule(type).owner(moment)));
    }

    @Override
    public long ticket() {
        return caches.ticket();
    }

    @Override
    public void offer(Loaded loaded, long ticket) {
        CachedFamily family = looks ? caches.of(loaded.model().family()) : null;
        long version = GuardRoot.version(loaded.root());
        if (family == null || loaded.hidden() || version < 0) {
            return;
        }
        AggregateRows closed = loaded.rows().closed();
        if (closed != null) {
            CacheKey key = family.key(moment, loaded.root());
            caches.seen(key.scope(), moment);
            family.cache().put(key, new Held(loaded.model(), closed), version, view(), closed.weight(), ticket);
        }
    }

    @Override
    public void absent(Roots roots, @Nullable Object[] key) {
        CachedFamily family = looks ? caches.of(roots.first().family()) : null;
        if (family != null) {
            family.cache().evict(family.key(moment, key));
        }
    }

    @Override
    public void distrust() {
        for (Given one = given; one != null; one = one.before()) {
            one.family().cache().evict(one.key());
        }
        given = null;
        looks = false;
    }

    /** Somebody saw this version of an aggregate, so that any other which is shared is stale, or what they saw is. */
    void expect(Roots roots, @Nullable Object[] key, long version) {
        CachedFamily family = looks ? caches.of(roots.first().family()) : null;
        if (family != null) {
            family.cache().evictUnless(family.key(moment, key), version);
        }
    }

    /**
     * What a commit changes is let go before it is sent, so that it is gone whatever becomes of this thread.
     *
     * @param many whose set-based writes hit nobody knows which, so that all of these are let go
     */
    void sending(ChangeSet changes, List<AggregateModel> many) {
        if (caches.isEmpty()) {
            return;
        }
        many.forEach(model -> caches.evictAll(model, moment));
        for (Given one : touched(changes, false)) {
            one.family().cache().evict(one.key());
        }
    }

    /** It was committed, or nobody knows: who read it meanwhile shares nothing, and others are told. */
    void changed(ChangeSet changes, List<AggregateModel> many) {
        if (caches.isEmpty()) {
            return;
        }
        many.forEach(model -> caches.evictAll(model, moment));
        List<Given> touched = touched(changes, false);
        if (touched.isEmpty()) {
            return;
        }
        List<Evicted> told = new ArrayList<>(touched.size());
        for (Given one : touched) {
            one.family().cache().evict(one.key());
            told.add(one.family().evicted(one.key()));
        }
        caches.tell(told);
    }

    /** It was not committed: all that it went by may be stale. */
    void refused(ChangeSet changes) {
        if (caches.isEmpty()) {
            return;
        }
        touched(changes, true).forEach(one -> one.family().cache().evict(one.key()));
        distrust();
    }

    private List<Given> touched(ChangeSet changes, boolean guarded) {
        List<Given> touched = new ArrayList<>();
        for (AggregateChange change : changes.aggregates()) {
            CachedFamily family = caches.of(change.owner().family());
            if (family != null && (guarded || !change.rows().isEmpty())) {
                touched.add(new Given(family, family.key(moment, change.owner().root()), null));
            }
        }
        return touched;
    }
}

package dev.keelson.work;

import dev.keelson.identity.cache.AggregateCache.Held;
import dev.keelson.identity.cache.CacheKey;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.select.VersionSearch;
import dev.keelson.work.load.select.VersionSearch.Sought;
import dev.keelson.work.load.select.VersionSearch.Table;
import dev.keelson.work.model.AggregateModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database which versions it has of what is shared, in turns: one statement each time, until all were asked for. Where policies
 * make settings, a turn is about one of those whose settings they are. Thread-safe.
 */
final class CachePoll {

    private final Caches caches;
    private final Engine engine;
    private final List<CachedFamily> families = new ArrayList<>();
    private final VersionSearch search;
    private final Deque<Item> due = new ArrayDeque<>();

    private record Item(CachedFamily family, Held held) {}

    CachePoll(Caches caches, Engine engine) {
        this.caches = caches;
        this.engine = engine;
        List<Table> tables = new ArrayList<>();
        for (CachedFamily family : caches.all()) {
            for (AggregateModel member : family.members()) {
                families.add(family);
                tables.add(new Table(member.root(), family.walls()));
            }
        }
        this.search =
                new VersionSearch(tables, engine.policies(), engine.database().profile());
    }

    /** Asks once, of what is due. */
    synchronized void refresh() {
        if (due.isEmpty()) {
            for (CachedFamily family : caches.all()) {
                family.cache().held().forEach(held -> due.add(new Item(family, held)));
            }
        }
        Item first = due.peek();
        if (first != null) {
            WorkContext context = caches.seer(first.held().scope());
            List<Item> asked = next(context == null ? null : first.held().scope());
            try {
                ask(asked, engine.own(context == null ? WorkContext.of(Actor.of("keelson")) : context));
            } catch (RuntimeException failure) {
                due.addAll(asked);
                throw failure;
            }
        }
    }

    /**
     * Those of the next turn.
     *
     * @param scope whose they are, or null for all
     */
    private List<Item> next(@Nullable Object scope) {
        List<Item> next = new ArrayList<>();
        int looked = due.size();
        while (looked-- > 0 && next.size() < search.most()) {
            Item item = due.remove();
            if (scope == null || item.held().scope().equals(scope)) {
                next.add(item);
            } else {
                due.add(item);
            }
        }
        return next;
    }

    private void ask(List<Item> asked, WorkScope scope) {
        List<List<Sought>> sought = new ArrayList<>();
        List<Item> inPlace = new ArrayList<>();
        for (CachedFamily family : families) {
            List<Sought> here = new ArrayList<>();
            for (Item item : asked) {
                if (item.family().equals(family)) {
                    List<Object> values =
                            new ArrayList<>(family.columns(item.held().identity()));
                    values.addAll(family.values(item.held().scope()));
                    here.add(new Sought(values));
                    inPlace.add(item);
                }
            }
            sought.add(here);
        }
        Map<Item, Long> found = scope.connections()
                .query(() -> "look for the versions of what is cached", search.of(sought), rows -> {
                    Map<Item, Long> versions = new HashMap<>();
                    while (rows.next()) {
                        versions.put(inPlace.get(rows.getInt(1)), rows.getLong(2));
                    }
                    return versions;
                });
        for (Item item : asked) {
            Long version = found.get(item);
            if (version == null || version != item.held().version()) {
                CacheKey key = new CacheKey(item.held().scope(), item.held().identity());
                item.family().cache().evictIf(key, item.held().version());
            }
        }
    }
}

package dev.keelson.work;

import dev.keelson.identity.IdentityKey;
import dev.keelson.identity.cache.AggregateCache;
import dev.keelson.identity.cache.CacheCounts;
import dev.keelson.identity.cache.CacheKey;
import dev.keelson.identity.cache.CacheLimits;
import dev.keelson.value.ColumnText;
import dev.keelson.value.ColumnType;
import dev.keelson.work.cache.CacheStats;
import dev.keelson.work.cache.Evicted;
import dev.keelson.work.load.SharedRows.Held;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The cache of the aggregates that share identifiers, and what their keys are made of. Thread-safe. */
final class CachedFamily {

    private static final Object EVERYBODYS = "";

    private final List<AggregateModel> members;
    private final CacheLimits limits;
    private final List<PolicyColumn> walls;
    private final AggregateCache<Held> cache;

    /**
     * @param members all mappings of the family
     * @param clock by which all caches count
     */
    CachedFamily(List<AggregateModel> members, CacheLimits limits, Policies policies, AtomicLong clock) {
        this.members = List.copyOf(members);
        this.limits = limits;
        this.walls = walls(members, policies);
        this.cache = new AggregateCache<>(limits, clock);
    }

    private static List<PolicyColumn> walls(List<AggregateModel> members, Policies policies) {
        Set<PolicyColumn> walls = new LinkedHashSet<>();
        for (AggregateModel member : members) {
            for (TableModel table : member.tables()) {
                walls.addAll(policies.rule(table.rowType()).walls());
            }
        }
        return List.copyOf(walls);
    }

    AggregateCache<Held> cache() {
        return cache;
    }

    List<AggregateModel> members() {
        return members;
    }

    /** What keeps its rows apart for good. */
    List<PolicyColumn> walls() {
        return walls;
    }

    /** Whose aggregates these are in a moment. */
    Object scope(Moment moment) {
        return switch (walls.size()) {
            case 0 -> EVERYBODYS;
            case 1 -> moment.value(walls.get(0));
            default -> walls.stream().map(moment::value).toList();
        };
    }

    /** The values of the walls of a scope. */
    List<Object> values(Object scope) {
        return switch (walls.size()) {
            case 0 -> List.of();
            case 1 -> List.of(scope);
            default -> List.copyOf((List<?>) scope);
        };
    }

    CacheKey key(Moment moment, @Nullable Object[] key) {
        return new CacheKey(scope(moment), identity(Row.keyOf(key)));
    }

    CacheKey key(Moment moment, Row root) {
        return new CacheKey(scope(moment), identity(root.key()));
    }

    private IdentityKey identity(Object key) {
        return new IdentityKey(members.get(0).family(), key);
    }

    /** The columns of an identity. */
    List<Object> columns(IdentityKey identity) {
        List<Object> columns = new ArrayList<>();
        for (Object value : identity.value() instanceof List<?> several ? several : List.of(identity.value())) {
            columns.add(value instanceof ByteBuffer bytes ? bytes(bytes) : value);
        }
        return columns;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    boolean isNamed(String aggregate) {
        return name().equals(aggregate);
    }

    private String name() {
        return members.get(0).family().getName();
    }

    /** What others are told of a key. */
    Evicted evicted(CacheKey key) {
        RowType root = members.get(0).root();
        List<Object> columns = columns(key.identity());
        List<String> texts = new ArrayList<>(columns.size());
        for (int n = 0; n < columns.size(); n++) {
            texts.add(ColumnText.write(root.column(root.keyColumn(n)).type(), columns.get(n)));
        }
        return new Evicted(name(), texts(key.scope()), texts);
    }

    /** What others are told of all aggregates of a scope, or of all scopes. */
    Evicted evicted(@Nullable Object scope) {
        return new Evicted(name(), scope == null ? null : texts(scope), null);
    }

    private List<String> texts(Object scope) {
        List<Object> values = values(scope);
        List<String> texts = new ArrayList<>(values.size());
        for (int n = 0; n < values.size(); n++) {
            texts.add(ColumnText.write(walls.get(n).type(), values.get(n)));
        }
        return texts;
    }

    /** Lets go what others changed; all of it where what they tell is not understood. */
    void evict(Evicted changed) {
        List<String> scope = changed.scope();
        List<String> key = changed.key();
        try {
            if (scope == null) {
                cache.evictAll();
            } else if (key == null) {
                cache.evictAll(scope(scope));
            } else {
                List<Object> columns = read(key, keyTypes());
                cache.evict(new CacheKey(scope(scope), identity(Row.keyOf(columns.toArray()))));
            }
        } catch (RuntimeException garbled) { // of another version of the application, which lays keys otherwise
            cache.evictAll();
        }
    }

    private Object scope(List<String> texts) {
        List<Object> values = read(texts, walls.stream().map(PolicyColumn::type).toList());
        return switch (values.size()) {
            case 0 -> EVERYBODYS;
            case 1 -> values.get(0);
            default -> List.copyOf(values);
        };
    }

    private List<ColumnType> keyTypes() {
        RowType root = members.get(0).root();
        List<ColumnType> types = new ArrayList<>();
        for (int n = 0; n < root.keyWidth(); n++) {
            types.add(root.column(root.keyColumn(n)).type());
        }
        return types;
    }

    private static List<Object> read(List<String> texts, List<ColumnType> types) {
        if (texts.size() != types.size()) {
            throw new IllegalArgumentException(texts.size() + " values for " + types.size() + " columns");
        }
        List<Object> values = new ArrayList<>(texts.size());
        for (int n = 0; n < texts.size(); n++) {
            values.add(ColumnText.read(types.get(n), texts.get(n)));
        }
        return values;
    }

    CacheStats stats() {
        CacheCounts counts = cache.counts();
        return new CacheStats(
                members.get(0).family().getSimpleName(),
                counts.entries(),
                counts.bytes(),
                limits.mostBytes(),
                counts.hits(),
                counts.misses(),
                counts.puts(),
                counts.refusedPuts(),
                counts.evictions(),
                counts.dropped());
    }
}

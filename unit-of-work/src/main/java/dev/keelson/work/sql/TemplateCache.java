package dev.keelson.work.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Statements that were rendered, as many as fit. It has two halves: what is asked for goes to the young one, and when that is
 * full it becomes the old one, whose entries are dropped unless somebody asks for them before the next turn. Thread-safe: who
 * reads is never held up.
 *
 * @param <K> what statements must share to share a text
 * @param <V> what was rendered
 */
public final class TemplateCache<K, V> {

    private final String name;
    private final int limit;
    private final ToIntBiFunction<K, V> statements;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Half<K, V> young = new Half<>();
    private volatile Half<K, V> old = new Half<>();

    /** One half; its number changes under the lock alone. */
    private static final class Half<K, V> {
        private final Map<K, V> entries = new ConcurrentHashMap<>();
        private final AtomicInteger statements = new AtomicInteger();
    }

    /**
     * How full one is.
     *
     * @param name what it holds
     * @param entries how many texts
     * @param statements how many statements those have together, each of which the server prepares by itself
     * @param limit how many statements fit
     */
    public record Size(String name, int entries, int statements, int limit) {}

    /**
     * @param limit how many statements fit
     * @param statements how many one entry has
     */
    TemplateCache(String name, int limit, ToIntBiFunction<K, V> statements) {
        this.name = name;
        this.limit = limit;
        this.statements = statements;
    }

    /** What is known for this key, or null. */
    public @Nullable V find(K key) {
        V known = young.entries.get(key);
        if (known != null) {
            return known;
        }
        known = old.entries.get(key);
        return known == null ? null : keep(key, known);
    }

    /** What is known for this key, which is made where nothing is. */
    public V get(K key, Function<? super K, ? extends V> make) {
        V known = find(key);
        return known != null ? known : keep(key, make.apply(key));
    }

    /**
     * Keeps what was made for a key, as long as there is room.
     *
     * @param key which must not change
     * @return what was kept before for the same key, else what was given
     */
    public V keep(K key, V made) {
        int size = statements.applyAsInt(key, made);
        int half = Math.max(1, limit / 2);
        if (size > half) {
            return made;
        }
        writing.lock();
        try {
            V before = young.entries.get(key);
            if (before != null) {
                return before;
            }
            if (young.statements.get() + size > half) {
                old = young;
                young = new Half<>();
            }
            Half<K, V> filled = young;
            filled.entries.put(key, made);
            filled.statements.addAndGet(size);
            return made;
        } finally {
            writing.unlock();
        }
    }

    Size size() {
        Half<K, V> one = young;
        Half<K, V> other = old;
        return new Size(
                name, one.entries.size() + other.entries.size(), one.statements.get() + other.statements.get(), limit);
    }
}

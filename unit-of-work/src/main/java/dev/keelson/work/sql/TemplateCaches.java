package dev.keelson.work.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntBiFunction;

/** The caches of statements of one Keelson, which can be looked at together. Thread-safe. */
public final class TemplateCaches {

    /** How many statements each holds unless said otherwise. */
    public static final int STATEMENTS = 4_000;

    private final int limit;
    private final List<TemplateCache<?, ?>> all = new CopyOnWriteArrayList<>();

    /**
     * @param limit how many statements each of them holds
     */
    public TemplateCaches(int limit) {
        this.limit = limit;
    }

    /** Makes one whose entries are one statement each. */
    public <K, V> TemplateCache<K, V> make(String name) {
        return make(name, (key, value) -> 1);
    }

    /**
     * Makes one.
     *
     * @param name what it holds
     * @param statements how many statements one entry has
     */
    public <K, V> TemplateCache<K, V> make(String name, ToIntBiFunction<K, V> statements) {
        TemplateCache<K, V> cache = new TemplateCache<>(name, limit, statements);
        all.add(cache);
        return cache;
    }

    /** How full each is, in the order in which they were made. */
    public List<TemplateCache.Size> sizes() {
        List<TemplateCache.Size> sizes = new ArrayList<>();
        for (TemplateCache<?, ?> cache : all) {
            sizes.add(cache.size());
        }
        return sizes;
    }
}

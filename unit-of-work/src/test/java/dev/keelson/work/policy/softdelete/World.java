package dev.keelson.work.policy.softdelete;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.softdelete.Memory.Key;
import dev.keelson.work.policy.softdelete.Realm.Memo;
import dev.keelson.work.policy.softdelete.Realm.Root;
import dev.keelson.work.policy.softdelete.Realm.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One of two worlds, in one unit of work: what it loaded, added and removed. */
final class World implements Whim.Roots, AutoCloseable {

    /** Something that is done in a world; returns what it answered. */
    interface Deed {
        String in(World world, Whim whim);
    }

    private final Keelson keelson;
    private final boolean soft;
    private final Memory memory;
    private final int batch;
    private final SqlUnitOfWork work;
    private final Map<Key, Root> known = new TreeMap<>();
    private final Map<Key, Root> removed = new TreeMap<>();
    private final Set<Key> restored = new TreeSet<>();
    private final Set<Key> again = new TreeSet<>();
    private final Set<Key> made = new TreeSet<>();

    World(Keelson keelson, boolean soft, Memory memory, int batch, WorkContext context, Isolation isolation) {
        this.keelson = keelson;
        this.soft = soft;
        this.memory = memory;
        this.batch = batch;
        this.work = keelson.begin(context, isolation);
    }

    /** Another unit of work of the same world. */
    World beside(WorkContext context) {
        return new World(keelson, soft, memory, batch, context, Isolation.DEFAULT);
    }

    boolean isSoft() {
        return soft;
    }

    SqlUnitOfWork work() {
        return work;
    }

    int batch() {
        return batch;
    }

    /** What it answers, or which exception. */
    String answer(Deed deed, long seed) {
        try {
            return deed.in(this, new Whim(seed, this));
        } catch (StaleAggregateException stale) {
            return "stale "
                    + stale.stale().stream()
                            .map(one -> one.type().getSimpleName()
                                    + one.id()
                                    + (one.reason() == Reason.HIDDEN ? Reason.DELETED : one.reason()))
                            .sorted()
                            .toList();
        } catch (KeelsonException | IllegalStateException told) {
            return told.getClass().getSimpleName();
        }
    }

    // ---- what lives, as far as this unit of work has come

    Map<Key, Root> known() {
        return known;
    }

    Map<Key, Root> removed() {
        return removed;
    }

    Set<Key> restored() {
        return restored;
    }

    Set<Key> again() {
        return again;
    }

    /** Whether it is an object that a load made, in either world, so that its references lead somewhere. */
    boolean isLoaded(Key key) {
        return !made.contains(key);
    }

    List<Key> living() {
        Set<Key> living = new TreeSet<>(memory.livingOf(batch));
        living.removeAll(removed.keySet());
        living.addAll(known.keySet());
        living.removeIf(this::isUndecided);
        return new ArrayList<>(living);
    }

    List<Key> living(Class<? extends Root> type) {
        return living().stream().filter(key -> key.type() == type).toList();
    }

    Set<Key> references(Key key) {
        Root root = known.get(key);
        return root == null ? memory.living(key).references() : Memory.references(root);
    }

    /** Those that refer to one. */
    List<Key> referring(Key target) {
        return living().stream().filter(key -> references(key).contains(target)).toList();
    }

    /** Whether the domain itself deletes such ones. */
    static boolean deletesItself(Class<?> type) {
        return type == Memo.class || type == Ticket.class;
    }

    /** Whether the domain deleted it, or brought it back, which nobody sees before the commit. */
    boolean isUndecided(Key key) {
        return deletesItself(key.type()) && (removed.containsKey(key) || restored.contains(key));
    }

    /** Whether one of this type is undecided. */
    boolean isAnyUndecided(Class<?> type) {
        return deletesItself(type)
                && (removed.keySet().stream().anyMatch(key -> key.type() == type)
                        || restored.stream().anyMatch(key -> key.type() == type));
    }

    // ---- what is done

    @Override
    public List<Object> ids(Class<? extends Root> type) {
        return living(type).stream().map(Key::id).collect(Collectors.toList());
    }

    @Override
    public Root get(Class<? extends Root> type, Object id) {
        return get(new Key(type, id));
    }

    /** Known, or loaded; what is loaded must be what is stored. */
    Root get(Key key) {
        Root there = known.get(key);
        return there != null ? there : took(work.get(key.type(), key.id()));
    }

    /** One that the unit of work gave: what it did not know yet is as it is stored. */
    Root took(Root root) {
        Key key = Key.of(root);
        Root there = known.putIfAbsent(key, root);
        if (there != null && there != root) {
            throw new AssertionError(key + " is two objects in one unit of work");
        }
        if (there == null) {
            String stored = memory.living(key).portrait();
            if (!Portrait.of(root).equals(stored)) {
                throw new AssertionError("Loaded " + Portrait.of(root) + "\n  stored " + stored);
            }
        }
        return root;
    }

    void add(Root root) {
        Key key = Key.of(root);
        root.batch = batch;
        work.add(root);
        known.put(key, root);
        removed.remove(key);
    }

    /** Removes it as its domain does. */
    void remove(Key key) {
        Root root = get(key);
        boolean isStored = memory.living().containsKey(key) || restored.contains(key);
        if (soft && deletesItself(key.type()) && isStored) {
            isDeleted(root, true);
        } else {
            work.remove(root);
        }
        known.remove(key);
        if (memory.living().containsKey(key)) {
            removed.put(key, root);
        }
        restored.remove(key);
    }

    static void isDeleted(Root root, boolean deleted) {
        if (root instanceof Memo memo) {
            memo.deletedAt = deleted ? Instant.EPOCH : null;
        } else if (root instanceof Ticket ticket) {
            ticket.deleted = deleted;
        }
    }

    /** Brings back what was removed: as it is stored, or anew. */
    Root restore(Key key) {
        Root root = Likeness.of(memory.hidden(key).root(), other -> get(Key.of(other)));
        if (!soft) {
            work.add(root);
        } else if (deletesItself(key.type())) {
            root = work.includingDeleted("a test").get(key.type(), key.id());
            isDeleted(root, false);
        } else {
            root = work.restore(key.type(), key.id());
        }
        known.put(key, root);
        restored.add(key);
        made.add(key);
        return root;
    }

    void replace(Root root) {
        work.replace(root);
        known.put(Key.of(root), root);
    }

    void discard() {
        work.discard();
        known.clear();
        removed.clear();
        restored.clear();
        again.clear();
        made.clear();
    }

    /** All that is committed is now what is known. */
    void committed() {
        removed.clear();
        restored.clear();
        again.clear();
    }

    long version(Root root) {
        return work.version(root);
    }

    /** The identifiers of all entities of what is known. */
    Set<Object> entities() {
        Set<Object> entities = new HashSet<>();
        known.values().forEach(root -> Portrait.entities(root).forEach(entity -> entities.add(Traits.id(entity))));
        return entities;
    }

    /** One that is known. */
    Root known(Key key) {
        return Objects.requireNonNull(known.get(key), key::toString);
    }

    @Override
    public void close() {
        work.close();
    }
}

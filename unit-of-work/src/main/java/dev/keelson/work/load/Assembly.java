package dev.keelson.work.load;

import dev.keelson.identity.IdentityKey;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.hydrate.Relations;
import dev.keelson.work.load.rows.LoadedRows;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.row.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The making of aggregates that refer to each other, out of the rows of one load: each once, so that two references to one
 * aggregate are the same object, in circles too. Used by one thread, once.
 *
 * <p>Source: Fowler, PoEAA, Identity Map (195).
 */
final class Assembly implements Relations {

    private final Hydrator hydrator;
    private final Function<AggregateModel, ObjectReferences> references;
    private final Known known;
    private final Map<IdentityKey, AssemblySource> sources = new HashMap<>();
    private final IdentityHashMap<ReferenceContent, RefGroup> refs = new IdentityHashMap<>();
    private final IdentityHashMap<RefsContent, RefsGroup> refsGroups = new IdentityHashMap<>();
    private final Deque<AssemblySource> making = new ArrayDeque<>();
    private final List<AssemblySource> cameAlong = new ArrayList<>();
    private final List<Respelled> respelled = new ArrayList<>(0);

    /** One that is referred to by a key that is not its own. */
    @SuppressWarnings("ArrayRecordComponent") // a key as everything here has it, compared with nothing
    private record Respelled(
            AssemblySource source, @Nullable Object[] key) {}

    Assembly(Hydrator hydrator, Function<AggregateModel, ObjectReferences> references, Known known) {
        this.hydrator = hydrator;
        this.references = references;
        this.known = known;
    }

    /**
     * Adds an aggregate that was read. One that the unit of work tracks already stays as it is.
     *
     * @param wanted who refers to it, or null where it was asked for
     * @throws HydrationException if another table of its family has the same identifier
     */
    AssemblySource add(LoadedRows rows, Row root, AssemblySource.@Nullable Wanted wanted) {
        AggregateModel model = rows.model();
        @Nullable Object[] key = Keys.own(root);
        IdentityKey identity = Keys.identity(model, key);
        AssemblySource source = sources.get(identity);
        if (source == null) {
            source = new AssemblySource(rows, root, references.apply(model), wanted);
            sources.put(identity, source);
            Object tracked = known.find(model, key);
            if (tracked != null) {
                Descent.all(model).walk(rows, root, source.snapshot()::add);
                source.made(tracked);
            }
        } else if (!source.model().equals(model)) {
            throw Families.inTwoTables(model, root, source.model().root());
        }
        return source;
    }

    /** One that was added is found under this key, too. */
    void isAlso(AssemblySource source, IdentityKey identity, @Nullable Object[] key) {
        sources.put(identity, source);
        respelled.add(new Respelled(source, key));
    }

    /** Whether this aggregate was read, or is tracked. */
    boolean knows(IdentityKey target, Roots roots, @Nullable Object[] key) {
        return sources.containsKey(target) || known.find(roots.first(), key) != null;
    }

    /** Makes one that was added, if that is still to be done; what it refers to first, so that calls do not pile up. */
    Loaded make(AssemblySource wanted) {
        if (!wanted.isBegun()) {
            wanted.comesIntoSight();
            Deque<AssemblySource> open = new ArrayDeque<>();
            open.push(wanted);
            while (!open.isEmpty()) {
                AssemblySource target = unseenTarget(open.element());
                if (target != null) {
                    open.push(target);
                } else {
                    hydrate(open.pop());
                }
            }
        }
        return wanted.loaded();
    }

    private @Nullable AssemblySource unseenTarget(AssemblySource source) {
        for (IdentityKey key = source.nextTarget(); key != null; key = source.nextTarget()) {
            AssemblySource target = sources.get(key);
            if (target != null && target.comesIntoSight() && !target.isBegun()) {
                return target;
            }
        }
        return null;
    }

    private void hydrate(AssemblySource source) {
        if (source.isBegun()) {
            return;
        }
        source.begin();
        making.push(source);
        Object aggregate = hydrator.hydrate(source.model(), source.root(), source.rows(), this, source.snapshot());
        made(aggregate);
        making.pop();
        if (source.cameAlong()) {
            cameAlong.add(source);
        }
    }

    /** Hands all that came along to the unit of work, once everything could be made. */
    void handOver(Sharing sharing) {
        for (AssemblySource source : cameAlong) {
            Loaded loaded = source.loaded();
            known.referred(loaded, null);
            if (source.rows().whole() == null) {
                sharing.offer(loaded);
            }
        }
        respelled.forEach(one -> known.referred(one.source().loaded(), one.key()));
    }

    /** Some collections hold what came along with those that own them, and nothing else. */
    void fetched(List<RefsContent> collections, List<AssemblySource> owners, List<Loaded> targets) {
        for (RefsContent collection : collections) {
            RefsGroup group = refsGroups.get(collection);
            if (group != null) {
                Set<Object> keys = new HashSet<>();
                owners.forEach(owner -> keys.add(Row.keyOf(Keys.own(owner.root()))));
                group.found(keys, targets);
            }
        }
    }

    @Override
    public void made(Object root) {
        if (making.element().aggregate() == null) {
            making.element().made(root);
        }
    }

    @Override
    public @Nullable Object target(ReferenceContent reference, Row row, Consumer<Object> later) {
        Roots roots = reference.target().get();
        @Nullable Object[] key = key(reference, row);
        AssemblySource source = sources.get(Keys.identity(roots.first(), key));
        Object target = source == null ? known.find(roots.first(), key) : source.aggregate();
        if (target == null && source == null) {
            throw fault(
                    reference,
                    row,
                    "refers to " + name(roots, key) + ", which does not exist, or not for this" + " context of work");
        }
        if (target == null && source != null) {
            if (source.isBegun()) {
                source.await(later);
                return null;
            }
            target = make(source).aggregate();
        }
        if (!roots.type().isInstance(target)) {
            throw fault(
                    reference,
                    row,
                    "refers to " + name(roots, key) + ", which is of another class, "
                            + (target == null ? "none" : target.getClass().getName()));
        }
        return target;
    }

    @Override
    public Ref<Object> ref(ReferenceContent reference, Row row, Object id) {
        return refs.computeIfAbsent(
                        reference, asked -> new RefGroup(asked.target().get(), known))
                .add(key(reference, row), id);
    }

    @Override
    public Refs<Object> refs(RefsContent content) {
        AssemblySource owner = making.element();
        return refsGroups
                .computeIfAbsent(content, asked -> new RefsGroup(asked.route().get(), known))
                .add(owner.model(), owner.root(), owner.snapshot());
    }

    private static @Nullable Object[] key(ReferenceContent reference, Row row) {
        @Nullable Object[] key = reference.target().get().first().keyHeld(row, reference.columns());
        if (key == null) {
            throw new IllegalArgumentException("a part of the key referred to is null");
        }
        return key;
    }

    private static String name(Roots roots, @Nullable Object[] key) {
        return roots.type().getSimpleName() + "[" + Row.keyOf(key) + "]";
    }

    private HydrationException fault(ReferenceContent reference, Row row, String problem) {
        AssemblySource source = making.element();
        return new HydrationException(
                source.model().name(),
                source.references().path(reference, row.type()),
                row.type().column(reference.columns().get(0)).name(),
                source.root().key(),
                problem,
                null);
    }
}

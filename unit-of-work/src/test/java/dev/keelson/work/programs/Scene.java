package dev.keelson.work.programs;

import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.programs.Changes.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One unit of work of a program: what is stored, what it knows, and what of that is to go. */
final class Scene {

    private static final List<Changes<?>> CHANGES = List.of(
            new CountryChanges(),
            new DepotChanges(),
            new ProjectChanges(),
            new MemberChanges(),
            new BookingChanges(),
            new VehicleChanges());

    private final SqlUnitOfWork work;
    private final Chance chance;
    private final String tenant;
    private final List<String> transcript;
    private final TreeMap<RootKey, Object> known = new TreeMap<>();
    private final TreeSet<RootKey> removed = new TreeSet<>();
    private Stored stored;
    private boolean guarded;

    Scene(SqlUnitOfWork work, Stored stored, Chance chance, String tenant, List<String> transcript) {
        this.work = work;
        this.stored = stored;
        this.chance = chance;
        this.tenant = tenant;
        this.transcript = transcript;
    }

    static List<Changes<?>> changes() {
        return CHANGES;
    }

    SqlUnitOfWork work() {
        return work;
    }

    Chance chance() {
        return chance;
    }

    Stored stored() {
        return stored;
    }

    boolean isGuarded() {
        return guarded;
    }

    Collection<Object> known() {
        return known.values();
    }

    boolean knows(RootKey key) {
        return known.containsKey(key);
    }

    void say(String what) {
        transcript.add("    " + what);
    }

    /** What must be stored if this is committed now. */
    Stored next() {
        return stored.after(known.values(), removed, tenant);
    }

    /** It was. */
    void committed(Stored next) {
        stored = next;
        removed.clear();
        guarded = false;
    }

    /** The aggregates of a type that there will be, known or not. */
    List<RootKey> living(Class<?> type) {
        return living().stream().filter(key -> key.type() == type).toList();
    }

    private Set<RootKey> living() {
        Set<RootKey> living = new TreeSet<>(stored.aggregates().keySet());
        living.removeAll(removed);
        living.addAll(known.keySet());
        return living;
    }

    boolean lives(Class<?> type, Object id) {
        RootKey key = new RootKey(type, id);
        return known.containsKey(key) || (stored.aggregates().containsKey(key) && !removed.contains(key));
    }

    /** Known, or loaded; what is loaded must be what is stored. */
    <A> A get(Class<A> type, Object id) {
        RootKey key = new RootKey(type, id);
        Object there = known.get(key);
        if (there == null) {
            there = work.get(type, id);
            say("load " + key);
            if (!stored.holds(there, tenant)) {
                throw new AssertionError("Loaded " + key + " is " + Laid.of(there, tenant) + "\n  stored is "
                        + stored.aggregates().get(key));
            }
            known.put(key, there);
        }
        return type.cast(there);
    }

    /** What the other roots of a type will have in a column of theirs. */
    Set<String> pending(String column, RootKey except) {
        Set<String> values = new HashSet<>();
        for (RootKey key : living(except.type())) {
            if (!key.equals(except) && rows(key).getFirst().columns().get(column) instanceof String value) {
                values.add(value);
            }
        }
        return values;
    }

    private List<Row> rows(RootKey key) {
        Object aggregate = known.get(key);
        return aggregate != null
                ? Laid.of(aggregate, tenant)
                : Objects.requireNonNull(stored.aggregates().get(key));
    }

    void add(Object aggregate) {
        RootKey key = RootKey.of(aggregate);
        say("add " + key);
        work.add(aggregate);
        known.put(key, aggregate);
        removed.remove(key);
    }

    void remove(RootKey key) {
        Object aggregate = get(key.type(), key.id());
        say("remove " + key);
        work.remove(aggregate);
        known.remove(key);
        if (stored.aggregates().containsKey(key)) {
            removed.add(key);
        }
    }

    void replace(Object aggregate) {
        RootKey key = RootKey.of(aggregate);
        say("replace " + key);
        work.replace(aggregate);
        known.put(key, aggregate);
    }

    void guard(RootKey key) {
        Object aggregate = get(key.type(), key.id());
        say("require unchanged " + key);
        work.requireUnchanged(aggregate);
        guarded = true;
    }

    void discard() {
        say("discard");
        work.discard();
        known.clear();
        removed.clear();
        guarded = false;
    }

    /** Forgets what was added but could not be. */
    void drop(Object added) {
        work.remove(added);
        known.remove(RootKey.of(added));
    }

    /** Whether the parts of an aggregate, as it is, belong to no other. */
    boolean isApart(Object aggregate) {
        RootKey own = RootKey.of(aggregate);
        Set<Row.Key> theirs = new HashSet<>();
        for (RootKey key : living()) {
            if (!key.equals(own)) {
                rows(key).forEach(row -> theirs.add(row.key()));
            }
        }
        return Laid.of(aggregate, tenant).stream().noneMatch(row -> theirs.contains(row.key()));
    }

    /** Makes any change of an aggregate. */
    void change(Object aggregate) {
        changes(aggregate).changed(aggregate, this);
    }

    /** A copy of an aggregate. */
    Object copy(Object aggregate) {
        return changes(aggregate).copied(aggregate, this);
    }

    @Nullable
    Object create(Changes<?> of) {
        return of.create(this);
    }

    private static Kind<?> changes(Object aggregate) {
        return CHANGES.stream()
                .filter(changes -> changes.type().isInstance(aggregate))
                .findFirst()
                .map(Kind::of)
                .orElseThrow();
    }

    /** Changes of a type, of objects of which the caller does not know that they are. */
    private record Kind<A>(Changes<A> changes) {

        static <A> Kind<A> of(Changes<A> changes) {
            return new Kind<>(changes);
        }

        Object copied(Object aggregate, Scene scene) {
            return changes.copy(changes.type().cast(aggregate), scene);
        }

        void changed(Object aggregate, Scene scene) {
            Change<A> change = scene.chance.any(changes.all());
            scene.say(RootKey.of(aggregate) + ": " + change.name());
            change.change().accept(changes.type().cast(aggregate), scene);
        }

        boolean mended(Object aggregate, Scene scene) {
            return changes.mend(changes.type().cast(aggregate), scene);
        }
    }

    /** Makes all of it fit to be stored: what refers to what is gone refers to something else, or goes too. */
    void mend() {
        boolean again = true;
        while (again) {
            again = false;
            for (RootKey key : new ArrayList<>(living())) {
                if (!known.containsKey(key) && refersToRemoved(key)) {
                    get(key.type(), key.id());
                }
                Object aggregate = known.get(key);
                if (aggregate != null && !changes(aggregate).mended(aggregate, this)) {
                    remove(key);
                    again = true;
                }
            }
        }
    }

    private boolean refersToRemoved(RootKey key) {
        Set<Row.Key> gone = new HashSet<>();
        for (RootKey one : removed) {
            if (!known.containsKey(one)) {
                gone.add(Objects.requireNonNull(stored.aggregates().get(one))
                        .getFirst()
                        .key());
            }
        }
        for (Row row : rows(key)) {
            for (Table.Reference reference : row.table().references()) {
                if (gone.contains(new Row.Key(reference.target(), tenant, row.values(reference.columns())))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The objects known, for later units of work. */
    Map<RootKey, Object> left() {
        return new TreeMap<>(known);
    }
}

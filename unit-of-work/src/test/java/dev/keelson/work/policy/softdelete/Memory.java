package dev.keelson.work.policy.softdelete;

import dev.keelson.work.policy.softdelete.Realm.Comment;
import dev.keelson.work.policy.softdelete.Realm.Item;
import dev.keelson.work.policy.softdelete.Realm.Paper;
import dev.keelson.work.policy.softdelete.Realm.Paragraph;
import dev.keelson.work.policy.softdelete.Realm.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What must be stored: what lives, as all see it, and what was removed, as it was then. */
final class Memory {

    /** An aggregate, by the class under which it is mapped. */
    record Key(Class<? extends Root> type, Object id) implements Comparable<Key> {

        static Key of(Root root) {
            return new Key(Traits.family(root.getClass()), root.id());
        }

        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return type.getSimpleName() + "[" + id + "]";
        }
    }

    /**
     * One aggregate.
     *
     * @param root a copy that nobody changes
     * @param hard its version where removals delete
     * @param soft its version where removals hide
     */
    record Being(Root root, long hard, long soft) {

        String portrait() {
            return Portrait.of(root);
        }

        Set<Key> references() {
            return Memory.references(root);
        }

        /** The identifiers of its entities. */
        Set<Object> entities() {
            return Portrait.entities(root).stream().map(Traits::id).collect(Collectors.toSet());
        }
    }

    /** Entities below rows without an identifier, or of roots that their domain hides: no policy hides them. */
    private static final Set<Class<?>> LOST_FOR_GOOD = Set.of(Item.class, Paragraph.class, Comment.class);

    private final Map<Key, Being> living = new TreeMap<>();
    private final Map<Key, Being> hidden = new TreeMap<>();
    private final Set<Key> losers = new HashSet<>();
    private final Map<UUID, Class<?>> everStored = new HashMap<>();

    static Set<Key> references(Root root) {
        Set<Key> references = new HashSet<>();
        Portrait.references(root, (type, id) -> references.add(new Key(type, id)));
        return references;
    }

    Map<Key, Being> living() {
        return living;
    }

    Map<Key, Being> hidden() {
        return hidden;
    }

    Being living(Key key) {
        return Objects.requireNonNull(living.get(key), key::toString);
    }

    Being hidden(Key key) {
        return Objects.requireNonNull(hidden.get(key), key::toString);
    }

    /** Whether it lost an entity while it lived. */
    boolean hasLost(Key key) {
        return losers.contains(key);
    }

    /** Those that a program made, of those that live. */
    List<Key> livingOf(int batch) {
        return keys(living, batch);
    }

    /** Those that a program made, of those that were removed. */
    List<Key> hiddenOf(int batch) {
        return keys(hidden, batch);
    }

    private static List<Key> keys(Map<Key, Being> beings, int batch) {
        List<Key> keys = new ArrayList<>();
        beings.forEach((key, being) -> {
            if (being.root().batch == batch) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** It is stored, and lives. */
    void lives(Key key, Being being) {
        hidden.remove(key);
        Being before = living.put(key, being);
        if (before != null) {
            loses(key, before, being);
        }
        identified(being).forEach(one -> everStored.put(Traits.uuid(one), one.getClass()));
    }

    /** What is lost is kept, unless its root passes to another table in the same commit. */
    private void loses(Key key, Being before, Being after) {
        Set<UUID> lost = ids(before);
        lost.removeAll(ids(after));
        if (key.type() == Paper.class
                && before.root().getClass() != after.root().getClass()) {
            lost.forEach(everStored::remove);
        } else if (!lost.isEmpty()) {
            losers.add(key);
        }
    }

    /** It was removed, and is this. */
    void hides(Key key, Being being) {
        living.remove(key);
        hidden.put(key, being);
    }

    private static List<Object> identified(Being being) {
        List<Object> identified = Portrait.entities(being.root());
        identified.add(being.root());
        return identified;
    }

    /** The identifiers of all that lives. */
    Set<UUID> idsOfLiving() {
        return ids(living);
    }

    /** The identifiers of all that lives, went with its root, or is kept though a root that lives on lost it. */
    Set<UUID> idsOfKept() {
        Set<UUID> kept = ids(living);
        kept.addAll(ids(hidden));
        everStored.forEach((id, type) -> {
            if (!LOST_FOR_GOOD.contains(type)) {
                kept.add(id);
            }
        });
        return kept;
    }

    /** The same with the class of each. */
    Set<String> told(Set<UUID> ids) {
        return ids.stream().map(id -> everStored.get(id) + " " + id).collect(Collectors.toSet());
    }

    private static Set<UUID> ids(Map<Key, Being> beings) {
        Set<UUID> ids = new HashSet<>();
        beings.values().forEach(being -> ids.addAll(ids(being)));
        return ids;
    }

    private static Set<UUID> ids(Being being) {
        return identified(being).stream().map(Traits::uuid).collect(Collectors.toSet());
    }
}

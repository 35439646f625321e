package dev.keelson.work.policy.softdelete;

import dev.keelson.kernel.Ref;
import dev.keelson.work.policy.softdelete.Realm.Root;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Draws by one seed what becomes of an aggregate: a change of any of its properties, at any depth. */
final class Whim {

    private static final int DEEPEST = 3;

    /** The roots that there are to refer to. */
    interface Roots {
        List<Object> ids(Class<? extends Root> type);

        Root get(Class<? extends Root> type, Object id);
    }

    private final Random random;
    private final Roots roots;

    Whim(long seed, Roots roots) {
        this.random = new Random(seed);
        this.roots = roots;
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    boolean once(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** A new root of a class, or a class below. */
    Root root(Class<? extends Root> type) {
        Class<?> made = any(Traits.concrete(type));
        Class<?> identifiers = Traits.ROOTS.get(type);
        Root root = (Root) Traits.made(made, identifiers == UUID.class ? id() : Traits.made(identifiers, id()));
        for (int changes = 2 + number(7); changes > 0; changes--) {
            change(root);
        }
        return root;
    }

    /** Changes any property of a root; returns what it did. */
    String change(Root root) {
        return change(root, 0);
    }

    private String change(Object object, int depth) {
        List<Field> changeable = new ArrayList<>();
        for (Field field : Traits.properties(object.getClass())) {
            boolean isKept = field.getName().equals("id") || field.getName().equals("batch");
            boolean isView = field.getType() == dev.keelson.kernel.Refs.class;
            if (!isKept && !isView) {
                changeable.add(field);
            }
        }
        Field field = any(changeable);
        Object value = Traits.get(field, object);
        boolean goes = value != null && Traits.isNullable(field) && once(3);
        Object next = goes ? null : changed(field.getGenericType(), value, depth);
        boolean kept = next == null && !Traits.isNullable(field);
        if (!kept) {
            Traits.set(field, object, next);
        }
        return object.getClass().getSimpleName() + "." + field.getName();
    }

    private @Nullable Object changed(Type type, @Nullable Object value, int depth) {
        Class<?> raw = type instanceof ParameterizedType of ? (Class<?>) of.getRawType() : (Class<?>) type;
        Type[] of = type instanceof ParameterizedType parameters ? parameters.getActualTypeArguments() : new Type[0];
        if (raw == String.class) {
            return "w" + number(4);
        }
        if (raw == int.class || raw == Integer.class) {
            return number(4);
        }
        if (raw == List.class) {
            return list(of[0], value == null ? new ArrayList<>() : (List<?>) value, depth);
        }
        if (raw == Set.class) {
            return set((Class<?>) of[0], value == null ? Set.of() : (Set<?>) value, depth);
        }
        if (raw == Map.class) {
            return map(of[1], value == null ? Map.of() : (Map<?, ?>) value, depth);
        }
        if (raw == Ref.class) {
            Class<? extends Root> target = ((Class<?>) of[0]).asSubclass(Root.class);
            Object id = reference(target);
            return id == null ? null : once(2) ? Ref.of(id) : Ref.of(id, roots.get(target, id));
        }
        if (Traits.isRoot(raw)) {
            Object id = reference(raw.asSubclass(Root.class));
            return id == null ? null : roots.get(raw.asSubclass(Root.class), id);
        }
        Class<? extends Root> identified = Traits.identified(raw);
        return identified != null ? reference(identified) : raw.isRecord() ? record(raw) : entity(raw, value, depth);
    }

    private @Nullable Object reference(Class<? extends Root> type) {
        List<Object> ids = roots.ids(type);
        return ids.isEmpty() ? null : any(ids);
    }

    private Object record(Class<?> type) {
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            values.add(changed(component.getGenericType(), null, DEEPEST));
        }
        return Traits.made(type, values.toArray());
    }

    private Object entity(Class<?> type, @Nullable Object value, int depth) {
        if (value != null && !once(4)) {
            change(value, depth + 1);
            return value;
        }
        Object entity = Traits.made(any(Traits.concrete(type)), id());
        for (int changes = depth < DEEPEST ? number(4) : 0; changes > 0; changes--) {
            change(entity, depth + 1);
        }
        return entity;
    }

    private boolean isEntity(Type type) {
        return type instanceof Class<?> plain && Traits.isEntity(plain);
    }

    private List<@Nullable Object> list(Type of, List<?> before, int depth) {
        List<@Nullable Object> list = new ArrayList<>(before);
        int choice = list.isEmpty() ? 0 : number(6);
        if (choice == 0 && (!isEntity(of) || depth < DEEPEST)) {
            list.add(number(list.size() + 1), changed(of, null, depth));
        } else if (choice == 1) {
            list.remove(number(list.size()));
        } else if (choice == 2) {
            Collections.shuffle(list, random);
        } else if (!list.isEmpty()) {
            int at = number(list.size());
            Object element = list.get(at);
            boolean becomes = element != null
                    && isEntity(of)
                    && Traits.concrete((Class<?>) of).size() > 1
                    && once(3);
            list.set(
                    at,
                    becomes
                            ? Traits.become(element, any(Traits.concrete((Class<?>) of)))
                            : changed(of, element, depth));
        }
        return list;
    }

    private Set<Object> set(Class<?> of, Set<?> before, int depth) {
        Set<Object> set = new LinkedHashSet<>(before);
        if (isEntity(of)) {
            List<Object> entities = new ArrayList<>(before);
            entities.sort(Comparator.comparing(entity -> Traits.id(entity).toString()));
            int choice = entities.isEmpty() ? 0 : number(3);
            if (choice == 0) {
                set.add(entity(of, null, depth));
            } else if (choice == 1) {
                set.remove(any(entities));
            } else {
                change(any(entities), depth + 1);
            }
            return set;
        }
        Object value = changed(of, null, depth);
        if (value != null && !set.remove(value)) {
            set.add(value);
        }
        return set;
    }

    private Map<Object, Object> map(Type of, Map<?, ?> before, int depth) {
        Map<Object, Object> map = new LinkedHashMap<>(before);
        String key = "k" + number(3);
        if (map.containsKey(key) && once(3)) {
            map.remove(key);
        } else if (map.containsKey(key) && once(4)) {
            Object moved = map.remove(key);
            if (moved != null) {
                map.put("k" + number(3), moved);
            }
        } else {
            Object value = changed(of, map.get(key), depth);
            if (value != null) {
                map.put(key, value);
            }
        }
        return map;
    }

    /** A list of entities, the field that declares it, and the object that has it. */
    private record Row(Field field, Object owner, List<Object> list) {}

    /** Moves an entity from any list within these roots to any other of the same kind. */
    String move(Collection<? extends Root> among) {
        List<Row> rows = new ArrayList<>();
        for (Root root : among) {
            rows(root, rows);
            Portrait.entities(root).forEach(entity -> rows(entity, rows));
        }
        List<Row> filled = rows.stream().filter(row -> !row.list.isEmpty()).toList();
        if (filled.isEmpty()) {
            return "nothing to move";
        }
        Row from = any(filled);
        Object moved = from.list.get(number(from.list.size()));
        List<Object> within = new ArrayList<>(List.of(moved));
        for (int i = 0; i < within.size(); i++) {
            List<Row> below = new ArrayList<>();
            rows(within.get(i), below);
            below.forEach(row -> within.addAll(row.list));
        }
        List<Row> to = rows.stream()
                .filter(row -> row.field.equals(from.field)
                        && isOfOneTable(from.owner, row.owner)
                        && !within.contains(row.owner))
                .toList();
        Row target = any(to);
        from.list.remove(moved);
        target.list.add(number(target.list.size() + 1), moved);
        return moved.getClass().getSimpleName() + " from " + Traits.id(from.owner) + " to " + Traits.id(target.owner);
    }

    /** Gives the single part of one root to another, for that one's or for none. */
    String pass(List<Realm.Order> orders) {
        Realm.Order from = any(orders);
        Realm.Order to = any(orders);
        Realm.Detail passed = from.detail;
        from.detail = once(2) ? to.detail : null;
        to.detail = passed;
        return "detail of " + from.id + " to " + to.id;
    }

    /** Of a class with tables of its own, a part is a row of another table than those of its kin. */
    private static boolean isOfOneTable(Object from, Object to) {
        return !(from instanceof Realm.Paper) || from.getClass() == to.getClass();
    }

    @SuppressWarnings("unchecked") // lists of entities, as their fields say
    private static void rows(Object owner, List<Row> rows) {
        for (Field field : Traits.properties(owner.getClass())) {
            boolean ofEntities = field.getGenericType() instanceof ParameterizedType of
                    && of.getRawType() == List.class
                    && of.getActualTypeArguments()[0] instanceof Class<?> element
                    && Traits.isEntity(element);
            if (ofEntities) {
                Object list = Traits.get(field, owner);
                if (list != null) {
                    rows.add(new Row(field, owner, (List<Object>) list));
                }
            }
        }
    }
}

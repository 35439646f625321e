package dev.keelson.work.policy.softdelete;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.Ref;
import dev.keelson.work.AggregateQuery;
import dev.keelson.work.policy.softdelete.Memory.Key;
import dev.keelson.work.policy.softdelete.Realm.Customer;
import dev.keelson.work.policy.softdelete.Realm.Lecture;
import dev.keelson.work.policy.softdelete.Realm.Order;
import dev.keelson.work.policy.softdelete.Realm.Paper;
import dev.keelson.work.policy.softdelete.Realm.Root;
import dev.keelson.work.policy.softdelete.Realm.Student;
import dev.keelson.work.policy.softdelete.World.Deed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** What a unit of work does, in either world the same. */
final class Deeds {

    private final Memory memory;
    private final int batch;
    private final List<Class<? extends Root>> types;

    Deeds(Memory memory, int batch, List<Class<? extends Root>> types) {
        this.memory = memory;
        this.batch = batch;
        this.types = types;
    }

    /** One of what may be done with this isolation. */
    Deed any(int choice, Isolation isolation) {
        if (isolation == Isolation.LOCKING && choice % 5 == 0) {
            return this::lock;
        }
        return switch (choice % 40) {
            case 0, 1, 2, 3, 4 -> this::add;
            case 5, 6, 7, 8, 9, 10, 11, 12, 13 -> this::change;
            case 14, 15, 16, 17 -> this::remove;
            case 18 -> this::removeUnread;
            case 19, 20, 21 -> this::find;
            case 22, 23 -> this::findSome;
            case 24, 25, 26 -> this::query;
            case 27, 28 -> this::follow;
            case 29 -> this::replace;
            case 30, 31 -> this::become;
            case 32 -> this::addAgain;
            case 33 -> this::requireUnchanged;
            case 34, 35 -> this::move;
            case 36 -> this::removeAfterAMove;
            default -> this::restore;
        };
    }

    /** A new one of any of the types. */
    String add(World world, Whim whim) {
        Root root = whim.root(whim.any(types));
        world.add(root);
        return "add " + Portrait.of(root);
    }

    private String change(World world, Whim whim) {
        List<Key> living = world.living();
        if (living.isEmpty()) {
            return add(world, whim);
        }
        Key key = whim.any(living);
        Root root = world.get(key);
        StringBuilder told = new StringBuilder("change " + key);
        for (int changes = 1 + whim.number(4); changes > 0; changes--) {
            told.append(' ').append(whim.change(root));
        }
        return told + " to " + Portrait.of(root);
    }

    private String remove(World world, Whim whim) {
        List<Key> living = world.living();
        return living.isEmpty() ? add(world, whim) : remove(world, whim, whim.any(living));
    }

    /** What is referred to goes with those that refer to it, or stays. */
    private String remove(World world, Whim whim, Key key) {
        List<Key> referring = world.referring(key);
        boolean gave = gaveParts(world, key) || referring.stream().anyMatch(one -> gaveParts(world, one));
        if (gave || (!referring.isEmpty() && whim.once(2))) {
            return "keep " + key + " for " + referring;
        }
        referring.forEach(world::remove);
        world.remove(key);
        return "remove " + key + " and " + referring;
    }

    /** What one restored gave to another is there again only if it comes back itself. */
    private boolean gaveParts(World world, Key key) {
        return world.restored().contains(key)
                && world.known().entrySet().stream()
                        .filter(other -> !other.getKey().equals(key))
                        .flatMap(other -> Portrait.entities(other.getValue()).stream())
                        .map(Traits::id)
                        .anyMatch(memory.hidden(key).entities()::contains);
    }

    private String removeUnread(World world, Whim whim) {
        Key key = whim.any(everKnown(world, whim));
        if (World.deletesItself(key.type()) || !world.referring(key).isEmpty() || gaveParts(world, key)) {
            return "keep " + key;
        }
        boolean lives = world.living().contains(key);
        boolean isNew = !memory.living().containsKey(key);
        if (lives) {
            world.get(key);
        }
        world.work().remove(key.type(), key.id());
        Root gone = world.known().remove(key);
        if (gone != null && !isNew) {
            world.removed().put(key, gone);
        }
        world.restored().remove(key);
        return "remove " + key;
    }

    /** Those that live, that are gone, and one that never was; but for those that the domain deletes only now. */
    private List<Key> everKnown(World world, Whim whim) {
        Set<Key> keys = new TreeSet<>(world.living());
        keys.addAll(memory.hiddenOf(batch));
        keys.addAll(memory.livingOf(batch));
        keys.removeIf(world::isUndecided);
        List<Key> all = new ArrayList<>(keys);
        Class<? extends Root> type = whim.any(types);
        Class<?> identifiers = Traits.ROOTS.get(type);
        all.add(new Key(type, identifiers == UUID.class ? whim.id() : Traits.made(identifiers, whim.id())));
        return all;
    }

    private String find(World world, Whim whim) {
        Key key = whim.any(everKnown(world, whim));
        return switch (whim.number(3)) {
            case 0 -> "exists " + key + ": " + world.work().exists(key.type(), key.id());
            case 1 -> {
                Root got = world.work().get(key.type(), key.id());
                yield "get " + Portrait.of(world.took(got));
            }
            default ->
                "find " + key + ": "
                        + world.work()
                                .find(key.type(), key.id())
                                .map(root -> Portrait.of(world.took(root)))
                                .orElse("none");
        };
    }

    private String findSome(World world, Whim whim) {
        Class<? extends Root> type = whim.any(types);
        List<Object> ids = new ArrayList<>();
        for (Key key : everKnown(world, whim)) {
            if (key.type() == type && !whim.once(3)) {
                ids.add(key.id());
            }
        }
        if (whim.once(3)) {
            List<String> told = new ArrayList<>();
            world.work().getAll(type, ids).forEach(root -> told.add(Portrait.of(world.took(root))));
            return "get all " + told;
        }
        StringBuilder told = new StringBuilder("find all");
        for (Map.Entry<Object, ? extends Root> found :
                world.work().findAll(type, new LinkedHashSet<>(ids)).entrySet()) {
            told.append(' ').append(Portrait.of(world.took(found.getValue())));
        }
        return told.toString();
    }

    private String query(World world, Whim whim) {
        Class<? extends Root> type = whim.any(types);
        return world.isAnyUndecided(type) ? "no query" : query(world, whim, type);
    }

    private static <R extends Root> String query(World world, Whim whim, Class<R> type) {
        Table<Record> table = world.work().table(type);
        Field<Integer> number = field(table, "number", Integer.class);
        Field<String> name = field(table, "name", String.class);
        AggregateQuery<R> query = world.work()
                .query(type)
                .where(field(table, "batch", Integer.class).eq(world.batch()));
        Condition condition = switch (whim.number(4)) {
            case 0 -> name.eq("w" + whim.number(4));
            case 1 -> number.lt(whim.number(4));
            case 2 -> number.eq(whim.number(3)).or(name.ne("w1"));
            default -> DSL.noCondition();
        };
        query.where(condition).orderBy(number, name, field(table, "id", Object.class));
        if (whim.once(3)) {
            query.limit(whim.number(3));
        }
        if (whim.once(2)) {
            query.seeingDatabase();
        }
        String asked = type.getSimpleName() + " where " + condition + ": ";
        switch (whim.number(4)) {
            case 0 -> {
                return "count " + asked + query.count();
            }
            case 1 -> {
                return "exists " + asked + query.exists();
            }
            default -> {
                List<String> told = new ArrayList<>();
                for (R root : query.list()) {
                    told.add(Portrait.of(world.took(root)));
                }
                return "query " + asked + told;
            }
        }
    }

    @SuppressWarnings("unchecked") // as the property says
    private static <T> Field<T> field(Table<Record> table, String name, Class<T> type) {
        return (Field<T>) table.field(name);
    }

    private String lock(World world, Whim whim) {
        Key key = whim.any(everKnown(world, whim));
        Lock lock = whim.any(List.of(Lock.values()));
        return "lock " + key + ": "
                + world.work()
                        .find(key.type(), key.id(), lock)
                        .map(root -> Portrait.of(world.took(root)))
                        .orElse("none");
    }

    /** Follows references from what is known. */
    private String follow(World world, Whim whim) {
        List<Key> sources = world.living().stream()
                .filter(key -> Set.of(Order.class, Customer.class, Lecture.class, Student.class)
                                .contains(key.type())
                        && world.isLoaded(key))
                .toList();
        if (sources.isEmpty()) {
            return query(world, whim);
        }
        Root source = world.get(whim.any(sources));
        return switch (source) {
            case Order order -> {
                Ref<Customer> customer = order.customer;
                yield customer == null ? "no reference" : "follow to " + Portrait.of(customer.get());
            }
            case Customer customer -> "orders " + portraits(customer.orders.list());
            case Lecture lecture -> "students " + portraits(lecture.students.list());
            case Student student -> "lectures " + portraits(student.lectures.list());
            default -> "no references";
        };
    }

    private static List<String> portraits(List<? extends Root> roots) {
        return roots.stream().map(Portrait::of).sorted().toList();
    }

    private String replace(World world, Whim whim) {
        List<Key> living = world.living();
        if (living.isEmpty()) {
            return add(world, whim);
        }
        Root next = Likeness.of(world.get(whim.any(living)), other -> world.get(Key.of(other)));
        if (whim.once(2)) {
            whim.change(next);
        }
        world.replace(next);
        return "replace by " + Portrait.of(next);
    }

    /** It becomes one of another class, which may have other tables. */
    private String become(World world, Whim whim) {
        List<Key> living = world.living().stream()
                .filter(key -> Traits.concrete(key.type()).size() > 1)
                .filter(key -> key.type() != Paper.class || mayMove(world, key))
                .toList();
        if (living.isEmpty()) {
            return move(world, whim);
        }
        Key key = whim.any(living);
        Root before = world.get(key);
        Root next = (Root) Traits.become(before, whim.any(Traits.concrete(key.type())));
        if (whim.once(2)) {
            whim.change(next);
        }
        world.replace(next);
        return "become " + Portrait.of(next);
    }

    /** One that passes to another table leaves none behind: what is hidden keeps it, or must be restored before. */
    private boolean mayMove(World world, Key key) {
        return !world.restored().contains(key) && !memory.hasLost(key);
    }

    /** The very object where others hold it. */
    private String addAgain(World world, Whim whim) {
        List<Key> living = world.living().stream()
                .filter(key ->
                        !World.deletesItself(key.type()) && !world.restored().contains(key))
                .toList();
        if (living.isEmpty()) {
            return add(world, whim);
        }
        Key key = whim.any(living);
        Root root = world.get(key);
        world.remove(key);
        boolean isHeld = !world.referring(key).isEmpty();
        Root added = isHeld || whim.once(2) ? root : Likeness.of(root, other -> world.get(Key.of(other)));
        if (whim.once(2)) {
            whim.change(added);
        }
        world.add(added);
        world.again().add(key);
        return "remove and add again " + Portrait.of(added);
    }

    private String requireUnchanged(World world, Whim whim) {
        List<Key> living = world.living();
        if (living.isEmpty()) {
            return find(world, whim);
        }
        Key key = whim.any(living);
        world.work().requireUnchanged(world.get(key));
        return "require unchanged " + key;
    }

    private String move(World world, Whim whim) {
        List<Root> among = ofOneType(world, whim);
        if (among.stream().allMatch(root -> Portrait.entities(root).isEmpty())) {
            return change(world, whim);
        }
        return "move " + moved(whim, among) + " of " + portraits(among);
    }

    private static String moved(Whim whim, List<Root> among) {
        List<Order> orders = among.stream()
                .filter(Order.class::isInstance)
                .map(Order.class::cast)
                .toList();
        return !orders.isEmpty() && whim.once(3) ? whim.pass(orders) : whim.move(among);
    }

    private List<Root> ofOneType(World world, Whim whim) {
        List<Key> living = world.living();
        if (living.isEmpty()) {
            return List.of();
        }
        Class<? extends Root> type = whim.any(living).type();
        return living.stream()
                .filter(key -> key.type() == type)
                .limit(3)
                .map(world::get)
                .filter(this::hasItsTables)
                .toList();
    }

    /** What became one of another class may have other tables, and then its parts are other rows than those of its kin. */
    private boolean hasItsTables(Root root) {
        Memory.Being stored = memory.living().get(Key.of(root));
        return stored == null || stored.root().getClass() == root.getClass();
    }

    /** One goes after a part of it may have passed to another. */
    private String removeAfterAMove(World world, Whim whim) {
        List<Root> among = ofOneType(world, whim);
        if (among.isEmpty()) {
            return add(world, whim);
        }
        String moves = moved(whim, among) + ", " + moved(whim, among);
        if (whim.once(2)) {
            among.forEach(whim::change);
        }
        return moves + "; " + remove(world, whim, Key.of(whim.any(among)));
    }

    /** What was removed comes back, if all that it refers to lives. */
    private String restore(World world, Whim whim) {
        List<Key> living = world.living();
        List<Key> able = memory.hiddenOf(batch).stream()
                .filter(key -> !living.contains(key)
                        && !world.isUndecided(key)
                        && living.containsAll(memory.hidden(key).references()))
                .toList();
        if (able.isEmpty()) {
            return change(world, whim);
        }
        Key key = whim.any(able);
        Root root = world.restore(key);
        String state = Portrait.of(root);
        if (!state.equals(memory.hidden(key).portrait())) {
            throw new AssertionError(
                    "Restored " + state + "\n  removed  " + memory.hidden(key).portrait());
        }
        if (whim.once(3)) {
            whim.change(root);
        }
        return "restore " + state + " as " + Portrait.of(root);
    }
}

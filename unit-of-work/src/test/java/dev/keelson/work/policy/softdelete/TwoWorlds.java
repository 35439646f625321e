package dev.keelson.work.policy.softdelete;

import static dev.keelson.work.policy.PolicyStage.NOON;
import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.HiddenAggregateException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.softdelete.Memory.Being;
import dev.keelson.work.policy.softdelete.Memory.Key;
import dev.keelson.work.policy.softdelete.Realm.Order;
import dev.keelson.work.policy.softdelete.Realm.Root;
import dev.keelson.work.policy.softdelete.World.Deed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Programs that run in two worlds at once: in the one what is removed is deleted, in the other it is hidden. Whoever does not ask
 * for what is hidden gets equal answers; who asks gets what was removed, as it was.
 */
final class TwoWorlds {

    private static final long NO_VERSION = -1;

    private final Keelson hardWorld;
    private final Keelson softWorld;
    private final Memory memory = new Memory();
    private final Clock clock = new Ticking();
    private long units;

    private final boolean evens;

    TwoWorlds(Keelson hardWorld, Keelson softWorld, boolean evens) {
        this.evens = evens;
        this.hardWorld = hardWorld;
        this.softWorld = softWorld;
    }

    /** Goes on by a second whenever somebody looks. */
    private static final class Ticking extends Clock {
        private Instant last = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            last = last.plusSeconds(1);
            return last;
        }
    }

    Memory memory() {
        return memory;
    }

    /** Each commit has an instant of its own, by which one removal is told from the next. */
    private WorkContext now() {
        units++;
        return by("actor" + units % 3, NOON).withClock(clock);
    }

    /** Runs one program of some units of work. */
    void run(long seed, int batch) {
        Run run = new Run(seed, batch);
        try {
            run.all();
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(
                    failure.getMessage() + "\nProgram of seed " + seed + ":\n" + String.join("\n", run.told), failure);
        }
    }

    private final class Run {
        private final int batch;
        private final Random random;
        private final List<Class<? extends Root>> types = new ArrayList<>();
        private final Deeds deeds;
        private final List<String> told = new ArrayList<>();

        private Run(long seed, int batch) {
            this.batch = batch;
            this.random = new Random(seed);
            List<Class<? extends Root>> all = new ArrayList<>(Traits.ROOTS.keySet());
            for (int i = 0; i < 3; i++) {
                types.add(all.get(random.nextInt(all.size())));
            }
            if (types.contains(Realm.Order.class) || types.contains(Realm.Customer.class)) {
                types.addAll(List.of(Realm.Order.class, Realm.Customer.class));
            }
            if (types.contains(Realm.Student.class) || types.contains(Realm.Lecture.class)) {
                types.addAll(List.of(Realm.Student.class, Realm.Lecture.class));
            }
            if (types.contains(Realm.Delivery.class) || types.contains(Realm.Carrier.class)) {
                types.addAll(List.of(Realm.Delivery.class, Realm.Carrier.class));
            }
            this.deeds = new Deeds(memory, batch, types);
        }

        private void all() {
            begin();
            for (int units = 1 + random.nextInt(3); units > 0; units--) {
                unit();
                if (random.nextInt(3) == 0) {
                    ask();
                }
            }
            ask();
        }

        // ---- in both worlds

        /** Some of each type. */
        private void begin() {
            told.add("unit of work");
            WorkContext now = now();
            try (World hard = new World(hardWorld, false, memory, batch, now, Isolation.DEFAULT);
                    World soft = new World(softWorld, true, memory, batch, now, Isolation.DEFAULT)) {
                for (int n = 3; n > 0; n--) {
                    both(hard, soft, deeds::add);
                }
                commit(hard, soft);
            }
        }

        private void unit() {
            Isolation isolation = switch (random.nextInt(8)) {
                case 0, 1 -> Isolation.LOCKING;
                case 2 -> Isolation.SNAPSHOT;
                default -> Isolation.DEFAULT;
            };
            told.add("unit of work " + isolation);
            WorkContext now = now();
            try (World hard = new World(hardWorld, false, memory, batch, now, isolation);
                    World soft = new World(softWorld, true, memory, batch, now, isolation)) {
                boolean goesOn = true;
                int commits = isolation == Isolation.DEFAULT ? 1 + random.nextInt(2) : 1;
                for (; goesOn && commits > 0; commits--) {
                    for (int n = 1 + random.nextInt(8); n > 0; n--) {
                        both(hard, soft, deeds.any(random.nextInt(1000), isolation));
                    }
                    if (random.nextInt(15) == 0) {
                        both(hard, soft, (world, whim) -> {
                            world.discard();
                            return "discard";
                        });
                    } else if (isolation == Isolation.DEFAULT && random.nextInt(6) == 0) {
                        overtaken(hard, soft);
                        goesOn = false;
                    } else {
                        commit(hard, soft);
                    }
                }
            }
        }

        private String both(World hard, World soft, Deed deed) {
            long seed = random.nextLong();
            String answer = hard.answer(deed, seed);
            told.add("  " + answer);
            assertThat(soft.answer(deed, seed))
                    .as("what the soft world answers")
                    .isEqualTo(answer);
            return answer;
        }

        private void commit(World hard, World soft) {
            assertThat(soft.known().keySet()).isEqualTo(hard.known().keySet());
            assertThat(portraits(soft)).isEqualTo(portraits(hard));
            String answer = both(hard, soft, (world, whim) -> {
                world.work().commit();
                return "commit";
            });
            assertThat(answer).isEqualTo("commit");
            remember(hard, soft);
        }

        private Map<Key, String> portraits(World world) {
            return world.known().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> Portrait.of(entry.getValue())));
        }

        private void remember(World hard, World soft) {
            remember(hard, soft, soft.entities());
        }

        /**
         * @param passedOn the entities that somebody has now, who need not be known any more
         */
        private void remember(World hard, World soft, Set<Object> passedOn) {
            soft.removed().forEach((key, root) -> {
                Being before = memory.living(key);
                Root last = World.deletesItself(key.type())
                        ? Likeness.of(root)
                        : Likeness.without(
                                before.root(),
                                entity -> Traits.isEntity(entity.getClass()) && passedOn.contains(Traits.id(entity)));
                long version = before.soft() == NO_VERSION ? NO_VERSION : before.soft() + 1;
                memory.hides(key, new Being(last, NO_VERSION, version));
            });
            hard.known().forEach((key, root) -> memory.lives(key, next(hard, soft, key, root)));
            hard.committed();
            soft.committed();
        }

        private Being next(World hard, World soft, Key key, Root root) {
            Root copy = Likeness.of(root);
            boolean versioned = isVersioned(key);
            long hardVersion = versioned ? hard.version(root) : NO_VERSION;
            long softVersion = versioned ? soft.version(soft.known(key)) : NO_VERSION;
            if (versioned) {
                assertThat(List.of(hardVersion, softVersion))
                        .as("versions of %s in both worlds", key)
                        .isEqualTo(expected(soft, key, copy, hardVersion));
            }
            return new Being(copy, hardVersion, softVersion);
        }

        private List<Long> expected(World soft, Key key, Root copy, long hardVersion) {
            Being before = memory.living().get(key);
            if (before == null) {
                return soft.restored().contains(key)
                        ? List.of(1L, memory.hidden(key).soft() + 1)
                        : List.of(1L, 1L);
            }
            boolean rises = !before.portrait().equals(Portrait.of(copy));
            long raised = rises || (soft.again().contains(key) && hardVersion > before.hard()) ? 1 : 0;
            return List.of(before.hard() + raised, before.soft() + raised);
        }

        private boolean isVersioned(Key key) {
            return Realm.isVersioned(key.type(), evens);
        }

        /** Somebody else is faster: removes or renames what this one knows. */
        private void overtaken(World hard, World soft) {
            List<Key> able = hard.known().keySet().stream()
                    .filter(memory.living()::containsKey)
                    .toList();
            if (able.isEmpty()) {
                commit(hard, soft);
                return;
            }
            Key key = able.get(random.nextInt(able.size()));
            boolean isReferredTo = !hard.referring(key).isEmpty()
                    || memory.livingOf(batch).stream()
                            .anyMatch(other -> memory.living(other).references().contains(key));
            boolean goes = !isReferredTo && random.nextInt(3) > 0;
            boolean guarded = random.nextInt(4) == 0;
            boolean mayRemove = !isReferredTo && (isVersioned(key) || !World.deletesItself(key.type()));
            boolean removes = mayRemove && random.nextInt(5) == 0;
            if (guarded) {
                both(hard, soft, (world, whim) -> {
                    world.work().requireUnchanged(world.get(key));
                    return "require unchanged " + key;
                });
            }
            if (removes) {
                both(hard, soft, (world, whim) -> {
                    world.remove(key);
                    return "remove " + key;
                });
            }
            told.add("  meanwhile, elsewhere");
            WorkContext later = now();
            try (World faster = hard.beside(later);
                    World fasterSoft = soft.beside(later)) {
                both(faster, fasterSoft, (world, whim) -> {
                    if (goes) {
                        world.remove(key);
                        return "  remove " + key;
                    }
                    world.get(key).name += "!";
                    return "  rename " + key;
                });
                commit(faster, fasterSoft);
            }
            String answer = both(hard, soft, (world, whim) -> {
                world.work().commit();
                return "commit, overtaken";
            });
            if (answer.equals("commit, overtaken")) {
                Set<Object> passedOn = soft.entities();
                hard.known().remove(key);
                soft.known().remove(key);
                boolean isThere = !goes && !hard.removed().containsKey(key);
                remember(hard, soft, passedOn);
                if (isThere) {
                    readAgain(key);
                }
            } else {
                assertThat(answer).startsWith("stale ");
                hard.discard();
                soft.discard();
            }
        }

        /** Without versions both have written some of it. */
        private void readAgain(Key key) {
            WorkContext now = now();
            try (SqlUnitOfWork hard = hardWorld.begin(now);
                    SqlUnitOfWork soft = softWorld.begin(now)) {
                Root read = hard.get(key.type(), key.id());
                Root other = soft.get(key.type(), key.id());
                assertThat(Portrait.of(other)).isEqualTo(Portrait.of(read));
                boolean versioned = isVersioned(key);
                memory.lives(
                        key,
                        new Being(
                                Likeness.of(read),
                                versioned ? hard.version(read) : NO_VERSION,
                                versioned ? soft.version(other) : NO_VERSION));
            }
        }

        // ---- of who asks, in the soft world

        private void ask() {
            Class<? extends Root> type = types.get(random.nextInt(types.size()));
            told.add("ask for " + type.getSimpleName());
            askFor(type);
            List<Key> hidden = memory.hiddenOf(batch);
            if (!hidden.isEmpty()) {
                Key key = hidden.get(random.nextInt(hidden.size()));
                told.add("ask for " + key);
                switch (random.nextInt(3)) {
                    case 0 -> isTaken(key);
                    case 1 -> isNotChanged(key);
                    default -> comesBackAndGoes(key);
                }
            }
        }

        private <R extends Root> void askFor(Class<R> type) {
            Set<String> living = portraits(memory.livingOf(batch), type);
            Set<String> all = new TreeSet<>(living);
            all.addAll(portraits(memory.hiddenOf(batch), type));
            try (SqlUnitOfWork work = softWorld.begin(now())) {
                SqlUnitOfWork asking = work.includingDeleted("a test");
                assertThat(asking.query(type).where(ofBatch(asking, type)).count())
                        .isEqualTo(all.size());
                List<R> found = asking.query(type).where(ofBatch(asking, type)).list();
                assertThat(found.stream().map(Portrait::of).collect(Collectors.toSet()))
                        .isEqualTo(all);
                for (R root : found) {
                    Key key = Key.of(root);
                    Being hidden = memory.hidden().get(key);
                    assertThat(work.find(type, key.id()).isPresent()).isEqualTo(hidden == null);
                    assertThat(asking.find(type, key.id())).containsSame(root);
                    if (isVersioned(key)) {
                        assertThat(asking.version(root))
                                .as("version of %s", key)
                                .isEqualTo(hidden == null ? memory.living(key).soft() : hidden.soft());
                    }
                }
                assertThat(work.query(type).where(ofBatch(work, type)).list().stream()
                                .map(Portrait::of)
                                .collect(Collectors.toSet()))
                        .isEqualTo(living);
                assertThat(work.plan().operations()).isEmpty();
            }
        }

        private Set<String> portraits(List<Key> keys, Class<?> type) {
            Set<String> portraits = new TreeSet<>();
            for (Key key : keys) {
                if (key.type() == type) {
                    Being being = memory.living().get(key);
                    portraits.add(being == null ? memory.hidden(key).portrait() : being.portrait());
                }
            }
            return portraits;
        }

        private Condition ofBatch(SqlUnitOfWork work, Class<?> type) {
            Field<?> field = work.table(type).field("batch");
            return field.coerce(Integer.class).eq(batch);
        }

        /** Nobody takes the identifier of what is hidden. */
        private void isTaken(Key key) {
            try (SqlUnitOfWork work = softWorld.begin(now())) {
                work.add(Traits.made(memory.hidden(key).root().getClass(), key.id()));
                assertThat(caught(work::commit)).isInstanceOf(HiddenAggregateException.class);
                work.discard();
            }
            isAsRemoved(key);
        }

        /** What is hidden is not changed before it is restored, but by its own domain. */
        private void isNotChanged(Key key) {
            if (!World.deletesItself(key.type())) {
                try (SqlUnitOfWork work = softWorld.begin(now())) {
                    work.includingDeleted("a test").get(key.type(), key.id()).name += "?";
                    assertThat(caught(work::commit)).isInstanceOf(PolicyViolationException.class);
                    work.discard();
                }
            }
            isAsRemoved(key);
        }

        private @Nullable Throwable caught(Runnable action) {
            try {
                action.run();
                return null;
            } catch (RuntimeException failure) {
                return failure;
            }
        }

        private void isAsRemoved(Key key) {
            try (SqlUnitOfWork work = softWorld.begin(now())) {
                assertThat(work.find(key.type(), key.id())).isEmpty();
                Root hidden = work.includingDeleted("a test").get(key.type(), key.id());
                assertThat(Portrait.of(hidden)).isEqualTo(memory.hidden(key).portrait());
                if (isVersioned(key)) {
                    assertThat(work.version(hidden))
                            .isEqualTo(memory.hidden(key).soft());
                }
            }
        }

        /** It is restored whole, also where what it refers to is hidden, and goes once more. */
        private void comesBackAndGoes(Key key) {
            Being removed = memory.hidden(key);
            change(key, false);
            try (SqlUnitOfWork work = softWorld.begin(now())) {
                Root back = work.get(key.type(), key.id());
                assertThat(Portrait.of(back)).isEqualTo(removed.portrait());
                if (isVersioned(key)) {
                    assertThat(work.version(back)).isEqualTo(removed.soft() + 1);
                }
                if (back instanceof Order order && order.customer != null) {
                    Key customer = new Key(Realm.Customer.class, order.customer.id());
                    boolean isHidden = memory.hidden().containsKey(customer);
                    AggregateNotFoundException missing =
                            caught(order.customer::get) instanceof AggregateNotFoundException told ? told : null;
                    assertThat(missing != null && missing.isHidden()).isEqualTo(isHidden);
                }
            }
            change(key, true);
            long version = removed.soft() == NO_VERSION ? NO_VERSION : removed.soft() + 2;
            memory.hides(key, new Being(removed.root(), NO_VERSION, version));
            isAsRemoved(key);
        }

        private void change(Key key, boolean goes) {
            try (SqlUnitOfWork work = softWorld.begin(now())) {
                if (World.deletesItself(key.type())) {
                    World.isDeleted(work.includingDeleted("a test").get(key.type(), key.id()), goes);
                } else if (goes) {
                    work.remove(key.type(), key.id());
                } else {
                    Root restored = work.restore(key.type(), key.id());
                    assertThat(Portrait.of(restored))
                            .isEqualTo(memory.hidden(key).portrait());
                }
                work.commit();
            }
        }
    }

    // ---- in the end

    /** All that lives and all that is hidden is as it must be. */
    void audit() {
        for (Class<? extends Root> type : Traits.ROOTS.keySet()) {
            Set<String> living = new HashSet<>();
            Set<String> all = new HashSet<>();
            memory.living().forEach((key, being) -> {
                if (key.type() == type) {
                    living.add(being.portrait());
                }
            });
            all.addAll(living);
            memory.hidden().forEach((key, being) -> {
                if (key.type() == type) {
                    all.add(being.portrait());
                }
            });
            assertThat(states(hardWorld, type, false)).isEqualTo(living);
            assertThat(states(softWorld, type, false)).isEqualTo(living);
            assertThat(states(softWorld, type, true)).isEqualTo(all);
        }
    }

    private Set<String> states(Keelson keelson, Class<? extends Root> type, boolean hidden) {
        try (SqlUnitOfWork work = keelson.begin(now())) {
            SqlUnitOfWork asking = hidden ? work.includingDeleted("a test") : work;
            Set<String> states =
                    asking.query(type).list().stream().map(Portrait::of).collect(Collectors.toSet());
            assertThat(asking.query(type).count()).isEqualTo(states.size());
            return states;
        }
    }
}

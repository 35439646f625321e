package dev.keelson.work.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.SqlUnitOfWork;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Some units of work in a row, each of some operations drawn by chance and some commits. What is drawn depends on the seed
 * alone, never on the database. In the end all is removed.
 */
final class Program {

    private final long seed;
    private final Backend backend;
    private final String tenant;
    private final Chance chance;
    private final CheckedCommit commit;
    private final List<String> transcript = new ArrayList<>();
    private final Map<RootKey, Object> attic = new TreeMap<>();
    private Stored stored = Stored.NOTHING;

    /**
     * A program of this seed.
     *
     * @param tenant for whom, or empty where there are no tenants
     * @param besides rows of others, which stay as they are
     */
    Program(long seed, Backend backend, String tenant, Collection<Row> besides) {
        this.seed = seed;
        this.backend = backend;
        this.tenant = tenant;
        this.chance = new Chance(seed);
        this.commit = new CheckedCommit(backend, tenant, besides);
    }

    /** Runs it; gives back what it did, and what was stored after each unit of work. */
    List<String> run() {
        return told(() -> {
            for (int units = 2 + chance.number(2); units > 0; units--) {
                unit();
            }
            readAll();
            removeAll();
            assertThat(stored.rows()).isEmpty();
        });
    }

    /** Runs the first of it, and leaves the rows. */
    Collection<Row> begun() {
        told(() -> {
            unit();
            unit();
        });
        return stored.rows().values();
    }

    private List<String> told(Runnable program) {
        try {
            program.run();
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(
                    failure.getMessage() + "\nProgram of seed " + seed
                            + (tenant.isEmpty() ? "" : " for tenant " + tenant) + ":\n"
                            + String.join("\n", transcript),
                    failure);
        }
        return List.copyOf(transcript);
    }

    private SqlUnitOfWork begin() {
        WorkContext context = tenant.isEmpty()
                ? WorkContext.of(Actor.of("jane"))
                : WorkContext.of(TenantId.of(tenant), Actor.of("jane"));
        return backend.keelson().begin(context.withClock(Clock.fixed(Stored.NOW, ZoneOffset.UTC)));
    }

    private void unit() {
        transcript.add("  unit of work");
        try (SqlUnitOfWork work = begin()) {
            Scene scene = new Scene(work, stored, chance, tenant, transcript);
            boolean goesOn = true;
            for (int commits = 1 + chance.number(2); commits > 0 && goesOn; commits--) {
                for (int operations = chance.number(12); operations > 0; operations--) {
                    operate(scene);
                }
                if (chance.once(12)) {
                    scene.discard();
                }
                scene.mend();
                if (chance.once(6)) {
                    Mishaps.any(scene, commit);
                }
                goesOn = !chance.once(15) || !overtaken(scene);
                if (goesOn) {
                    commit.commit(scene);
                    stored = scene.stored();
                }
            }
            attic.putAll(scene.left());
        }
        transcript.add("  stored " + stored.rows().size() + " rows, "
                + stored.rows().values().stream()
                        .mapToInt(row -> row.toString().hashCode())
                        .sum());
    }

    private void operate(Scene scene) {
        List<RootKey> living = Scene.changes().stream()
                .flatMap(changes -> scene.living(changes.type()).stream())
                .toList();
        if (living.size() < 4 || chance.once(6)) {
            add(scene);
            return;
        }
        RootKey any = chance.any(living);
        switch (chance.number(16)) {
            case 0 -> scene.remove(any);
            case 1 -> scene.replace(drawn(scene, scene.copy(scene.get(any.type(), any.id()))));
            case 2 -> replaceUnread(scene);
            case 3 -> addAgain(scene, any);
            case 4, 5, 6 -> Moves.any(scene);
            case 7 -> scene.guard(any);
            default -> drawn(scene, scene.get(any.type(), any.id()));
        }
    }

    private void add(Scene scene) {
        Object fresh = scene.create(chance.once(3) ? new ProjectChanges() : chance.any(Scene.changes()));
        if (fresh != null) {
            scene.add(fresh);
            drawn(scene, fresh);
            drawn(scene, fresh);
        }
    }

    /** The same, after some changes. */
    private Object drawn(Scene scene, Object aggregate) {
        for (int changes = 1 + chance.number(4); changes > 0; changes--) {
            scene.change(aggregate);
        }
        return aggregate;
    }

    /** An aggregate is removed, and it, or another of its identity, is added again. */
    private void addAgain(Scene scene, RootKey key) {
        Object aggregate = scene.get(key.type(), key.id());
        scene.remove(key);
        scene.add(chance.once(4) ? aggregate : scene.copy(aggregate));
        if (chance.coin()) {
            drawn(scene, scene.get(key.type(), key.id()));
        }
    }

    /** An object of an earlier unit of work is the next state of an aggregate that this one has not read. */
    private void replaceUnread(Scene scene) {
        List<RootKey> unread = attic.keySet().stream()
                .filter(key -> !scene.knows(key) && scene.lives(key.type(), key.id()))
                .toList();
        if (!unread.isEmpty()) {
            Object old = attic.get(chance.any(unread));
            if (old != null && scene.isApart(old)) {
                scene.replace(scene.copy(old));
            }
        }
    }

    /** Another unit of work is faster; this one is refused, and over. */
    private boolean overtaken(Scene scene) {
        List<RootKey> unchanged = scene.living(Depot.class).stream()
                .filter(key -> stored.aggregates().containsKey(key))
                .toList();
        if (unchanged.isEmpty()) {
            return false;
        }
        RootKey key = chance.any(unchanged);
        scene.guard(key);
        scene.say("meanwhile, elsewhere");
        try (SqlUnitOfWork other = begin()) {
            Scene elsewhere = new Scene(other, stored, chance, tenant, transcript);
            elsewhere.get(Depot.class, key.id()).name += "!";
            commit.commit(elsewhere);
            stored = elsewhere.stored();
        }
        scene.say("commit, overtaken");
        @Nullable RuntimeException refusal = null;
        try {
            scene.work().commit();
        } catch (RuntimeException thrown) {
            refusal = thrown;
        }
        assertThat(refusal).isInstanceOf(StaleAggregateException.class);
        commit.assertStored(stored);
        assertThat(backend.audit()).isEmpty();
        scene.discard();
        return true;
    }

    /** All that is stored is read as it is, and nothing is written for it. */
    private void readAll() {
        transcript.add("  read all");
        try (SqlUnitOfWork work = begin()) {
            Scene scene = new Scene(work, stored, chance, tenant, transcript);
            stored.aggregates().keySet().forEach(key -> scene.get(key.type(), key.id()));
            commit.commit(scene);
        }
    }

    private void removeAll() {
        transcript.add("  remove all");
        try (SqlUnitOfWork work = begin()) {
            Scene scene = new Scene(work, stored, chance, tenant, transcript);
            List<RootKey> keys = new ArrayList<>(stored.aggregates().keySet());
            chance.shuffle(keys);
            keys.forEach(scene::remove);
            commit.commit(scene);
            stored = scene.stored();
        }
    }
}

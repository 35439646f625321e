package dev.keelson.work.programs;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.programs.Country.CountryCode;
import dev.keelson.work.programs.Depot.DepotId;
import dev.keelson.work.programs.Member.MemberId;
import java.util.List;
import java.util.UUID;

/** Commits that must be refused, and are mended afterwards. */
final class Mishaps {

    private static final UUID NOBODY = new UUID(0, 99_999_999);

    private Mishaps() {}

    /** One of them, where the scene is fit for it. */
    static void any(Scene scene, CheckedCommit commit) {
        switch (scene.chance().number(6)) {
            case 0 -> referToNobody(scene, commit);
            case 1 -> referToNothing(scene, commit);
            case 2 -> addTwice(scene, commit);
            case 3 -> takeTakenCode(scene, commit);
            case 4 -> shareShelf(scene, commit);
            default -> storeNul(scene, commit);
        }
    }

    private static void referToNobody(Scene scene, CheckedCommit commit) {
        List<RootKey> projects = scene.living(Project.class);
        if (!projects.isEmpty()) {
            scene.get(Project.class, scene.chance().any(projects).id()).lead = new MemberId(NOBODY);
            scene.say("a project is led by nobody");
            commit.refused(scene, ConstraintViolationException.class);
            scene.mend();
        }
    }

    private static void referToNothing(Scene scene, CheckedCommit commit) {
        List<RootKey> depots = scene.living(Depot.class);
        if (!depots.isEmpty()) {
            scene.get(Depot.class, scene.chance().any(depots).id()).suppliers.add(new CountryCode("none"));
            scene.say("a depot has a supplier that is none");
            commit.refused(scene, ConstraintViolationException.class);
            scene.mend();
        }
    }

    private static void addTwice(Scene scene, CheckedCommit commit) {
        List<RootKey> unknown = scene.stored().aggregates().keySet().stream()
                .filter(key -> key.type() == Depot.class && !scene.knows(key) && scene.lives(key.type(), key.id()))
                .toList();
        if (!unknown.isEmpty()) {
            Depot twin = new Depot((DepotId) scene.chance().any(unknown).id());
            scene.add(twin);
            commit.refused(scene, DuplicateAggregateException.class);
            scene.drop(twin);
        }
    }

    private static void takeTakenCode(Scene scene, CheckedCommit commit) {
        List<RootKey> projects = scene.living(Project.class);
        if (projects.size() > 1) {
            Project taking = scene.get(Project.class, projects.getFirst().id());
            taking.code = scene.chance().anyOf(scene.pending("code", projects.getFirst()));
            scene.say("a project takes the code of another");
            commit.refused(scene, ConstraintViolationException.class);
            scene.mend();
        }
    }

    private static void shareShelf(Scene scene, CheckedCommit commit) {
        List<RootKey> depots = scene.living(Depot.class);
        if (depots.size() > 1) {
            Depot one = scene.get(Depot.class, depots.getFirst().id());
            Depot other = scene.get(Depot.class, depots.getLast().id());
            Depot.Shelf shelf = new Depot.Shelf(scene.chance().id());
            one.shelves.add(shelf);
            other.shelves.add(shelf);
            scene.say("two depots share a shelf");
            commit.refused(scene, UnstorableValueException.class);
            other.shelves.remove(shelf);
        }
    }

    private static void storeNul(Scene scene, CheckedCommit commit) {
        List<RootKey> depots = scene.living(Depot.class);
        if (!depots.isEmpty()) {
            scene.get(Depot.class, scene.chance().any(depots).id()).name = "a\0b";
            scene.say("a name with a NUL");
            commit.refused(scene, UnstorableValueException.class);
            scene.mend();
        }
    }
}

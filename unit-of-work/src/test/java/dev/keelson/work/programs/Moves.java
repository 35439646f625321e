package dev.keelson.work.programs;

import dev.keelson.work.programs.Country.Region;
import dev.keelson.work.programs.Depot.Box;
import dev.keelson.work.programs.Depot.Shelf;
import dev.keelson.work.programs.Project.Task;
import java.util.List;
import java.util.Objects;

/** Parts that go from one aggregate to another. */
final class Moves {

    private static final List<Class<?>> TYPES =
            List.of(Depot.class, Depot.class, Project.class, Project.class, Country.class, Vehicle.class, Member.class);

    private Moves() {}

    /** Moves a part of any aggregate to another, if there are two of one type; now and then the first goes, too. */
    static void any(Scene scene) {
        Class<?> type = scene.chance().any(TYPES);
        List<RootKey> keys = scene.living(type);
        if (keys.size() < 2) {
            return;
        }
        RootKey from = scene.chance().any(keys);
        RootKey to = scene.chance()
                .any(keys.stream().filter(key -> !key.equals(from)).toList());
        Object giving = scene.get(type, from.id());
        Object taking = scene.get(type, to.id());
        boolean goes = scene.chance().once(5);
        scene.say("move from " + from + " to " + to);
        if (goes) {
            scene.remove(from);
        }
        for (int parts = 1 + scene.chance().number(2); parts > 0; parts--) {
            move(giving, taking, scene);
        }
        if (!goes && scene.chance().once(3)) {
            scene.say("and back");
            move(taking, giving, scene);
        }
    }

    private static void move(Object from, Object to, Scene scene) {
        switch (from) {
            case Depot depot when to instanceof Depot other -> depot(depot, other, scene);
            case Project project
            when to instanceof Project other -> {
                Task task = scene.chance().take(ProjectChanges.anyList(project, scene));
                if (task != null) {
                    scene.chance().insert(ProjectChanges.anyList(other, scene), task);
                }
            }
            case Country country when to instanceof Country other -> region(country, other, scene);
            case Vehicle vehicle
            when to instanceof Vehicle other -> {
                Vehicle.Part part = scene.chance().take(vehicle.parts);
                if (part != null) {
                    scene.chance().insert(other.parts, part);
                }
            }
            case Member member when to instanceof Member other -> badge(member, other);
            default -> throw new IllegalArgumentException(from.getClass().getName());
        }
    }

    private static void depot(Depot from, Depot to, Scene scene) {
        if (scene.chance().coin()) {
            Shelf shelf = scene.chance().take(from.shelves);
            if (shelf != null) {
                scene.chance().insert(to.shelves, shelf);
            }
        } else {
            Box box = scene.chance().take(DepotChanges.shelf(from, scene).boxes);
            if (box != null) {
                scene.chance().insert(DepotChanges.shelf(to, scene).boxes, box);
            }
        }
    }

    private static void region(Country from, Country to, Scene scene) {
        if (!from.regions.isEmpty()) {
            String name = scene.chance().anyOf(from.regions.keySet());
            Region region = Objects.requireNonNull(from.regions.remove(name));
            to.regions.put(CountryChanges.name(scene), region);
        }
    }

    /** They change badges. */
    private static void badge(Member from, Member to) {
        Member.Badge badge = from.badge;
        from.badge = to.badge;
        to.badge = badge;
    }
}

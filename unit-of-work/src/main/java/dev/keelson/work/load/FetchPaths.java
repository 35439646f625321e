package dev.keelson.work.load;

import dev.keelson.work.load.ObjectReferences.Held;
import dev.keelson.work.load.rows.RowReader;
import dev.keelson.work.load.select.Fetches;
import dev.keelson.work.load.select.Fetches.Holding;
import dev.keelson.work.load.select.Fetches.Step;
import dev.keelson.work.load.select.Fetches.Way;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.RefsContent.Inverse;
import dev.keelson.work.model.RefsContent.Through;
import dev.keelson.work.model.Roots;
import dev.keelson.work.scan.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Follows properties from aggregates to others that they refer to. Used by one thread, once. */
final class FetchPaths {

    private final Function<AggregateModel, ObjectReferences> references;
    private final List<Draft> steps = new ArrayList<>();

    /** A step that is being made: several properties, of classes of one hierarchy, may be called the same. */
    private record Draft(int from, String property, Roots targets, List<Way> ways, List<RefsContent> collections) {

        private boolean leads(int start, String name, Roots to) {
            return from == start && property.equals(name) && targets.equals(to);
        }
    }

    FetchPaths(Function<AggregateModel, ObjectReferences> references) {
        this.references = references;
    }

    /**
     * Follows these paths.
     *
     * @throws IllegalArgumentException if one names no such property, or all together are too wide for one statement
     */
    Fetches follow(Roots roots, List<String> paths) {
        for (String path : paths) {
            if (path.isBlank() || path.endsWith(".")) {
                throw new IllegalArgumentException("Cannot fetch '" + path + "' with "
                        + roots.type().getSimpleName()
                        + ": it ends with no name. Give the path of a property, such as \"customer\".");
            }
            follow(Fetches.ROOTS, roots, path, path);
        }
        Fetches fetches = new Fetches(
                paths,
                steps.stream()
                        .map(step -> new Step(step.from(), step.ways(), step.collections(), step.targets()))
                        .toList());
        int width = RowReader.width(fetches.with(roots.members()));
        if (width > RowReader.MAX_WIDTH) {
            throw new IllegalArgumentException("Cannot fetch " + String.join(", ", paths) + " with "
                    + roots.type().getSimpleName() + ": one result of all of them has " + width
                    + " columns, and may have " + RowReader.MAX_WIDTH
                    + ". Fetch fewer of them; the others follow by a statement each, for all of a kind, where they are"
                    + " asked for.");
        }
        return fetches;
    }

    private void follow(int from, Roots members, String path, String whole) {
        Map<Integer, String> next = new LinkedHashMap<>();
        Set<String> known = new TreeSet<>();
        for (int member = 0; member < members.members().size(); member++) {
            ObjectReferences references =
                    this.references.apply(members.members().get(member));
            for (Held held : references.all()) {
                known.add(held.path());
                if (leadsBy(path, held.path())) {
                    Draft step =
                            step(from, held.path(), held.reference().target().get(), next, path);
                    add(
                            step,
                            new Fetches.Held(
                                    member, held.table(), held.reference().columns()));
                }
            }
            for (RefsContent refs : references.collections()) {
                String property = ObjectReferences.belowRoot(refs.path());
                known.add(property);
                if (leadsBy(path, property)) {
                    Draft step = step(from, property, refs.route().get().targets(), next, path);
                    step.collections().add(refs);
                    add(step, way(refs, member));
                }
            }
        }
        if (next.isEmpty()) {
            throw unknown(members, path, whole, known);
        }
        next.forEach((step, rest) -> {
            if (!rest.isEmpty()) {
                follow(step, steps.get(step).targets(), rest, whole);
            }
        });
    }

    private static Way way(RefsContent refs, int member) {
        return switch (refs.route().get()) {
            case Inverse inverse -> new Holding(inverse);
            case Through through -> new Fetches.Held(member, through.table(), through.columns());
        };
    }

    private static void add(Draft step, Way way) {
        if (!step.ways().contains(way)) {
            step.ways().add(way);
        }
    }

    private static boolean leadsBy(String path, String property) {
        return path.equals(property) || path.startsWith(property + ".");
    }

    private Draft step(int from, String property, Roots targets, Map<Integer, String> next, String path) {
        int place = 0;
        while (place < steps.size() && !steps.get(place).leads(from, property, targets)) {
            place++;
        }
        if (place == steps.size()) {
            steps.add(new Draft(from, property, targets, new ArrayList<>(), new ArrayList<>()));
        }
        next.put(place, path.equals(property) ? "" : path.substring(property.length() + 1));
        return steps.get(place);
    }

    private static IllegalArgumentException unknown(Roots members, String path, String whole, Set<String> known) {
        String type = members.type().getSimpleName();
        return new IllegalArgumentException("Cannot fetch '" + whole + "': '" + path + "' leads from " + type
                + " to no other aggregates"
                + Nearest.meant(path, known)
                + (known.isEmpty()
                        ? " Nothing in " + type + " refers to one; what holds just an identifier is loaded by"
                                + " findAll(type, identifiers)."
                        : " What does is " + String.join(", ", known) + "."));
    }
}

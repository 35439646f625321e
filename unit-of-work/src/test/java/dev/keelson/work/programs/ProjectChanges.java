package dev.keelson.work.programs;

import dev.keelson.work.programs.Depot.DepotId;
import dev.keelson.work.programs.Member.MemberId;
import dev.keelson.work.programs.Project.ProjectId;
import dev.keelson.work.programs.Project.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes of projects. */
final class ProjectChanges implements Changes<Project> {

    private static final int CODES = 9;

    @Override
    public Class<Project> type() {
        return Project.class;
    }

    @Override
    public @Nullable Project create(Scene scene) {
        if (scene.living(Depot.class).isEmpty()) {
            return null;
        }
        Project project = new Project(new ProjectId(scene.chance().id()), depot(scene));
        project.code = "p" + scene.chance().number(CODES);
        return project;
    }

    private static DepotId depot(Scene scene) {
        return (DepotId) scene.chance().any(scene.living(Depot.class)).id();
    }

    private static @Nullable MemberId member(Scene scene) {
        List<RootKey> members = scene.living(Member.class);
        return members.isEmpty() ? null : (MemberId) scene.chance().any(members).id();
    }

    @Override
    public Project copy(Project project, Scene scene) {
        Project copy = new Project(project.id, project.depot);
        copy.code = project.code;
        copy.lead = project.lead;
        Map<UUID, Task> copies = new HashMap<>();
        project.tasks.forEach(task -> copy.tasks.add(copy(task, copies)));
        project.all().forEach(task -> {
            if (task.blockedBy != null && copies.get(task.id) instanceof Task twin) {
                twin.blockedBy = copies.get(task.blockedBy.id);
            }
        });
        return copy;
    }

    private static Task copy(Task task, Map<UUID, Task> copies) {
        Task copy = new Task(task.id);
        copies.put(task.id, copy);
        copy.code = task.code;
        copy.slot = task.slot;
        copy.title = task.title;
        task.subtasks.forEach(below -> copy.subtasks.add(copy(below, copies)));
        return copy;
    }

    @Override
    public List<Change<Project>> all() {
        return List.of(
                Change.of(
                        "code",
                        (project, scene) -> project.code = "p" + scene.chance().number(CODES)),
                Change.of("codes of projects", ProjectChanges::recodeProjects),
                Change.of("depot", (project, scene) -> {
                    if (!scene.living(Depot.class).isEmpty()) {
                        project.depot = depot(scene);
                    }
                }),
                Change.of(
                        "lead",
                        (project, scene) -> project.lead = scene.chance().coin() ? null : member(scene)),
                Change.of(
                        "add task",
                        (project, scene) -> scene.chance().insert(anyList(project, scene), task(scene.chance()))),
                Change.of("add tasks", (project, scene) -> {
                    Task top = task(scene.chance());
                    top.subtasks.add(task(scene.chance()));
                    top.subtasks.getFirst().subtasks.add(task(scene.chance()));
                    project.tasks.add(top);
                }),
                Change.of("remove task", (project, scene) -> scene.chance().take(anyList(project, scene))),
                Change.of("remove task, keep those below", (project, scene) -> {
                    List<Task> list = anyList(project, scene);
                    Task gone = scene.chance().take(list);
                    if (gone != null) {
                        list.addAll(gone.subtasks);
                    }
                }),
                Change.of("task elsewhere", ProjectChanges::moveTask),
                Change.of("shuffle tasks", (project, scene) -> scene.chance().shuffle(anyList(project, scene))),
                Change.of(
                        "titles",
                        (project, scene) -> anyList(project, scene)
                                .forEach(task -> task.title = scene.chance().word())),
                Change.of("codes of tasks", ProjectChanges::recode),
                Change.of("slots of tasks", ProjectChanges::reslot),
                Change.of("blocked", (project, scene) -> {
                    List<Task> all = project.all();
                    if (!all.isEmpty()) {
                        scene.chance().any(all).blockedBy =
                                scene.chance().coin() ? null : scene.chance().any(all);
                    }
                }),
                Change.of("blocked in a circle", (project, scene) -> {
                    List<Task> all = project.all();
                    scene.chance().shuffle(all);
                    List<Task> some = all.subList(0, Math.min(3, all.size()));
                    for (int i = 0; i < some.size(); i++) {
                        some.get(i).blockedBy = some.get((i + 1) % some.size());
                    }
                }));
    }

    static Task task(Chance chance) {
        Task task = new Task(chance.id());
        task.code = "k" + chance.number(CODES);
        task.slot = chance.maybe(() -> chance.number(CODES));
        task.title = chance.word();
        return task;
    }

    /** The tasks at the top, or those below any. */
    static List<Task> anyList(Project project, Scene scene) {
        List<Task> all = project.all();
        return all.isEmpty() || scene.chance().coin()
                ? project.tasks
                : scene.chance().any(all).subtasks;
    }

    private static void moveTask(Project project, Scene scene) {
        Task moved = scene.chance().take(anyList(project, scene));
        if (moved != null) {
            scene.chance().insert(anyList(project, scene), moved);
        }
    }

    /** Codes go round among the projects that there are. */
    private static void recodeProjects(Project project, Scene scene) {
        List<Project> all = new ArrayList<>();
        scene.living(Project.class).forEach(key -> all.add(scene.get(Project.class, key.id())));
        List<String> codes = new ArrayList<>(all.stream().map(one -> one.code).toList());
        scene.chance().shuffle(codes);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).code = codes.get(i);
        }
    }

    private static void recode(Project project, Scene scene) {
        List<Task> all = project.all();
        List<String> codes = new ArrayList<>(all.stream().map(task -> task.code).toList());
        if (scene.chance().once(3)) {
            codes.replaceAll(code -> "k" + scene.chance().number(CODES));
        }
        scene.chance().shuffle(codes);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).code = codes.get(i);
        }
    }

    private static void reslot(Project project, Scene scene) {
        List<Task> all = project.all();
        List<@Nullable Integer> slots = new ArrayList<>();
        all.forEach(task -> slots.add(scene.chance().once(4) ? null : task.slot));
        scene.chance().shuffle(slots);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).slot = slots.get(i);
        }
    }

    @Override
    public boolean mend(Project project, Scene scene) {
        if (!scene.lives(Depot.class, project.depot)) {
            if (scene.living(Depot.class).isEmpty()) {
                return false;
            }
            project.depot = depot(scene);
        }
        if (project.lead != null && !scene.lives(Member.class, project.lead)) {
            project.lead = member(scene);
        }
        Set<String> others = scene.pending("code", RootKey.of(project));
        for (int i = 0; others.contains(project.code); i++) {
            project.code = "p" + i;
        }
        List<Task> all = project.all();
        Set<String> codes = new HashSet<>();
        Set<Integer> slots = new HashSet<>();
        for (Task task : all) {
            for (int i = 0; !codes.add(task.code); i++) {
                task.code = "k" + i;
            }
            if (task.slot != null && !slots.add(task.slot)) {
                task.slot = null;
            }
            if (task.blockedBy != null && all.stream().noneMatch(other -> other == task.blockedBy)) {
                task.blockedBy = null;
            }
        }
        return true;
    }
}

package dev.keelson.work.shapes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities that hold or name others of their kind within the same aggregate. */
final class TreeShapes {

    private TreeShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(tree(), setTree(), recursiveTree(), composite(), siblings());
    }

    static final class Remark {
        private final UUID id;
        private String text;
        private final List<Remark> replies = new ArrayList<>();

        Remark(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Discussion {
        private final UUID id;
        private final List<Remark> remarks = new ArrayList<>();

        Discussion(UUID id) {
            this.id = id;
        }
    }

    private static UUID below(UUID node) {
        return new UUID(
                node.getMostSignificantBits() * 31 + node.getLeastSignificantBits() + 7,
                node.getLeastSignificantBits() << 4);
    }

    private static List<Remark> remarks(Chance chance, UUID owner, int depth) {
        List<Remark> remarks = new ArrayList<>();
        for (UUID id : chance.ids(owner)) {
            Remark remark = new Remark(id, chance.word());
            if (depth > 0) {
                remark.replies.addAll(remarks(chance, below(id), depth - 1));
            }
            remarks.add(remark);
        }
        return remarks;
    }

    private static Shape<?, ?> tree() {
        return Shape.of("tree", Discussion.class, Chance::uuid)
                .tables("discussions", "discussion_remarks")
                .changing("at the top", all -> all.remarks.get(1).text = "I", "update discussion_remarks (text)")
                .changing(
                        "below",
                        all -> all.remarks.get(1).replies.get(0).replies.get(2).text = "II",
                        "update discussion_remarks (text)")
                .changing(
                        "to another node",
                        all -> all.remarks
                                .get(0)
                                .replies
                                .add(all.remarks.get(1).replies.remove(2)),
                        "update discussion_remarks (parent_id, position)")
                .states((chance, id) -> {
                    Discussion discussion = new Discussion(id);
                    discussion.remarks.addAll(remarks(chance, id, 2));
                    return discussion;
                });
    }

    static final class Folder {
        private final UUID id;
        private String name;
        private @Nullable Folder parent;
        private final Set<Folder> folders = new LinkedHashSet<>();
        private final List<String> files = new ArrayList<>();

        Folder(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        void add(Folder folder) {
            folders.add(folder);
            folder.parent = this;
        }
    }

    static final class Drive {
        private final UUID id;
        private final Set<Folder> folders = new LinkedHashSet<>();

        Drive(UUID id) {
            this.id = id;
        }
    }

    private static Folder folder(Chance chance, UUID id, int depth) {
        Folder folder = new Folder(id, chance.word());
        folder.files.addAll(chance.list(chance::word));
        if (depth > 0) {
            chance.ids(below(id)).forEach(child -> folder.add(folder(chance, child, depth - 1)));
        }
        return folder;
    }

    private static Shape<?, ?> setTree() {
        return Shape.of("tree of sets with values and back references", Drive.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Drive.class, drive -> drive.children("folders", folders -> folders.nodeColumn("within"))))
                .tables("drives", "drive_folders", "folder_files")
                .changing("a value below", drive -> deepest(drive).files.set(0, "a.txt"), "update folder_files (file)")
                .changing("below", drive -> deepest(drive).name = "tmp", "update drive_folders (name)")
                .states((chance, id) -> {
                    Drive drive = new Drive(id);
                    chance.ids(id).forEach(folder -> drive.folders.add(folder(chance, folder, 2)));
                    return drive;
                });
    }

    private static Folder deepest(Drive drive) {
        Folder at = drive.folders.iterator().next();
        while (!at.folders.isEmpty()) {
            at = at.folders.iterator().next();
        }
        return at;
    }

    static final class Assembly {
        private final UUID id;
        private final List<Component> components = new ArrayList<>();

        Assembly(UUID id) {
            this.id = id;
        }
    }

    static final class Component {
        private final UUID id;
        private String name;
        private List<Component> components = new ArrayList<>();

        Component(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private static Component component(Chance chance, UUID id, int depth) {
        Component component = new Component(id, chance.word());
        if (depth > 0) {
            chance.ids(below(id)).forEach(child -> component.components.add(component(chance, child, depth - 1)));
        }
        return component;
    }

    private static Shape<?, ?> recursiveTree() {
        return Shape.of("tree whose nodes below the top do not name the root", Assembly.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Assembly.class, assembly -> assembly.children("components", parts -> parts.recursive())))
                .tables("assemblies", "assembly_components")
                .changing(
                        "below",
                        assembly -> assembly.components
                                .get(0)
                                .components
                                .get(1)
                                .components
                                .get(0)
                                .name = "bolt",
                        "update assembly_components (name)")
                .states((chance, id) -> {
                    Assembly assembly = new Assembly(id);
                    chance.ids(id).forEach(part -> assembly.components.add(component(chance, part, 3)));
                    return assembly;
                });
    }

    // ---- nodes of several classes, of which some hold others

    sealed interface Block permits Text, Box, Table {
        UUID id();
    }

    record Text(UUID id, String text) implements Block {}

    record Box(UUID id, String colour, List<Block> blocks) implements Block {}

    record Table(UUID id, int columns, List<Block> blocks) implements Block {}

    record Layout(UUID id, List<Block> blocks) {

        Layout with(Block block) {
            List<Block> changed = new ArrayList<>(blocks);
            changed.set(0, block);
            return new Layout(id, changed);
        }
    }

    private static List<Block> blocks(Chance chance, UUID owner, int depth) {
        List<Block> blocks = new ArrayList<>();
        for (UUID id : chance.ids(owner)) {
            blocks.add(
                    depth == 0
                            ? new Text(id, chance.word())
                            : chance.either(
                                    () -> new Box(id, chance.word(), blocks(chance, below(id), depth - 1)),
                                    () -> new Table(id, chance.number(9), blocks(chance, below(id), depth - 1)),
                                    () -> new Text(id, chance.word())));
        }
        return blocks;
    }

    private static Shape<?, ?> composite() {
        return Shape.of("tree of nodes of several classes", Layout.class, Chance::uuid)
                .tables("layouts", "layout_blocks")
                .replacing(
                        "in a node",
                        layout -> layout.with(new Box(
                                layout.blocks().get(0).id(),
                                "red",
                                ((Box) layout.blocks().get(0)).blocks())),
                        "update layout_blocks (colour)")
                .replacing(
                        "another class",
                        layout -> layout.with(new Table(
                                layout.blocks().get(0).id(),
                                -1,
                                ((Box) layout.blocks().get(0)).blocks())),
                        "update layout_blocks (block_type, colour, columns)")
                .states((chance, id) -> new Layout(id, blocks(chance, id, 2)));
    }

    // ---- references among the entities of one aggregate

    static final class Task {
        private final UUID id;
        private String title;
        private @Nullable Task blockedBy;
        private @Nullable Milestone milestone;

        Task(UUID id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    static final class Milestone {
        private final UUID id;
        private String name;

        Milestone(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Project {
        private final UUID id;
        private final List<Milestone> milestones = new ArrayList<>();
        private final List<Task> tasks = new ArrayList<>();

        Project(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> siblings() {
        return Shape.of("references within the aggregate", Project.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Project.class,
                        project -> project.children(
                                "tasks",
                                tasks -> tasks.property("blockedBy", p -> p.sibling())
                                        .property("milestone", p -> p.sibling()))))
                .tables("projects", "project_tasks", "project_milestones")
                .changing(
                        "another",
                        project -> project.tasks.get(0).blockedBy = project.tasks.get(1),
                        "update project_tasks (blocked_by_id)")
                .changing(
                        "of another kind",
                        project -> project.tasks.get(0).milestone = project.milestones.get(2),
                        "update project_tasks (milestone_id)")
                .changing(
                        "none",
                        project -> project.tasks.get(0).blockedBy = null,
                        "update project_tasks (blocked_by_id)")
                .states((chance, id) -> {
                    Project project = new Project(id);
                    chance.ids(id).forEach(task -> project.tasks.add(new Task(task, chance.word())));
                    chance.ids(id).forEach(mark -> project.milestones.add(new Milestone(mark, chance.word())));
                    if (!project.tasks.isEmpty()) {
                        Task last = project.tasks.get(project.tasks.size() - 1);
                        project.tasks.forEach(task -> task.blockedBy = task == last ? null : chance.maybe(() -> last));
                    }
                    if (!project.milestones.isEmpty()) {
                        project.tasks.forEach(
                                task -> task.milestone = chance.maybe(() -> chance.any(project.milestones)));
                    }
                    return project;
                });
    }
}
